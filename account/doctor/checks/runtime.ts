import { packageFaults } from '../../deploy/package-faults';
import { ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';

/** https://www.twilio.com/en-us/changelog/node-js-v18-support-ending-for-twilio-functions */
const oldestRuntime = 20;
const runtimeToUse = 'node22';

export function runtime({ build, environment }: Facts): readonly Finding[] {
  return whenKnown(
    build,
    { what: 'Which Node version the functions run on.', look: consolePages.services },
    (served) => {
      const version = Number(/^node(\d+)$/.exec(served.runtime)?.[1]);
      if (version >= oldestRuntime) return [];
      return [
        fault({
          what: `The functions run on ${served.runtime}, for which Twilio no longer accepts builds.`,
          why: 'The live build keeps working until Twilio ends support; then every caller hears the static apology.',
          repair: `Set "runtime": "${runtimeToUse}" in .twilioserverlessrc and run ${ownCommand('deploy', environment)}.`,
        }),
      ];
    },
  );
}

/** The deploy's own check, made before a deploy is urgent. */
export function packageJson({ checkout }: Facts): readonly Finding[] {
  return packageFaults(checkout.package).map((what) =>
    fault({
      what,
      why: 'The next deploy is refused, perhaps just when you need a quick fix.',
      repair: 'Correct package.json and run npm install.',
    }),
  );
}

export function dependencies({ build, checkout, environment }: Facts): readonly Finding[] {
  return whenKnown(
    build,
    { what: 'Which modules the functions were deployed with.', look: consolePages.services },
    ({ dependencies: deployed }) => {
      const wrong = Object.entries(checkout.package.dependencies)
        .filter(([name, version]) => deployed[name] !== version)
        .map(([name, version]) => `${name} ${deployed[name] ?? 'missing'} instead of ${version}`);
      if (wrong.length === 0) return [];
      return [
        warning({
          what: `The functions were deployed with different modules than in package.json: ${wrong.join(', ')}.`,
          why: 'The tests here did not run with the modules that answer callers.',
          repair: ownCommand('deploy', environment),
        }),
      ];
    },
  );
}
