import type { NamedQueue } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import { epochSeconds } from '../../epoch-seconds';
import { type AgentWorker, moveDue } from '../../rules/reconcile-workers';
import { type Staffing, staffing } from '../../rules/staffing';
import { freeAfterConversation } from './after';
import type { AgentsAtTwilio } from './agents-at-twilio';

/** From the key until TaskRouter has the two as joined, at most. */
const secondsUntilJoined = 30;

/** Whether a queue has agents, once what was due for them has been done. */
export async function staffingNow(
  { name, ringing }: NamedQueue,
  atTwilio: AgentsAtTwilio,
  now: Date,
): Promise<Staffing> {
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...ringing };
  const workers = await reconciled(await atTwilio.ofQueue(name), atTwilio, epochSeconds(now));
  return staffing(workers, epochSeconds(now), noAgentsGraceSeconds);
}

/** If a move fails the agent is still where they were, which counts for nothing once it is overdue. */
const reconciled = (workers: readonly AgentWorker[], atTwilio: AgentsAtTwilio, now: number) =>
  Promise.all(
    workers.map(async (worker) => (await reconcile(worker, atTwilio, now).catch(() => undefined)) ?? worker),
  );

/** Nobody may have been told of the end of a conversation; then TaskRouter's word counts. */
async function reconcile(worker: AgentWorker, atTwilio: AgentsAtTwilio, now: number) {
  const { sid, activity, since, wrapUpSeconds } = worker;
  const isDue = moveDue(worker, now) !== undefined;
  const mayBeOver = activity === 'onCall' && now >= since + secondsUntilJoined;
  if (mayBeOver || (isDue && activity === 'wrapUp')) {
    const isTalking = await atTwilio.isTalking(sid);
    if (mayBeOver && !isTalking) return atTwilio.change(sid, freeAfterConversation(wrapUpSeconds));
  }
  return isDue ? atTwilio.change(sid, moveDue) : worker;
}
