import { type FoundQueue, planQueues } from '../../ensure-queues';
import { environmentNames } from '../../environment';
import { purposeAsWritten } from '../../numbers/purpose-in-words';
import { ownCommand } from '../../typed-commands';
import type { Facts, QueueFacts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { ownNumbers } from '../own-numbers';
import { both, part } from '../read';

const whichQueues = { what: 'Which queues the account has.', look: 'twilio api:core:queues:list' };

/** If nothing is deployed, no queue is needed. */
const queuesOfDeployment = ({ queues, deployment }: Facts) =>
  part(both(deployment, queues), ([, all]) => all);

export function queuesThere(facts: Facts): readonly Finding[] {
  return whenKnown(queuesOfDeployment(facts), whichQueues, (all) =>
    planQueues(facts.checkout.config, facts.environment, all).flatMap((change) =>
      change.kind === 'create'
        ? [
            fault({
              what: `The queue ${change.name} does not exist.`,
              why: `An agent who dials it before its first caller may be turned away, and Twilio then creates it with a default size instead of ${change.maxSize}.`,
              repair: rewire(facts),
            }),
          ]
        : [],
    ),
  );
}

export function queueSizes(facts: Facts): readonly Finding[] {
  return whenKnown(queuesOfDeployment(facts), whichQueues, (all) =>
    planQueues(facts.checkout.config, facts.environment, all).flatMap((change) =>
      change.kind === 'resize'
        ? [
            fault({
              what: `The queue ${change.name} has room for ${change.before} instead of the ${change.after} in queues.config.ts.`,
              why:
                change.before < change.after
                  ? 'Callers hear that it is full while there should be room.'
                  : 'More callers can wait than you want.',
              repair: rewire(facts),
            }),
          ]
        : [],
    ),
  );
}

/** Wiring any number also creates and sizes all queues. A number that is already wired stays unchanged. */
function rewire({ numbers, deployment, environment, checkout: { config } }: Facts): string {
  const known = both(numbers, deployment);
  const own =
    known.kind === 'known'
      ? ownNumbers(known.value[0], { environment, deployment: known.value[1], config })
      : [];
  const wired = own.find(({ isFor }) => isFor.kind === 'queue');
  const [queue = ''] = Object.keys(config.queues);
  const numberToWire = wired
    ? `${wired.number.phoneNumber}=${purposeAsWritten(wired.isFor, config)}`
    : `NUMBER=${queue}`;
  return ownCommand('wire', environment, numberToWire);
}

export function queuesServed({ checkout: { config } }: Facts): readonly Finding[] {
  const { agents, queues } = config;
  // Without listed agents, everyone with the PIN serves the first queue, or the one in the agents' URL.
  if (agents.length === 0) return [];
  return Object.keys(queues)
    .filter((name) => agents.every((agent) => !agent.queues.includes(name)))
    .map((name) =>
      warning({
        what: `No agent in queues.config.ts serves the queue ${name}.`,
        why: 'Its callers are never answered, unless an agents’ number points at that queue.',
        repair: `Add ${name} to the queues of an agent in queues.config.ts, and deploy it.`,
      }),
    );
}

export function strandedCallers({ queues, checkout }: Facts): readonly Finding[] {
  return whenKnown(queues, whichQueues, (all) =>
    strangersTo(checkout.config, all)
      .filter(({ waiting }) => waiting > 0)
      .map(({ name, waiting, sid }) =>
        warning({
          what: `${waiting} ${waiting === 1 ? 'caller is' : 'callers are'} waiting in the queue ${name}, which is not in queues.config.ts.`,
          why: 'If no other application of this account serves it, they are never answered.',
          repair: `If it was yours under an earlier name, list the waiting callers: twilio api:core:queues:members:list --queue-sid ${sid}`,
        }),
      ),
  );
}

export function unusedQueues({ queues, checkout }: Facts): readonly Finding[] {
  return whenKnown(queues, whichQueues, (all) =>
    strangersTo(checkout.config, all)
      .filter(({ waiting }) => waiting === 0)
      .map(({ name, sid }) =>
        warning({
          what: `The queue ${name} is empty, and it is not in queues.config.ts.`,
          why: 'Leftovers of an earlier config are misleading when you look for waiting callers.',
          repair: `If no other application of this account uses it: twilio api:core:queues:remove --sid ${sid}`,
        }),
      ),
  );
}

/** The queues that are not in the config, in either environment. Lines of TaskRouter's workflows are left out. */
function strangersTo(config: Facts['checkout']['config'], all: readonly QueueFacts[]): QueueFacts[] {
  const none: readonly FoundQueue[] = [];
  const made = environmentNames.flatMap((environment) => planQueues(config, environment, none));
  const own = new Set(made.map(({ name }) => name));
  return all.filter(({ name }) => !own.has(name) && !/^WW[0-9a-f]{32}$/.test(name));
}
