import type { HoldMusicPiece } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { inWholeWait, isPlaceTold, messagesDue, waitRound } from '../rules/announcements';
import { closingEndsWait } from '../rules/queue-hours';
import { pieceAt } from '../rules/rotation';
import { callerPhrases, mediaUrl, say } from '../speech';
import { type CallerState, readCallerState } from '../state/caller-state';
import { longestCallSeconds, type Parameters } from '../state/parameters';
import { keyPressUrl, waitPath } from '../state/urls';
import VoiceResponse from '../twiml';

/** Somebody in the queue, as of this request. */
export interface WaitingCaller {
  readonly call: string;
  readonly state: CallerState;
  /** Of this queue entry: Twilio's `QueueTime`. */
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
export function readWaitingCaller(
  request: Pick<WebhookRequest, 'parameters' | 'config' | 'now'>,
): WaitingCaller {
  const { parameters, now } = request;
  const state = readCallerState(request);
  const queueTimeSeconds = readQueueTime(parameters, state, now);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state,
    queueTimeSeconds,
    secondsWaited: state.secondsWaitedBefore + queueTimeSeconds,
    position: readPosition(parameters),
  };
}

export function decideWaiting(caller: WaitingCaller, now: Date): WaitingStep {
  const { queue } = caller.state;
  if (caller.secondsWaited >= queue.maxWaitSeconds || closingEndsWait(queue, now)) return { kind: 'leave' };
  const piece = pieceAt(caller.queueTimeSeconds, queue.holdMusic);
  return { kind: 'wait', announcement: announcementFor(caller), piece };
}

/** The place in line, the messages that are due and, where anything is said at all, how to leave. */
function announcementFor({ state, position, queueTimeSeconds }: WaitingCaller): string[] {
  const { announcements, exitKey, holdMusic } = state.queue;
  const round = waitRound(queueTimeSeconds, holdMusic);
  const words = [
    ...(isPlaceTold(position, announcements, round) ? [placeInWords(state, position)] : []),
    ...messagesDue(announcements, inWholeWait(round, state.secondsWaitedBefore)),
  ];
  return words.length > 0 ? [...words, exitKey.offer] : [];
}

/** Where another lane is served first, a place in the normal lane would not be true. */
function placeInWords({ lane, queue }: CallerState, position: number | undefined): string {
  const phrases = callerPhrases(queue);
  const isTrue = lane === 'priority' || !queue.priority;
  return isTrue && position !== undefined ? phrases.callersAhead(position - 1) : phrases.stillWaiting;
}

export function sayWaiting(step: WaitingStep, state: CallerState, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'leave':
      response.leave();
      return response;
    case 'wait': {
      const gather = listenForKey(response, state);
      if (step.announcement.length > 0) say(gather, state.queue, step.announcement.join(' '));
      gather.play(mediaUrl(domain, `hold-music/${step.piece.file}`));
      return response;
    }
    default:
      return step satisfies never;
  }
}

/** What is heard if our code fails: music, and a key still works. */
export function sayMusic(state: CallerState, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  const gather = listenForKey(response, state);
  gather.play(mediaUrl(domain, `hold-music/${pieceAt(0, state.queue.holdMusic).file}`));
  return response;
}

/**
 * One key is heard at any moment of what is nested here. The pause after it is the shortest there is, and
 * an empty `finishOnKey` makes `#` a key like any other.
 * https://www.twilio.com/docs/voice/twiml/gather
 */
function listenForKey(response: VoiceResponse, state: CallerState): VoiceResponse.Gather {
  return response.gather({
    action: keyPressUrl(state),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 1,
  });
}

/** Twilio's `QueueTime`; without it, the time since the caller joined, so that no wait is endless. */
export function readQueueTime(parameters: Parameters, { joinedAt }: CallerState, now: Date): number {
  const told = parameters.expectedCount('QueueTime', longestCallSeconds);
  if (told !== undefined) return told;
  return joinedAt === undefined ? 0 : Math.max(0, epochSeconds(now) - joinedAt);
}

function readPosition(parameters: Parameters): number | undefined {
  const position = parameters.expectedCount('QueuePosition', 5000);
  if (position === 0) return parameters.note('QueuePosition', 'not from 1 up');
  return position;
}

/** The line for the log: what was announced, or that the wait is over. */
export function waitingLogged(step: WaitingStep, caller: WaitingCaller): LogLine {
  const { call, position, secondsWaited } = caller;
  const queue = caller.state.queue.name;
  if (step.kind === 'leave') return { event: 'leaving', call, queue, secondsWaited };
  return { event: 'announced', call, queue, position: position ?? null, secondsWaited };
}

/** Asked again and again: what does a waiting caller hear now? */
export const waitingEndpoint: Endpoint<WaitingCaller, WaitingStep> = {
  path: waitPath,
  visibility: 'protected',
  events: ['announced', 'leaving'],
  read: readWaitingCaller,
  decide: (caller, { now }) => decideWaiting(caller, now),
  logLines: (step, caller) => [waitingLogged(step, caller)],
  say: (step, { state }, { domain }) => sayWaiting(step, state, domain),
  fallback: (request) => sayMusic(readCallerState(request), request.domain),
};
