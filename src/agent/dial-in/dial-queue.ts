import type { NamedQueue } from '../../config/queue-config';
import type { WebhookRequest } from '../../endpoint';
import type { Lane } from '../../rules/next-in-line';
import type { AgentSession } from '../../state/agent-session';
import { queueNameAtTwilio } from '../../state/queue-name';
import { agentFreeUrl, connectUrl } from '../../state/urls';
import type VoiceResponse from '../../twiml';

/** What an agent's call dials. */
export interface QueueDial {
  readonly queue: NamedQueue;
  readonly lane: Lane;
  /** It is dialed although we could not find out whether anybody waits. */
  readonly queueSizeUnknown: boolean;
  readonly timeoutSeconds: number;
}

/** Joins the agent to the first in line, now or as soon as there is one. `*` ends that conversation and not the call. */
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
