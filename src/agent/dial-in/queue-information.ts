import type { WebhookRequest } from '../../endpoint';
import type { AgentSession } from '../../state/agent-session';
import { queueNameAtTwilio } from '../../state/queue-name';
import { lanesOf } from './lanes';
import type { QueueInformation } from './serving';
import type { WaitingQueues } from './waiting-queues';

/** How many callers wait in all lanes of the agent's queues: one REST request. */
export async function readQueueInformation(
  session: AgentSession,
  waitingQueues: WaitingQueues,
  { environmentName }: Pick<WebhookRequest, 'environmentName'>,
): Promise<QueueInformation> {
  const listed = await waitingQueues.list();
  const names = lanesOf(session).map(({ queue, lane }) => queueNameAtTwilio(queue, lane, environmentName));
  return informationOf(
    listed && names.reduce((callers, name) => callers + (listed.get(name)?.waiting ?? 0), 0),
  );
}

/** `callersWaiting` is undefined if Twilio did not answer. */
export function informationOf(callersWaiting: number | undefined): QueueInformation {
  if (callersWaiting === undefined) return { kind: 'unknown' };
  return callersWaiting === 0 ? { kind: 'nobody' } : { kind: 'waiting', callers: callersWaiting };
}
