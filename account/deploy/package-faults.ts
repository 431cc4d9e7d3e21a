import { handlerPackage, handlerVersions, longestUniqueName } from '../../emulator/reference';

/** What a deploy takes from `package.json`. */
export interface PackageToDeploy {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * What Twilio would refuse, or install differently than tested. Twilio installs exactly the `dependencies`. Functions
 * bundle what they import, so `dependencies` may only contain what Twilio itself adds.
 */
export function packageFaults({ name, dependencies }: PackageToDeploy): string[] {
  const expected = [handlerPackage, 'twilio'];
  const handler = dependencies[handlerPackage];
  const faults = [
    // https://www.twilio.com/docs/serverless/api/resource/service
    (!/^[a-zA-Z0-9-]+$/.test(name) || name.length > longestUniqueName) &&
      `"name" becomes the name of the service: use at most ${longestUniqueName} letters, digits and dashes`,
    // The number that Twilio adds separates the name from the environment: team-2-1234-staging.twil.io.
    /-\d+(-|$)/.test(name) &&
      `"name" has a number after a dash, so “${name}-1234” would look like another environment: remove the dash`,
    ...expected
      .filter((one) => dependencies[one] === undefined)
      .map((one) => `"dependencies" lacks ${one}: add it with an exact version`),
    ...Object.entries(dependencies).flatMap(([one, version]) => [
      !expected.includes(one) &&
        `${one} would be installed at Twilio for nothing: move it to "devDependencies"; functions bundle their code`,
      !/^\d+\.\d+\.\d+$/.test(version) && `${one} is “${version}”: use an exact version`,
    ]),
    handler !== undefined &&
      /^\d+\.\d+\.\d+$/.test(handler) &&
      !handlerVersions.includes(handler) &&
      // https://github.com/twilio-labs/serverless-toolkit/issues/564
      `Twilio has no ${handlerPackage} ${handler}, although npm does: use 2.0.1`,
  ];
  return faults.filter((fault) => fault !== false).map((fault) => `package.json: ${fault}.`);
}
