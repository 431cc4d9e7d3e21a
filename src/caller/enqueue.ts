import type { WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { say } from '../speech';
import { type CallerState, queueEntryOf } from '../state/caller-state';
import { queueNameAtTwilio } from '../state/queue-name';
import { leftQueueUrl, waitUrl } from '../state/urls';
import VoiceResponse from '../twiml';

type Place = Pick<WebhookRequest, 'environmentName'>;

/**
 * Puts the caller in line. Every exit from the queue leads to `action`: without it Twilio goes on with the
 * next verb even for a caller who was served. https://www.twilio.com/docs/voice/twiml/enqueue
 */
export function enqueue(response: VoiceResponse, state: CallerState, { environmentName }: Place): void {
  const { queue, lane } = state;
  response.enqueue(
    { waitUrl: waitUrl(state), action: leftQueueUrl(state) },
    queueNameAtTwilio(queue.name, lane, environmentName),
  );
}

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
