import type { NamedQueue } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import { epochSeconds } from '../../epoch-seconds';
import { type AgentWorker, moveDue } from '../../rules/reconcile-workers';
import { graceEndOf, type Staffing, staffing } from '../../rules/staffing';
import { freeAfterConversation } from './after';
import { endShiftIfOver, type ShiftOffice } from './end-shift';

/** The longest time from the key until TaskRouter shows the two as connected. */
const secondsUntilJoined = 30;

/** Whether a queue has agents, after overdue changes of their states have been made. */
export async function staffingNow({ name, ringing }: NamedQueue, office: ShiftOffice) {
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...ringing };
  const workers = await reconciled(await office.atTwilio.ofQueue(name), office);
  const found: Staffing = staffing(workers, epochSeconds(office.now), noAgentsGraceSeconds);
  return { found, graceEndsAt: graceEndOf(workers, noAgentsGraceSeconds) };
}

/** If a change fails the agent keeps an overdue state, which counts as unavailable. */
const reconciled = (workers: readonly AgentWorker[], office: ShiftOffice) =>
  Promise.all(
    workers.map(async (worker) => {
      const moved = await reconcile(worker, office).catch(() => worker);
      return (await endShiftIfOver(moved ?? worker, office).catch(() => moved)) ?? worker;
    }),
  );

/** The report of the end of a conversation may have been lost; then TaskRouter's word counts. */
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
