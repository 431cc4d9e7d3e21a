import type { QueuesConfig } from '../../config/queue-config';
import { epochSeconds } from '../../epoch-seconds';
import { type AgentWorker, endShift, isShiftOver } from '../../rules/reconcile-workers';
import type { AgentsAtTwilio } from './agents-at-twilio';

/** Where and when the end of a shift is checked. */
export interface ShiftOffice {
  readonly config: QueuesConfig;
  readonly atTwilio: AgentsAtTwilio;
  readonly now: Date;
}

/**
 * Sets an agent offline once their queues have closed, unless callers are still waiting there. Resolves to the agent afterward.
 */
export async function endShiftIfOver(
  worker: AgentWorker,
  { config, atTwilio, now }: ShiftOffice,
): Promise<AgentWorker | undefined> {
  if (!isShiftOver(worker, epochSeconds(now))) return worker;
  const queues = config.agents.find(({ id }) => id === worker.agent)?.queues ?? [];
  const waiting = await Promise.all(queues.map((name) => atTwilio.callersWaiting(name)));
  const hasCallers = waiting.some((callers) => callers > 0);
  return atTwilio.change(worker.sid, (before, moment) => endShift(before, moment, hasCallers));
}
