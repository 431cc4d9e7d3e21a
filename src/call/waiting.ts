import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { LogLine } from '../log';
import type { Parameters } from '../parameters';
import type { HoldMusicPiece, QueuesConfig } from '../queue-config';
import { routes } from '../routes';
import { pieceAt } from '../rules/rotation';
import { callerPhrases, mediaUrl, say } from '../speech';
import { epochSeconds, longestCallSeconds, readTicket, type Ticket } from '../ticket';

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
  | { kind: 'wait'; announcement: string; piece: HoldMusicPiece; offer: string };

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

export function decideWaiting(caller: WaitingCaller): WaitingStep {
  const { queue } = caller.ticket;
  if (caller.secondsWaited >= queue.maxWaitSeconds) return { kind: 'leave' };
  const phrases = callerPhrases(queue);
  return {
    kind: 'wait',
    announcement:
      caller.position === undefined ? phrases.stillWaiting : phrases.callersAhead(caller.position - 1),
    piece: pieceAt(caller.queueTimeSeconds, queue.holdMusic),
    offer: queue.exitKey.offer,
  };
}

export function sayWaiting(step: WaitingStep, ticket: Ticket, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'leave':
      response.leave();
      return response;
    case 'wait': {
      const gather = listenForKey(response, ticket);
      say(gather, ticket.queue, `${step.announcement} ${step.offer}`);
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
