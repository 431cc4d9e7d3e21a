import type { NamedQueue } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { say } from '../speech';
import { type CallerState, callerStateQuery, queueEntryOf, readCallerState } from '../state/caller-state';
import { queueNameAtTwilio } from '../state/queue-name';
import { joinLinePath, joinLineUrl, leftQueueUrl, waitUrl } from '../state/urls';
import VoiceResponse from '../twiml';

type Place = Pick<WebhookRequest, 'environmentName' | 'taskRouter'>;

/** What an endpoint must have that puts callers in line. */
type KnowsTaskRouter = Pick<WebhookRequest, 'taskRouter'>;

/**
 * How much longer than the longest wait TaskRouter looks for agents: the wait ends with a document, and not in the midst
 * of one.
 */
const secondsAfterLongestWait = 120;

/**
 * Puts the caller in line. After the queue Twilio always requests `action`. Without it, Twilio would run the next verb
 * even for served callers. https://www.twilio.com/docs/voice/twiml/enqueue
 */
export function enqueue(response: VoiceResponse, state: CallerState, place: Place): void {
  const workflowSid = workflowOf(state.queue, place);
  if (workflowSid === undefined) enqueueByName(response, state, place);
  else enqueueForRinging(response, { ...state, isInWorkflow: true }, workflowSid);
}

/**
 * Agents who dial in dial this name. If agents should be rung but TaskRouter is not set up, `/wait` takes the caller
 * out.
 */
function enqueueByName(response: VoiceResponse, state: CallerState, { environmentName }: Place): void {
  const { isInWorkflow: _ofAnEarlierLine, ...inLine } = state;
  const { queue, lane } = inLine;
  response.enqueue(
    { waitUrl: waitUrl(inLine), action: leftQueueUrl(inLine) },
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
    state: callerStateQuery(state),
  };
  enqueued.task({ timeout: secondsLeft + secondsAfterLongestWait }, JSON.stringify(attributes));
}

/** The SID of a queue's workflow. Undefined if its agents dial in, or until `npm run taskrouter` has run. */
export const workflowOf = (
  { ringing, name }: NamedQueue,
  { taskRouter }: Pick<WebhookRequest, 'taskRouter'>,
) => ringing && taskRouter?.workflowSids.get(name);

/**
 * The longest words before the queue, in characters, whose length still shows when the caller joins: to within two
 * seconds, at 12 or 18 characters per second.
 */
const longestWordsBefore = 70;

/**
 * Puts the caller in line after these words; `undefined` means a file of unknown length. After long sounds a
 * separate request shows when the caller joined, which `/action` must know to the second.
 */
export function enqueueWhenSaid(
  response: VoiceResponse,
  words: string | undefined,
  state: CallerState,
  place: Place,
): void {
  if (words !== undefined && words.length <= longestWordsBefore) enqueue(response, state, place);
  else response.redirect(joinLineUrl(state));
}

/** Some words, and then the queue. */
export function enqueueAfter(words: string, state: CallerState, place: Place): VoiceResponse {
  const response = new VoiceResponse();
  say(response, state.queue, words);
  enqueueWhenSaid(response, words, state, place);
  return response;
}

/** The words before the queue are over, now. There is nothing to decide, and the log knows already. */
export const joinLineEndpoint: Endpoint<CallerState, CallerState, undefined, KnowsTaskRouter> = {
  path: joinLinePath,
  visibility: 'protected',
  events: [],
  read: (request) => ({ ...readCallerState(request), joinedAt: epochSeconds(request.now) }),
  decide: (state) => state,
  logLines: () => [],
  say: (state, _asked, request) => enqueueNow(state, request),
  fallback: (request) => enqueueNow(readCallerState(request), request),
};

function enqueueNow(state: CallerState, place: Place): VoiceResponse {
  const response = new VoiceResponse();
  enqueue(response, state, place);
  return response;
}

/** The log line for the start of a queue entry. */
export const joinedLogged = (call: string, state: CallerState): LogLine => ({
  event: 'joined',
  call,
  queue: state.queue.name,
  lane: state.lane,
  stay: queueEntryOf(state),
});
