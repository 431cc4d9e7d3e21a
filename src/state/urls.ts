import type { PlanReason } from '../config/queue-config';
import { type Shift, shiftQuery } from './agent-session';
import { type Ticket, ticketQuery } from './caller-state';

/** Every path that Twilio may ask: files of `functions/`, all of them protected. */
export const endpoints = [
  '/caller',
  '/caller/menu',
  '/caller/ended',
  '/wait',
  '/wait/key',
  '/action',
  '/action/step',
  '/action/accept',
  '/action/accepted',
  '/action/survey',
  '/action/voicemail',
  '/agent',
  '/agent/pin',
  '/agent/next',
  '/agent/idle',
  '/agent/paused',
  '/agent/connect',
] as const;

/** Every path that anybody may ask: files of `functions/` that make sure for themselves of who may. */
export const publicEndpoints = ['/voicemail'] as const;

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
  menuChoice: (menu: string) => url('/caller/menu', { menu }),
  leftQueue: (ticket: Ticket) => url('/action', ticketQuery(ticket)),
  /** The next step of a plan. */
  planStep: (ticket: Ticket, reason: PlanReason, step: number) =>
    url('/action/step', { ...ticketQuery(ticket), reason, step: String(step) }),
  acceptCall: (ticket: Ticket) => url('/action/accept', { queue: ticket.queue.name }),
  acceptedCall: (ticket: Ticket) => url('/action/accepted', { queue: ticket.queue.name }),
  voicemailRecorded: (ticket: Ticket) => url('/action/voicemail', { queue: ticket.queue.name }),
  surveyAnswer: (ticket: Ticket) => url('/action/survey', { queue: ticket.queue.name }),
  agentPin: (attempt: number, startedAt: number, queue: string | undefined) =>
    url('/agent/pin', {
      attempt: String(attempt),
      started: String(startedAt),
      ...(queue !== undefined && { queue }),
    }),
  /** A dial is blind if we could not find out whether anybody waits. */
  nextCaller: (shift: Shift, served: string, isBlind: boolean) =>
    url('/agent/next', { ...shiftQuery(shift), served, ...(isBlind && { blind: '1' }) }),
  idle: (shift: Shift) => url('/agent/idle', shiftQuery(shift)),
  paused: (shift: Shift) => url('/agent/paused', shiftQuery(shift)),
  connect: (shift: Shift, queue: string) => url('/agent/connect', { queue, agent: shift.agent }),
};

/** What a person opens in a browser, and Twilio never asks. */
export const voicemailUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}/voicemail?${new URLSearchParams(query)}`;
