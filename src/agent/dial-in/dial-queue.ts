import type { NamedQueue } from '../../config/queue-config';
import type { WebhookRequest } from '../../endpoint';
import type { Lane } from '../../rules/next-in-line';
import type { AgentSession } from '../../state/agent-session';
import { queueNameAtTwilio } from '../../state/queue-name';
import { agentFreeUrl, connectUrl } from '../../state/urls';
import type VoiceResponse from '../../twiml';

/** The queue that an agent's call dials. */
export interface QueueDial {
  readonly queue: NamedQueue;
  readonly lane: Lane;
  /** Whether it is dialed without knowing if anybody waits. */
  readonly queueSizeUnknown: boolean;
  readonly timeoutSeconds: number;
}

/**
 * Connects the agent to the first caller in line, now or when one arrives. `*` ends that conversation, not the agent's
 * call.
 */
export function dialQueue(
  response: VoiceResponse,
  session: AgentSession,
  { queue, lane, queueSizeUnknown, timeoutSeconds }: QueueDial,
  { environmentName }: Pick<WebhookRequest, 'environmentName'>,
): void {
  const dial = response.dial({
    action: agentFreeUrl(session, queue.name, queueSizeUnknown),
    hangupOnStar: true,
    timeout: timeoutSeconds,
    ...(queue.recording && { record: 'record-from-answer-dual' }),
  });
  const name = queueNameAtTwilio(queue.name, lane, environmentName);
  dial.queue({ url: connectUrl(session, queue.name) }, name);
}
