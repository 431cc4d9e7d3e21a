import type { NamedQueue } from '../config/queue-config';
import type { WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { say } from '../speech';
import { type CallerState, queueEntryOf } from '../state/caller-state';
import { queueNameAtTwilio } from '../state/queue-name';
import { leftQueueUrl, waitUrl } from '../state/urls';
import VoiceResponse from '../twiml';

type Place = Pick<WebhookRequest, 'environmentName' | 'taskRouter'>;

/**
 * How much longer than the longest wait TaskRouter looks for agents: the wait ends with a document, and not in the midst
 * of one.
 */
const secondsAfterLongestWait = 120;

/**
 * Puts the caller in line. Every exit from the queue leads to `action`: without it Twilio goes on with the
 * next verb even for a caller who was served. https://www.twilio.com/docs/voice/twiml/enqueue
 */
export function enqueue(response: VoiceResponse, state: CallerState, place: Place): void {
  const workflowSid = workflowOf(state.queue, place);
  if (workflowSid === undefined) enqueueByName(response, state, place);
  else enqueueForRinging(response, { ...state, isInWorkflow: true }, workflowSid);
}

/** Agents dial in and look for this name; where agents should be rung and cannot, `/wait` takes the caller out again. */
function enqueueByName(response: VoiceResponse, state: CallerState, { environmentName }: Place): void {
  const { queue, lane } = state;
  response.enqueue(
    { waitUrl: waitUrl(state), action: leftQueueUrl(state) },
    queueNameAtTwilio(queue.name, lane, environmentName),
  );
}

/** https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
function enqueueForRinging(response: VoiceResponse, state: CallerState, workflowSid: string): void {
  const { queue, lane, returns, secondsWaitedBefore } = state;
  const enqueued = response.enqueue({ workflowSid, waitUrl: waitUrl(state), action: leftQueueUrl(state) });
  const secondsLeft = Math.max(0, queue.maxWaitSeconds - secondsWaitedBefore);
  const attributes = {
    queue: queue.name,
    tier: lane === 'priority' ? 'premium' : 'ordinary',
    returned: returns > 0,
    waited: secondsWaitedBefore,
  };
  enqueued.task({ timeout: secondsLeft + secondsAfterLongestWait }, JSON.stringify(attributes));
}

/** Undefined for a queue whose agents dial in, and as long as `npm run taskrouter` has not been run. */
export const workflowOf = (
  { ringing, name }: NamedQueue,
  { taskRouter }: Pick<WebhookRequest, 'taskRouter'>,
) => ringing && taskRouter?.workflowSids.get(name);

/** A few words, and then the queue. */
export function enqueueAfter(words: string, state: CallerState, place: Place): VoiceResponse {
  const response = new VoiceResponse();
  say(response, state.queue, words);
  enqueue(response, state, place);
  return response;
}

/** The line for the log of a queue entry that begins. */
export const joinedLogged = (call: string, state: CallerState): LogLine => ({
  event: 'joined',
  call,
  queue: state.queue.name,
  lane: state.lane,
  stay: queueEntryOf(state),
});
