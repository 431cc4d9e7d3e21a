import { counted } from '../../../wording/phrases';
import { serviceName } from '../../deployment';
import { logsCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, warning, whenKnown } from '../finding';
import { both } from '../read';
import { mostRead } from '../read-deployment';

/** More builds than anyone needs to keep. */
const mostBuilds = 50;

export function oldBuilds({ buildCount, deployment }: Facts): readonly Finding[] {
  return whenKnown(
    buildCount,
    { what: 'How many builds there are.', look: consolePages.services },
    (count) => {
      if (count <= mostBuilds || deployment.kind !== 'known') return [];
      const { serviceSid } = deployment.value;
      return [
        warning({
          what: `The service has ${count >= mostRead ? `${count} builds or more` : counted(count, 'build')}.`,
          why: 'Old code stays readable to anyone with a key, and an old build is easily activated by mistake.',
          repair: `Remove those that you no longer need: twilio api:serverless:v1:services:builds:remove --service-sid ${serviceSid} --sid BUILD`,
        }),
      ];
    },
  );
}

/** Services under earlier names of the project: they still answer, and still have their variables. */
export function oldServices({ services }: Facts): readonly Finding[] {
  const isEarlier = (name: string) =>
    name !== serviceName &&
    name
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .startsWith(serviceName.replace(/[^a-z]/g, ''));
  return whenKnown(services, { what: 'Which services there are.', look: consolePages.services }, (all) =>
    all
      .filter(({ uniqueName }) => isEarlier(uniqueName))
      .map(({ uniqueName, sid, domainBase }) =>
        warning({
          what: `There is a service ${uniqueName} in addition to ${serviceName}.`,
          why: `If it is an earlier version, it still answers at ${domainBase}….twil.io, with its old PINs.`,
          repair: `If no number points at it (npm run wire lists them): twilio api:serverless:v1:services:remove --sid ${sid}`,
        }),
      ),
  );
}

export function recentFailures({ failures, deployment, environment }: Facts): readonly Finding[] {
  return whenKnown(
    both(failures, deployment),
    { what: 'Whether functions have failed lately.', look: consolePages.errors },
    ([moments, { serviceSid }]) => {
      const [newest] = [...moments].sort((one, other) => other.getTime() - one.getTime());
      if (!newest) return [];
      return [
        warning({
          what: `Functions wrote ${counted(moments.length, 'error')} in the last day, the newest at ${newest.toISOString()}.`,
          why: 'Each may mean a caller or an agent who heard an apology.',
          repair: `${logsCommand({ serviceSid, environment })} shows them; ${consolePages.errors} lists the requests.`,
        }),
      ];
    },
  );
}
