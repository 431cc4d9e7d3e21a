import { queueNamed } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import type { HttpEndpoint } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import { sentence } from '../../http-answer';
import { type AgentWorker, moveDue } from '../../rules/reconcile-workers';
import { staffing } from '../../rules/staffing';
import { isOwnSignature } from '../../state/own-signature';
import { reconcilePath } from '../../state/urls';
import { endShiftIfOver, type ShiftOffice } from './end-shift';
import type { AgentServices } from './rang';

const agentsAreThere = { status: 200 };
const nobodyIsThere = { status: 204 };

/**
 * Does what is due for the agents of a queue, and says whether any are there then. Our own functions ask, for a caller in
 * line or for one who arrives: who arrives and finds nobody does not wait until the last agent has been gone for long.
 */
export const reconcileEndpoint: HttpEndpoint<AgentServices> = {
  path: reconcilePath,
  visibility: 'public',
  events: ['missed', 'agent-state'],
  longestAnswerMillis: 9000,
  async answer({ parameters, now, log }, { config, token, agents }) {
    const name = parameters.text('queue') ?? '';
    const call = parameters.text('call');
    const query = { queue: name, ...(call !== undefined && { call }) };
    if (!isOwnSignature(parameters.text('signature'), query, token)) {
      return sentence(403, 'Only the functions of this queue may ask this.');
    }
    const queue = queueNamed(config, name);
    const atTwilio = agents(log, 'unknown');
    if (!queue?.ringing || !atTwilio) return nobodyIsThere;
    const { noAgentsGraceSeconds } = { ...ringingDefaults, ...queue.ringing };
    const workers = await reconciled(await atTwilio.ofQueue(name), { config, atTwilio, now });
    const found = staffing(workers, epochSeconds(now), noAgentsGraceSeconds);
    if (found === 'there' || (found === 'just-left' && call !== undefined)) return agentsAreThere;
    if (call !== undefined) await atTwilio.cancelForNoAgents(call, name);
    return nobodyIsThere;
  },
  // Whoever asked takes it that agents are there.
  fallback: { status: 503 },
};

/** If a move fails the agent is still where they were, which counts for nothing once it is overdue. */
const reconciled = (workers: readonly AgentWorker[], office: ShiftOffice) =>
  Promise.all(
    workers.map(async (worker) => {
      const isDue = moveDue(worker, epochSeconds(office.now)) !== undefined;
      const moved = isDue ? await office.atTwilio.change(worker.sid, moveDue).catch(() => worker) : worker;
      return (await endShiftIfOver(moved ?? worker, office).catch(() => moved)) ?? worker;
    }),
  );
