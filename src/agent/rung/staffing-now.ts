import type { NamedQueue } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import { epochSeconds } from '../../epoch-seconds';
import { type AgentWorker, moveDue } from '../../rules/reconcile-workers';
import { type Staffing, staffing } from '../../rules/staffing';
import { freeAfterConversation } from './after';
import { endShiftIfOver, type ShiftOffice } from './end-shift';

/** From the key until TaskRouter has the two as joined, at most. */
const secondsUntilJoined = 30;

/** Whether a queue has agents, once what was due for them has been done. */
export async function staffingNow({ name, ringing }: NamedQueue, office: ShiftOffice): Promise<Staffing> {
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...ringing };
  const workers = await reconciled(await office.atTwilio.ofQueue(name), office);
  return staffing(workers, epochSeconds(office.now), noAgentsGraceSeconds);
}

/** If a move fails the agent is still where they were, which counts for nothing once it is overdue. */
const reconciled = (workers: readonly AgentWorker[], office: ShiftOffice) =>
  Promise.all(
    workers.map(async (worker) => {
      const moved = await reconcile(worker, office).catch(() => worker);
      return (await endShiftIfOver(moved ?? worker, office).catch(() => moved)) ?? worker;
    }),
  );

/** Nobody may have been told of the end of a conversation; then TaskRouter's word counts. */
async function reconcile(worker: AgentWorker, { atTwilio, now }: ShiftOffice) {
  const { sid, activity, since, wrapUpSeconds } = worker;
  const seconds = epochSeconds(now);
  const isDue = moveDue(worker, seconds) !== undefined;
  const mayBeOver = activity === 'onCall' && seconds >= since + secondsUntilJoined;
  if (mayBeOver || (isDue && activity === 'wrapUp')) {
    const isTalking = await atTwilio.isTalking(sid);
    if (mayBeOver && !isTalking) return atTwilio.change(sid, freeAfterConversation(wrapUpSeconds));
  }
  return isDue ? atTwilio.change(sid, moveDue) : worker;
}
