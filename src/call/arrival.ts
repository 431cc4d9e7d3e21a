import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { Parameters } from '../parameters';
import type { QueuesConfig } from '../queue-config';
import { routes } from '../routes';
import { callerPhrases, say } from '../speech';
import { newTicket, readQueue, type Ticket } from '../ticket';

/** A call that has just reached us, with its first ticket. */
export interface Arrival {
  readonly call: string;
  readonly ticket: Ticket;
}

export function readArrival(parameters: Parameters, config: QueuesConfig, now: Date): Arrival {
  const call = parameters.expectedText('CallSid') ?? 'unknown';
  const queue = readQueue(parameters, config);
  return { call, ticket: newTicket(queue, queue.greeting, now) };
}

/** The greeting, and then the queue. */
export function sayArrival(ticket: Ticket): VoiceResponse {
  return enqueueAfter(ticket.queue.greeting, ticket);
}

/** What a caller hears if our first answer failed: an apology, and a place in line all the same. */
export function sayArrivalDespiteTrouble(ticket: Ticket): VoiceResponse {
  return enqueueAfter(callerPhrases(ticket.queue).queuedDespiteTrouble, ticket);
}

/**
 * Puts the caller in line after a few words. Every exit from the queue leads to `action`: without it Twilio
 * goes on with the next verb even for a caller who was served.
 * https://www.twilio.com/docs/voice/twiml/enqueue
 */
export function enqueueAfter(words: string, ticket: Ticket): VoiceResponse {
  const response = new VoiceResponse();
  say(response, ticket.queue, words);
  response.enqueue({ waitUrl: routes.wait(ticket), action: routes.leftQueue(ticket) }, ticket.queue.name);
  return response;
}
