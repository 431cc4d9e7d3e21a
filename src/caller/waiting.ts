import type { HoldMusicPiece, Queue, QueuesConfig } from '../config/queue-config';
import type { LogLine } from '../log';
import { inWholeWait, isPlaceTold, messagesDue, waitRound } from '../rules/announcements';
import { pieceAt } from '../rules/rotation';
import { callerPhrases, mediaUrl, say } from '../speech';
import { epochSeconds, longestCallSeconds, readTicket, type Ticket } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';
import { isClosed } from './plan';

/** Somebody in the queue, as of this request. */
export interface WaitingCaller {
  readonly call: string;
  readonly ticket: Ticket;
  /** Of this stay in the queue: Twilio's `QueueTime`. */
  readonly queueTimeSeconds: number;
  /** Of the whole call. */
  readonly secondsWaited: number;
  /** 1 is the front of the line. Unknown if Twilio did not say. */
  readonly position: number | undefined;
}

/** The next piece of waiting; or the wait is over. */
export type WaitingStep =
  | { kind: 'leave' }
  | { kind: 'wait'; announcement: readonly string[]; piece: HoldMusicPiece };

/** https://www.twilio.com/docs/voice/twiml/enqueue lists what Twilio sends with this request. */
export function readWaitingCaller(parameters: Parameters, config: QueuesConfig, now: Date): WaitingCaller {
  const ticket = readTicket(parameters, config);
  const queueTimeSeconds = readQueueTime(parameters, ticket, now);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket,
    queueTimeSeconds,
    secondsWaited: ticket.secondsWaitedBefore + queueTimeSeconds,
    position: readPosition(parameters),
  };
}

export function decideWaiting(caller: WaitingCaller, now: Date): WaitingStep {
  const { queue } = caller.ticket;
  if (caller.secondsWaited >= queue.maxWaitSeconds || sendsAway(queue, now)) return { kind: 'leave' };
  const piece = pieceAt(caller.queueTimeSeconds, queue.holdMusic);
  return { kind: 'wait', announcement: announcementFor(caller), piece };
}

/** Whether the queue is closed, and its closing ends the wait. */
export const sendsAway = (queue: Queue, now: Date) =>
  queue.openingHours?.atClosing === 'run-closed-plan' && isClosed(queue, now);

/** The news, the messages that are due and, where anything is said at all, how to leave. */
function announcementFor({ ticket, position, queueTimeSeconds }: WaitingCaller): string[] {
  const { announcements, exitKey, holdMusic } = ticket.queue;
  const round = waitRound(queueTimeSeconds, holdMusic);
  const words = [
    ...(isPlaceTold(position, announcements, round) ? [placeInWords(ticket, position)] : []),
    ...messagesDue(announcements, inWholeWait(round, ticket.secondsWaitedBefore)),
  ];
  return words.length > 0 ? [...words, exitKey.offer] : [];
}

/** Where another lane is served first, a place in the normal lane would be no honest news. */
function placeInWords({ lane, queue }: Ticket, position: number | undefined): string {
  const phrases = callerPhrases(queue);
  const isTrue = lane === 'priority' || !queue.priority;
  return isTrue && position !== undefined ? phrases.callersAhead(position - 1) : phrases.stillWaiting;
}

export function sayWaiting(step: WaitingStep, ticket: Ticket, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'leave':
      response.leave();
      return response;
    case 'wait': {
      const gather = listenForKey(response, ticket);
      if (step.announcement.length > 0) say(gather, ticket.queue, step.announcement.join(' '));
      gather.play(mediaUrl(domain, `hold-music/${step.piece.file}`));
      return response;
    }
    default:
      return step satisfies never;
  }
}

/** What is heard if our code fails: music, and a key still works. */
export function sayMusic(ticket: Ticket, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  const gather = listenForKey(response, ticket);
  gather.play(mediaUrl(domain, `hold-music/${pieceAt(0, ticket.queue.holdMusic).file}`));
  return response;
}

/**
 * One key is heard at any moment of what is nested here. The pause after it is the shortest there is, and
 * an empty `finishOnKey` makes `#` a key like any other.
 * https://www.twilio.com/docs/voice/twiml/gather
 */
function listenForKey(response: VoiceResponse, ticket: Ticket): VoiceResponse.Gather {
  return response.gather({
    action: routes.keyPressed(ticket),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 1,
  });
}

/** Twilio's `QueueTime`; without it, the time since the ticket was written, so that no wait is endless. */
export function readQueueTime(parameters: Parameters, ticket: Ticket, now: Date): number {
  const told = parameters.expectedCount('QueueTime', longestCallSeconds);
  if (told !== undefined) return told;
  return ticket.joinedAt === undefined ? 0 : Math.max(0, epochSeconds(now) - ticket.joinedAt);
}

function readPosition(parameters: Parameters): number | undefined {
  const position = parameters.expectedCount('QueuePosition', 5000);
  if (position === 0) return parameters.note('QueuePosition', 'not from 1 up');
  return position;
}

/** The line for the log: what was announced, or that the wait is over. */
export function waitingLogged(step: WaitingStep, caller: WaitingCaller): LogLine {
  const { call, position, secondsWaited } = caller;
  const queue = caller.ticket.queue.name;
  if (step.kind === 'leave') return { event: 'leaving', call, queue, secondsWaited };
  return { event: 'announced', call, queue, position: position ?? null, secondsWaited };
}
