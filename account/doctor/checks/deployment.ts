import { readVoicemailSecret } from '../../../src/config/environment';
import { deployedEndpoints, endpointAt } from '../../../src/endpoints';
import { serviceName } from '../../deployment';
import { ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { BuildFacts, Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { both } from '../read';

const whatIsDeployed = { what: 'What is deployed.', look: consolePages.services };

export function deployed({ found, environment }: Facts): readonly Finding[] {
  return whenKnown(found, { what: 'Whether anything is deployed.', look: consolePages.services }, (there) => {
    const nothing = (what: string) => [
      fault({
        what,
        why: 'There is nothing for a number to point at: callers would hear that an application error has occurred.',
        repair: ownCommand('deploy', environment),
      }),
    ];
    switch (there.kind) {
      case 'no-service':
        return nothing(`Nothing is deployed: the account has no service named ${serviceName}.`);
      case 'no-environment':
        return nothing(
          `Nothing is deployed to ${environment}: the service ${serviceName} has no such environment.`,
        );
      case 'found':
        return there.deployment.buildSid
          ? []
          : nothing(`The environment ${environment} exists, but no build was ever activated in it.`);
      default:
        return there satisfies never;
    }
  });
}

/** https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
export function serviceCredentials({ services, deployment, environment }: Facts): readonly Finding[] {
  return whenKnown(both(services, deployment), whatIsDeployed, ([all, { serviceSid }]) => {
    const service = all.find(({ sid }) => sid === serviceSid);
    if (!service || service.includesCredentials) return [];
    return [
      fault({
        what: `The service ${service.uniqueName} does not give its functions the account’s credentials.`,
        why: 'Agents do not hear how many callers are waiting, agents with several queues never get a caller, and no voicemail can be opened.',
        repair: `twilio api:serverless:v1:services:update --sid ${serviceSid} --include-credentials, and then ${ownCommand('deploy', environment)}`,
      }),
    ];
  });
}

/** If the variables are unknown, so is whether there is a secret. */
const expectedPaths = ({ checkout, variables }: Facts, ifNotKnown: boolean): string[] => {
  const hasVoicemailSecret =
    variables.kind === 'known'
      ? readVoicemailSecret(Object.fromEntries(variables.value)) !== undefined
      : ifNotKnown;
  return deployedEndpoints(checkout.config, { hasVoicemailSecret }).map(({ path }) => path);
};

export function functionsThere(facts: Facts): readonly Finding[] {
  const { build, environment } = facts;
  return whenKnown(build, whatIsDeployed, ({ functions }) => {
    const paths = functions.map(({ path }) => path);
    const missing = expectedPaths(facts, false).filter((path) => !paths.includes(path));
    if (missing.length === 0) return [];
    return [
      fault({
        what: `${inWords(missing, 'function')} not deployed: ${missing.join(', ')}.`,
        why: 'A call that needs it hears the static apology and ends.',
        repair: ownCommand('deploy', environment),
      }),
    ];
  });
}

export function visibility({ build, environment }: Facts): readonly Finding[] {
  return whenKnown(build, whatIsDeployed, ({ functions }) =>
    functions.flatMap((one) => {
      const should = shouldBe(one.path);
      if (should === undefined || should === one.visibility) return [];
      return [
        fault({
          what: `${one.path} is deployed as ${one.visibility} and must be ${should}.`,
          why:
            one.visibility === 'public'
              ? 'Anybody on the internet may send it requests as if they were Twilio.'
              : 'It refuses requests that it should answer.',
          repair: `Check the name of its file in functions/, and run ${ownCommand('deploy', environment)}.`,
        }),
      ];
    }),
  );
}

/** Each request to it takes an execution that calls may need. */
export function unusedFunctions(facts: Facts): readonly Finding[] {
  return whenKnown(facts.build, whatIsDeployed, ({ functions }) =>
    functions
      .filter(({ path }) => endpointAt(path) && !expectedPaths(facts, true).includes(path))
      .map(({ path }) =>
        fault({
          what: `${path} is deployed, but nothing uses it.`,
          why: 'Anybody on the internet may request it, and each request takes one of the 30 executions that calls need.',
          repair: ownCommand('deploy', facts.environment),
        }),
      ),
  );
}

const shouldBe = (path: string) => endpointAt(path)?.visibility;

/**
 * A deploy uploads everything in the two folders: a test would become a URL, and a source map would reveal source code.
 */
export function strayFiles(facts: Facts): readonly Finding[] {
  const { build, checkout, environment } = facts;
  return whenKnown(build, whatIsDeployed, (served) =>
    strays(served, checkout.assets).map(({ path, visibility: seenBy }) => {
      const words = {
        what: `${path} is deployed (${seenBy}) but is not part of this checkout.`,
        repair: `Remove it from functions/ or assets/ if it is there, and run ${ownCommand('deploy', environment)}.`,
      };
      return seenBy === 'public'
        ? fault({ ...words, why: 'Anybody on the internet may open it.' })
        : warning({ ...words, why: 'It is unused, and may be from an earlier version.' });
    }),
  );
}

const strays = ({ functions, assets }: BuildFacts, own: ReadonlyMap<string, Buffer>) => [
  ...functions.filter(({ path }) => shouldBe(path) === undefined),
  ...assets.filter(({ path }) => !own.has(path)),
];

/** The functions include the config: different code may mean different hours, words and agents. */
export function code({ code: deployedCode, checkout, environment }: Facts): readonly Finding[] {
  return whenKnown(
    deployedCode,
    { what: 'Whether the deployed code matches this checkout.', look: consolePages.services },
    (files) => {
      const changed = [...checkout.functions].flatMap(([path, own]) => {
        const there = files.get(path);
        return there === undefined || there.trim() === own.trim() ? [] : [path];
      });
      if (changed.length === 0) return [];
      return [
        warning({
          what: `${inWords(changed, 'function')} deployed from different code or a different config than in this folder: ${changed.join(', ')}.`,
          why: 'The config here, and the output of npm run explain, do not describe what callers get.',
          repair: `${ownCommand('deploy', environment)}, or check out the version that is deployed and run this again.`,
        }),
      ];
    },
  );
}

const inWords = ({ length }: readonly unknown[], thing: string) =>
  length === 1 ? `One ${thing} is` : `${length} ${thing}s are`;
