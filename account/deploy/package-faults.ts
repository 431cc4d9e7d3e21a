import { handlerPackage, handlerVersions, longestUniqueName } from '../../emulator/reference';

/** What a deploy takes from `package.json`. */
export interface PackageToDeploy {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * What Twilio would refuse, or take otherwise than it was tested. It installs all `dependencies`, and no others: what
 * functions import is bundled into them, so only what Twilio itself puts there belongs among these.
 */
export function packageFaults({ name, dependencies }: PackageToDeploy): string[] {
  const expected = [handlerPackage, 'twilio'];
  const handler = dependencies[handlerPackage];
  const faults = [
    // https://www.twilio.com/docs/serverless/api/resource/service
    (!/^[a-zA-Z0-9-]+$/.test(name) || name.length > longestUniqueName) &&
      `"name" becomes that of the service: use at most ${longestUniqueName} letters, digits and dashes`,
    // The host is told apart from its environment by the number that Twilio adds: team-2-1234-staging.twil.io.
    /-\d+(-|$)/.test(name) &&
      `"name" has a number after a dash, and “${name}-1234” would be read as another environment: write it without the dash`,
    ...expected
      .filter((one) => dependencies[one] === undefined)
      .map((one) => `"dependencies" lacks ${one}: add it in an exact version`),
    ...Object.entries(dependencies).flatMap(([one, version]) => [
      !expected.includes(one) &&
        `${one} would be installed at Twilio for nothing: move it to "devDependencies", functions bring their code along`,
      !/^\d+\.\d+\.\d+$/.test(version) && `${one} is “${version}”: name an exact version`,
    ]),
    handler !== undefined &&
      /^\d+\.\d+\.\d+$/.test(handler) &&
      !handlerVersions.includes(handler) &&
      // https://github.com/twilio-labs/serverless-toolkit/issues/564
      `Twilio has no ${handlerPackage} ${handler}, whatever npm has: use 2.0.1`,
  ];
  return faults.filter((fault) => fault !== false).map((fault) => `package.json: ${fault}.`);
}
