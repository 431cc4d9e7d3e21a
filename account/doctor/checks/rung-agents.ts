import { rungQueueNames, taskQueueOf } from '../../../src/config/task-router';
import { epochSeconds } from '../../../src/epoch-seconds';
import { endsAt } from '../../../src/rules/reconcile-workers';
import { readWorker } from '../../../src/rules/worker-attributes';
import { counted, inARow } from '../../../wording/phrases';
import type { FoundWorker } from '../../task-router/found';
import { isOurWorker } from '../../task-router/ours';
import { named, planTaskRouter } from '../../task-router/plan';
import { consolePages } from '../console-pages';
import type { CustomerProfile, Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { known } from '../read';
import { inWorkspace, ringsAgents } from '../task-router-site';
import { callsAtOnceRepair, trialRepair } from './account';

export function rungAgentsThere(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ found, wanted, repair }) =>
    planTaskRouter(wanted, found).changes.flatMap((change) => {
      switch (change.kind) {
        case 'create-worker':
          return [
            fault({
              what: `${change.worker.name} of queues.config.ts is no worker at TaskRouter.`,
              why: 'This agent is never rung, and cannot become available.',
              repair,
            }),
          ];
        case 'change-worker':
          return [
            fault({
              what: `TaskRouter has another phone, or other queues, of ${change.worker.name} than queues.config.ts.`,
              why: 'Another phone rings, or for other callers.',
              repair,
            }),
          ];
        default:
          return [];
      }
    }),
  );
}

/** Agents who left the config, and workers whom somebody else made. */
export function otherWorkers(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) =>
    workspace.workers
      .filter(({ name }) => !named(wanted.workers, name))
      .map((worker) =>
        isOurWorker(worker)
          ? warning({
              what: `${worker.name} is a worker at TaskRouter, and queues.config.ts has no such agent who is rung.`,
              why: 'Calls may still be led to this phone.',
              repair,
            })
          : warning({
              what: `${worker.name} is a worker of the workspace ${workspace.name}, and this project did not create it.`,
              why: 'If its attributes fit a queue, callers wait for a phone that the config does not know.',
              repair: `If nobody needs it, delete it in ${consolePages.taskRouter}.`,
            }),
      ),
  );
}

/** Two callers must never meet at one phone. https://www.twilio.com/docs/taskrouter/api/worker-channel */
export function oneCallAtOnce(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, voiceChannels }) =>
    workspace.workers
      .filter(({ name }) => named(wanted.workers, name))
      .flatMap(({ sid, name }) => {
        const channel = voiceChannels.get(sid);
        if (!channel || (channel.capacity === 1 && channel.isAvailable)) return [];
        return [
          fault({
            what: channel.isAvailable
              ? `${name} gets ${counted(channel.capacity, 'call')} at once at TaskRouter, and 1 is right.`
              : `The voice channel of ${name} is closed at TaskRouter.`,
            why:
              channel.isAvailable && channel.capacity > 1
                ? 'A caller is kept for an agent who is talking to another.'
                : 'This agent is never rung.',
            repair: `twilio api:taskrouter:v1:workspaces:workers:channels:update --workspace-sid ${workspace.sid} --worker-sid ${sid} --sid voice --capacity 1 --available`,
          }),
        ];
      }),
  );
}

/** By TaskRouter's own count: an expression that fits nobody is accepted without a word. */
export function agentsEligible(facts: Facts): readonly Finding[] {
  const { config } = facts.checkout;
  return inWorkspace(facts, ({ found, workspace, wanted, eligibleWorkers }) => {
    const { changes } = planTaskRouter(wanted, found);
    // An agent or a task queue that is missing or wrong has a finding of its own.
    if (changes.some(({ kind }) => /-(worker|task-queue)$/.test(kind))) return [];
    return rungQueueNames(config).flatMap((queueName) => {
      const taskQueue = named(workspace.taskQueues, taskQueueOf(config, queueName));
      if (!taskQueue || eligibleWorkers.get(taskQueue.sid) !== 0) return [];
      return [
        fault({
          what: `TaskRouter counts nobody among the agents of ${queueName}, in the task queue ${taskQueue.name}.`,
          why: 'However many are available, no phone rings for its callers.',
          repair: `Compare the expression of ${taskQueue.name} with the attributes of its workers in ${consolePages.taskRouter}.`,
        }),
      ];
    });
  });
}

/** So long the news of an end may take. */
const lateSeconds = 60;

/** Missed, notes and breaks end by themselves, by an event or by whoever needs agents next. */
export function agentsOverdue(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace }) =>
    workspace.workers.flatMap((worker) => {
      const late = secondsLate(worker, facts);
      if (late === undefined || late <= lateSeconds) return [];
      return [
        warning({
          what: `${worker.name} is still ${worker.activityName} at TaskRouter, which should have ended ${counted(Math.floor(late / 60), 'minute')} ago.`,
          why: 'Nobody told the functions that it is over, and this agent is not rung until they look again.',
          repair: `The agent can call the agents’ number and be available. ${consolePages.errors} has the events that failed.`,
        }),
      ];
    }),
  );
}

function secondsLate(worker: FoundWorker, { now, checkout }: Facts): number | undefined {
  const agent = readWorker(
    {
      sid: worker.sid,
      friendlyName: worker.name,
      activityName: worker.activityName,
      attributes: JSON.stringify(worker.attributes),
      dateStatusChanged: worker.activeSince,
    },
    checkout.config,
  );
  const end = agent && endsAt(agent);
  return end === undefined ? undefined : epochSeconds(now) - end;
}

/** What the account carries, as far as that is known: https://help.twilio.com/articles/223180028 */
export function rungCallsAtOnce(facts: Facts): readonly Finding[] {
  if (!ringsAgents(facts)) return [];
  const { account, customerProfiles } = facts;
  const isTrial = account.kind === 'known' && account.value.type === 'Trial';
  const profiles = isTrial ? known([]) : customerProfiles;
  const what = 'How many calls the account carries at once.';
  return whenKnown(profiles, { what, look: consolePages.customerProfiles }, (all) => {
    const { callers, agents } = mostAtOnce(facts);
    const calls = callers + 2 * agents;
    const carried = isTrial ? { calls: 5, repair: trialRepair } : carriedWith(all);
    if (carried === undefined || carried.calls >= calls) return [];
    return [
      warning({
        what: `${inARow(rungQueueNames(facts.checkout.config))} can need ${calls} calls at once, ${counted(callers, 'caller')} and two for each of ${counted(agents, 'agent')}, and the account may carry ${carried.calls}.`,
        why: 'While all are in use no agent’s phone can be rung, and TaskRouter takes that for an agent who did not answer.',
        repair: carried.repair,
      }),
    ];
  });
}

function mostAtOnce({ checkout: { config } }: Facts) {
  const names = rungQueueNames(config);
  const agents = config.agents.filter(
    ({ contactUri, queues }) => contactUri !== undefined && queues.some((name) => names.includes(name)),
  );
  const room = names.map((name) => config.queues[name]?.maxCallers ?? 0);
  return { callers: room.reduce((sum, one) => sum + one, 0), agents: agents.length };
}

/** Undefined: as many as come, or not known; that an approved profile may be an individual's is asked once, by the check of the account. */
const carriedWith = (profiles: readonly CustomerProfile[]) =>
  profiles.some(({ status }) => status === 'twilio-approved')
    ? undefined
    : { calls: 2, repair: callsAtOnceRepair };
