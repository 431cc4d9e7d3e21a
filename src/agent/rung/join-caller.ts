import type { Agent } from '../../config/queue-config';
import type { WebhookRequest } from '../../endpoint';
import { type AgentWorker, isGone, type WorkerChange } from '../../rules/reconcile-workers';
import type { RungCall } from '../../state/rung-call';
import { afterConversationUrl, connectUrl } from '../../state/urls';
import type VoiceResponse from '../../twiml';
import type { AgentsAtTwilio } from './agents-at-twilio';

/** What the endpoints for an agent's phone use at Twilio. */
export interface RungAgentSources extends Pick<WebhookRequest, 'taskRouter'> {
  /** Undefined if `npm run taskrouter` was never run for this deployment. */
  readonly agents: AgentsAtTwilio | undefined;
}

/** Whether an agent must press a key before a caller is connected. */
export const mustConfirm = (agent: Agent | undefined) => agent?.confirmCalls ?? true;

/**
 * Connects the agent to the caller reserved for them. `*` ends that conversation, not the agent's call.
 * https://www.twilio.com/docs/taskrouter/twiml-queue-calls
 */
export function joinCaller(
  response: VoiceResponse,
  call: RungCall,
  { taskRouter }: Pick<WebhookRequest, 'taskRouter'>,
): void {
  const dial = response.dial({
    action: afterConversationUrl(call),
    hangupOnStar: true,
    ...(call.queue.recording && { record: 'record-from-answer-dual' }),
  });
  const wrapUp = taskRouter?.activitySids?.wrapUp;
  dial.queue(
    {
      reservationSid: call.reservation,
      ...(wrapUp && { postWorkActivitySid: wrapUp }),
      url: connectUrl({ agent: call.agent?.id ?? 'agent' }, call.queue.name),
    },
    '',
  );
}

/**
 * Makes an agent who takes a call unavailable, so that they are not rung before the conversation and the wrap-up are
 * over. If this fails, the conversation takes place anyway.
 */
export async function setOnCall({ agents }: RungAgentSources, call: RungCall): Promise<void> {
  if (agents) await takeCall(agents, call).catch(() => undefined);
}

/** Somebody at the Console may have changed the agent's state while the phone rang: that counts after this call. */
async function takeCall(agents: AgentsAtTwilio, { worker, reservation }: RungCall): Promise<void> {
  const after = await agents.change(worker, onCall);
  if (!after || !isGone(after.activity)) return;
  if ((await agents.reservationStatus(worker, reservation)) === 'pending')
    await agents.change(worker, onLastCall);
}

const onCall = ({ activity, misses }: AgentWorker): WorkerChange | undefined =>
  activity === 'available' ? { activity: 'onCall', ...(misses > 0 && { misses: 0 }) } : undefined;

const onLastCall = ({ activity }: AgentWorker): WorkerChange | undefined =>
  isGone(activity) ? { activity: 'onCall', nextActivity: { kind: 'offline' }, until: null } : undefined;
