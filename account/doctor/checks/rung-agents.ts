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
              what: `${change.worker.name} in queues.config.ts is not a worker at TaskRouter.`,
              why: 'This agent is never rung, and cannot become available.',
              repair,
            }),
          ];
        case 'change-worker':
          return [
            fault({
              what: `TaskRouter has a different phone or different queues for ${change.worker.name} than queues.config.ts.`,
              why: 'The wrong phone rings, or it rings for the wrong callers.',
              repair,
            }),
          ];
        default:
          return [];
      }
    }),
  );
}

/** Agents who are no longer in the config, and workers that somebody else created. */
export function otherWorkers(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) =>
    workspace.workers
      .filter(({ name }) => !named(wanted.workers, name))
      .map((worker) =>
        isOurWorker(worker)
          ? warning({
              what: `${worker.name} is a worker at TaskRouter, but queues.config.ts has no such rung agent.`,
              why: 'This phone may still ring for callers.',
              repair,
            })
          : warning({
              what: `${worker.name} is a worker in the workspace ${workspace.name} that this project did not create.`,
              why: 'If its attributes match a queue, a phone that is not in the config rings for callers.',
              repair: `If you do not need it, delete it in ${consolePages.taskRouter}.`,
            }),
      ),
  );
}

/** An agent must never get two callers at once. https://www.twilio.com/docs/taskrouter/api/worker-channel */
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
              ? `${name} gets up to ${counted(channel.capacity, 'call')} at once at TaskRouter instead of 1.`
              : `The voice channel of ${name} is closed at TaskRouter.`,
            why:
              channel.isAvailable && channel.capacity > 1
                ? 'A caller is reserved for an agent who is talking to another caller.'
                : 'This agent is never rung.',
            repair: `twilio api:taskrouter:v1:workspaces:workers:channels:update --workspace-sid ${workspace.sid} --worker-sid ${sid} --sid voice --capacity 1 --available`,
          }),
        ];
      }),
  );
}

/** By TaskRouter's own count: it accepts expressions that match no worker. */
export function agentsEligible(facts: Facts): readonly Finding[] {
  const { config } = facts.checkout;
  return inWorkspace(facts, ({ found, workspace, wanted, eligibleWorkers }) => {
    const { changes } = planTaskRouter(wanted, found);
    // Missing or wrong agents and task queues have their own findings.
    if (changes.some(({ kind }) => /-(worker|task-queue)$/.test(kind))) return [];
    return rungQueueNames(config).flatMap((queueName) => {
      const taskQueue = named(workspace.taskQueues, taskQueueOf(config, queueName));
      if (!taskQueue || eligibleWorkers.get(taskQueue.sid) !== 0) return [];
      return [
        fault({
          what: `TaskRouter finds no agents for ${queueName} in the task queue ${taskQueue.name}.`,
          why: 'No phone rings for its callers, even if agents are available.',
          repair: `Compare the expression of ${taskQueue.name} with the attributes of its workers in ${consolePages.taskRouter}.`,
        }),
      ];
    });
  });
}

/** How late the report of an end may be. */
const lateSeconds = 60;

/** Missed, wrap-up and break end by an event, or with the next request that needs agents. */
export function agentsOverdue(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace }) =>
    workspace.workers.flatMap((worker) => {
      const late = secondsLate(worker, facts);
      if (late === undefined || late <= lateSeconds) return [];
      return [
        warning({
          what: `${worker.name} is still ${worker.activityName} at TaskRouter, which should have ended ${counted(Math.floor(late / 60), 'minute')} ago.`,
          why: 'The functions were not notified that it is over, and this agent is not rung until their next check.',
          repair: `The agent can call the agents’ number and become available. ${consolePages.errors} lists the failed events.`,
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

/** The account's limit of concurrent calls, if known: https://help.twilio.com/articles/223180028 */
export function rungCallsAtOnce(facts: Facts): readonly Finding[] {
  if (!ringsAgents(facts)) return [];
  const { account, customerProfiles } = facts;
  const isTrial = account.kind === 'known' && account.value.type === 'Trial';
  const profiles = isTrial ? known([]) : customerProfiles;
  const what = 'How many concurrent calls the account allows.';
  return whenKnown(profiles, { what, look: consolePages.customerProfiles }, (all) => {
    const { callers, agents } = mostAtOnce(facts);
    const calls = callers + 2 * agents;
    const carried = isTrial ? { calls: 5, repair: trialRepair } : carriedWith(all);
    if (carried === undefined || carried.calls >= calls) return [];
    return [
      warning({
        what: `${inARow(rungQueueNames(facts.checkout.config))} can need ${calls} concurrent calls (${counted(callers, 'caller')} and two for each of ${counted(agents, 'agent')}), but the account may allow only ${carried.calls}.`,
        why: 'While all are in use, no agent’s phone can ring, and TaskRouter counts that as a missed call.',
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

/**
 * Undefined if unlimited or unknown. Only the check of the account mentions that an approved profile may be an
 * individual's.
 */
const carriedWith = (profiles: readonly CustomerProfile[]) =>
  profiles.some(({ status }) => status === 'twilio-approved')
    ? undefined
    : { calls: 2, repair: callsAtOnceRepair };
