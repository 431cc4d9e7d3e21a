import { type Shift, shiftQuery } from './shift';
import { type Ticket, ticketQuery } from './ticket';

/** Every path that Twilio may ask: the files of `functions/`, all of them protected. */
export const endpoints = [
  '/caller',
  '/caller/ended',
  '/wait',
  '/wait/key',
  '/action',
  '/agent',
  '/agent/pin',
  '/agent/next',
  '/agent/connect',
] as const;

/**
 * Asks Twilio to try again, up to three times, when our answer is refused (429 when too many requests run
 * at once), broken or too slow. It gives up on one attempt after five seconds, because all of them together
 * have fifteen; our own code answers within three. Not part of what Twilio signs.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const tryAgain = '#ct=3000&rt=5000&rc=3&rp=4xx,5xx,ct,rt';

function url(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString();
  return `${path}${search && `?${search}`}${tryAgain}`;
}

/** Every URL that we hand to Twilio. A path here is a file of `functions/`. */
export const routes = {
  wait: (ticket: Ticket) => url('/wait', ticketQuery(ticket)),
  keyPressed: (ticket: Ticket) => url('/wait/key', ticketQuery(ticket)),
  leftQueue: (ticket: Ticket) => url('/action', ticketQuery(ticket)),
  agentPin: (attempt: number, startedAt: number, queue: string | undefined) =>
    url('/agent/pin', {
      attempt: String(attempt),
      started: String(startedAt),
      ...(queue !== undefined && { queue }),
    }),
  nextCaller: (shift: Shift) => url('/agent/next', shiftQuery(shift)),
  connect: (shift: Shift) => url('/agent/connect', { queue: shift.queue.name, agent: shift.agent }),
};
