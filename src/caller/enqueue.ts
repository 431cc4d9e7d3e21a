import type { LogLine } from '../log';
import { say } from '../speech';
import { stayOf, type Ticket } from '../state/caller-state';
import { queueNameAtTwilio } from '../state/queue-name';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';

/**
 * Puts the caller in line. Every exit from the queue leads to `action`: without it Twilio goes on with the
 * next verb even for a caller who was served. https://www.twilio.com/docs/voice/twiml/enqueue
 */
export function enqueue(response: VoiceResponse, ticket: Ticket): void {
  const urls = { waitUrl: routes.wait(ticket), action: routes.leftQueue(ticket) };
  const { queue, lane, environment } = ticket;
  response.enqueue(urls, queueNameAtTwilio(queue.name, lane, environment));
}

/** A few words, and then the line. */
export function enqueueAfter(words: string, ticket: Ticket): VoiceResponse {
  const response = new VoiceResponse();
  say(response, ticket.queue, words);
  enqueue(response, ticket);
  return response;
}

/** The line for the log of a stay that begins. */
export const joinedLogged = (call: string, ticket: Ticket): LogLine => ({
  event: 'joined',
  call,
  queue: ticket.queue.name,
  lane: ticket.lane,
  stay: stayOf(ticket),
});
