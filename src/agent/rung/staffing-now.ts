import type { NamedQueue } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import { epochSeconds } from '../../epoch-seconds';
import { type AgentWorker, moveDue } from '../../rules/reconcile-workers';
import { type Staffing, staffing } from '../../rules/staffing';
import type { AgentsAtTwilio } from './agents-at-twilio';

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
    workers.map(async (worker) => {
      if (!moveDue(worker, now)) return worker;
      return (await atTwilio.change(worker.sid, moveDue).catch(() => undefined)) ?? worker;
    }),
  );
