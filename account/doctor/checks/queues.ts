import { type FoundQueue, planQueues } from '../../ensure-queues';
import { environmentNames } from '../../environment';
import { purposeAsWritten } from '../../numbers/purpose-in-words';
import { ownCommand } from '../../typed-commands';
import type { Facts, QueueFacts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { ownNumbers } from '../own-numbers';
import { both, part } from '../read';

const whichQueues = { what: 'Which queues the account has.', look: 'twilio api:core:queues:list' };

/** While nothing is deployed there is nobody to queue. */
const queuesOfDeployment = ({ queues, deployment }: Facts) =>
  part(both(deployment, queues), ([, all]) => all);

export function queuesThere(facts: Facts): readonly Finding[] {
  return whenKnown(queuesOfDeployment(facts), whichQueues, (all) =>
    planQueues(facts.checkout.config, facts.environment, all).flatMap((change) =>
      change.kind === 'create'
        ? [
            fault({
              what: `The queue ${change.name} is not there.`,
              why: `An agent who dials it before its first caller may be turned away, and Twilio then makes it with a size of its own in place of ${change.maxSize}.`,
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
              what: `The queue ${change.name} has room for ${change.before}, and queues.config.ts says ${change.after}.`,
              why:
                change.before < change.after
                  ? 'Callers are told that it is full while there should be room.'
                  : 'More callers wait than you have decided to let wait.',
              repair: rewire(facts),
            }),
          ]
        : [],
    ),
  );
}

/** To wire any number also makes and sizes all queues; one that leads here already is changed in nothing else. */
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
  // Without a list whoever knows the PIN serves the first queue, or the one in the agents' URL.
  if (agents.length === 0) return [];
  return Object.keys(queues)
    .filter((name) => agents.every((agent) => !agent.queues.includes(name)))
    .map((name) =>
      warning({
        what: `No agent of queues.config.ts serves the queue ${name}.`,
        why: 'Whoever calls it waits in vain, unless an agents’ number leads to that queue.',
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
          what: `${waiting} ${waiting === 1 ? 'caller waits' : 'callers wait'} in the queue ${name}, which queues.config.ts does not have.`,
          why: 'If no other application of this account serves it, nobody ever answers them.',
          repair: `If it was yours under an earlier name, see who waits: twilio api:core:queues:members:list --queue-sid ${sid}`,
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
          what: `The queue ${name} is empty, and queues.config.ts does not have it.`,
          why: 'A leftover of an earlier config misleads whoever looks for waiting callers.',
          repair: `If no other application of this account uses it: twilio api:core:queues:remove --sid ${sid}`,
        }),
      ),
  );
}

/** The queues that the config does not make, in either environment; the lines of TaskRouter's workflows are in its own care. */
function strangersTo(config: Facts['checkout']['config'], all: readonly QueueFacts[]): QueueFacts[] {
  const none: readonly FoundQueue[] = [];
  const made = environmentNames.flatMap((environment) => planQueues(config, environment, none));
  const own = new Set(made.map(({ name }) => name));
  return all.filter(({ name }) => !own.has(name) && !/^WW[0-9a-f]{32}$/.test(name));
}
