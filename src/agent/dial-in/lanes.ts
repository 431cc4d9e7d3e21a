import type { WebhookRequest } from '../../endpoint';
import { busyLanes, type QueueLane } from '../../rules/next-in-line';
import type { AgentSession } from '../../state/agent-session';
import { queueNameAtTwilio } from '../../state/queue-name';
import type { WaitingQueues } from './waiting-queues';

/**
 * The agent's lanes as they are now: one REST request, and one more for each lane with waiting callers. Undefined if
 * Twilio does not answer.
 */
export async function readLanes(
  session: AgentSession,
  queues: WaitingQueues,
  { environmentName }: Pick<WebhookRequest, 'environmentName'>,
): Promise<readonly QueueLane[] | undefined> {
  const listed = await queues.list();
  if (!listed) return undefined;
  const nameOf = ({ queue, lane }: QueueLane) => queueNameAtTwilio(queue, lane, environmentName);
  const mine = lanesOf(session).map((lane) => ({ ...lane, ...listed.get(nameOf(lane)) }));
  const sids = busyLanes(mine).flatMap(({ sid }) => sid ?? []);
  if (sids.length === 0) return mine;
  const fronts = await queues.frontSecondsWaited(sids);
  return mine.map(({ sid, ...lane }) => {
    const frontSecondsWaited = fronts?.get(sid ?? '');
    return { ...lane, ...(frontSecondsWaited !== undefined && { frontSecondsWaited }) };
  });
}

/**
 * Every lane of every queue of the session, each priority lane first. A queue without one gets the shortest limit of
 * the others, so that its callers are served too.
 */
export function lanesOf({ queues }: AgentSession): QueueLane[] {
  const limits = queues.flatMap(({ priority }) => priority?.normalLaneFirstAfterSeconds ?? []);
  return queues.flatMap(({ name, priority }): QueueLane[] => [
    ...(priority ? [{ queue: name, lane: 'priority' as const, waiting: 0 }] : []),
    {
      queue: name,
      lane: 'normal',
      waiting: 0,
      ...(limits.length > 0 && {
        normalLaneFirstAfterSeconds: priority?.normalLaneFirstAfterSeconds ?? Math.min(...limits),
      }),
    },
  ]);
}
