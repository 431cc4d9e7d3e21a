import type { HoldMusicPiece, Queue } from '../config/queue-config';
import { leastDocumentSeconds } from '../rules/document-seconds';
import { messagesAt } from '../rules/message-turns';
import { isPlaceAnnounced, waitRound } from '../rules/place-in-line';
import { closingEndsWait } from '../rules/queue-hours';
import { type DocumentRequest, planDocument } from '../rules/waiting-document';
import { messagesOf, momentsOf, waitingWords } from '../rules/waiting-words';
import { callerPhrases, holdMusicFile } from '../speech';
import type { CallerState } from '../state/caller-state';
import type { InterruptedDocument } from '../state/interrupted-document';

/** A caller in the queue, as of this request. */
export interface WaitingCaller {
  readonly call: string;
  readonly state: CallerState;
  /** In this queue entry: Twilio's `QueueTime`. */
  readonly queueTimeSeconds: number;
  /** In the whole call. */
  readonly secondsWaited: number;
  /** 1 is the front of the line. Unknown if Twilio did not say. */
  readonly position: number | undefined;
  /** How many callers are in the line. Unknown if Twilio did not say. */
  readonly queueSize: number | undefined;
  /** After a key: what the caller has just heard, and when Twilio last reported the time waited, if not now. */
  readonly interrupted?: Pick<DocumentRequest, 'uncertainSeconds' | 'before'> & {
    readonly reportedTime: Pick<InterruptedDocument, 'queueTimeSeconds' | 'requestedAt'> | undefined;
  };
}

/** An announcement, then a piece of music, or words if no file can be played. */
export interface WaitingPart {
  /** Empty: nothing is said. */
  readonly announcement: string;
  readonly sound: WaitingSound;
  /** By the end of this part, the messages of every moment up to this one have been played. */
  readonly latestMomentPlayed: number;
}

export type WaitingSound =
  | { kind: 'piece'; piece: HoldMusicPiece }
  | { kind: 'words'; say: string; times: number; pauseSeconds: number };

/** What the caller hears until the next request; or the wait is over. */
export type WaitingStep = { kind: 'leave' } | { kind: 'wait'; parts: readonly WaitingPart[] };

/** If no file can be played: words for about a minute, often enough that the line does not seem dead. */
const timesWordsRepeat = 7;
const pauseBetweenWordsSeconds = 8;

/** Three attempts of five seconds may precede the first answer. Every piece is longer than this. */
const secondsSurelyBeforeSecondDocument = 20;

/** What a caller hears next. Files of `assets/` in `missingFiles` are skipped. */
export function decideWaiting(
  caller: WaitingCaller,
  now: Date,
  missingFiles: ReadonlySet<string> = new Set(),
  mayBeServed = true,
): WaitingStep {
  if (caller.state.isQueueGone || !mayBeServed || isOverAfter(0, caller, now)) {
    return { kind: 'leave' };
  }
  return { kind: 'wait', parts: partsFor(caller, now, missingFiles) };
}

/** Whether a caller's wait is over this many seconds from now: too long a wait, or the queue has closed. */
function isOverAfter(seconds: number, { state, secondsWaited }: WaitingCaller, now: Date): boolean {
  const { queue } = state;
  if (secondsWaited + seconds >= queue.maxWaitSeconds) return true;
  return closingEndsWait(queue, new Date(now.getTime() + seconds * 1000));
}

function partsFor(caller: WaitingCaller, now: Date, missingFiles: ReadonlySet<string>): WaitingPart[] {
  const { queue } = caller.state;
  const pieces = queue.holdMusic.filter(({ file }) => !missingFiles.has(holdMusicFile(file)));
  const words = pieces.length > 0 ? undefined : soundInWords(queue);
  const announced = (moments: readonly number[], isFirst: boolean) =>
    waitingWords([...(isFirst ? placeNews(caller) : []), ...messagesFor(moments, caller)], queue);
  const charactersBefore: DocumentRequest['charactersBefore'] = (moments, isFirst) => {
    const most = announced(moments, isFirst).length + (words ? words.say.length * words.times : 0);
    return { least: most, most };
  };
  const parts = planDocument({
    queueTimeSeconds: caller.queueTimeSeconds,
    music: words ? [{ file: '', seconds: words.times * words.pauseSeconds }] : pieces,
    moments: momentsOf(queue),
    leastSeconds: caller.interrupted ? 0 : leastDocumentSeconds(placeOf(caller), caller.call),
    isOverAfter: (seconds) => isOverAfter(seconds, caller, now),
    charactersBefore,
    ...(caller.interrupted && documentBefore(caller.interrupted)),
  });
  return parts.map(({ moments, piece, latestMomentPlayed }, index) => ({
    announcement: announced(moments, index === 0),
    sound: words ?? { kind: 'piece', piece },
    latestMomentPlayed,
  }));
}

const documentBefore = ({ before, uncertainSeconds = 0 }: NonNullable<WaitingCaller['interrupted']>) => ({
  ...(before && { before }),
  uncertainSeconds,
});

const soundInWords = (queue: Queue) =>
  ({
    kind: 'words',
    say: callerPhrases(queue).stillWaiting,
    times: timesWordsRepeat,
    pauseSeconds: pauseBetweenWordsSeconds,
  }) as const;

/** A request that comes before any piece can have ended is the first one. */
const placeOf = ({ position, queueSize, queueTimeSeconds }: WaitingCaller) => ({
  ...{ position, size: queueSize },
  isNew: queueTimeSeconds < secondsSurelyBeforeSecondDocument,
});

/** The place in line, if it is due. Callers who have just pressed a key have already heard it. */
function placeNews({ state, position, queueTimeSeconds, interrupted }: WaitingCaller): string[] {
  if (interrupted) return [];
  const { announcements, holdMusic } = state.queue;
  const isTold = isPlaceAnnounced(position, announcements, waitRound(queueTimeSeconds, holdMusic));
  return isTold ? [placeInWords(state, position)] : [];
}

function placeInWords(state: CallerState, position: number | undefined): string {
  const phrases = callerPhrases(state.queue);
  const isTrue = position !== undefined && isPlaceTrue(state);
  return isTrue ? phrases.callersAhead(position - 1) : phrases.stillWaiting;
}

/**
 * If another lane is served first, a place in the normal lane would be wrong. Twilio's `QueuePosition` is by arrival,
 * and TaskRouter uses a different order if callers or agents differ.
 */
function isPlaceTrue({ lane, queue, returns }: CallerState): boolean {
  const { priority, ringing } = queue;
  if (!ringing) return lane === 'priority' || !priority;
  return !priority && !ringing.escalateAfterSeconds?.length && returns === 0;
}

function messagesFor(moments: readonly number[], { state }: WaitingCaller): string[] {
  const all = momentsOf(state.queue);
  if (!all) return [];
  return moments.flatMap((moment) => messagesAt(moment, messagesOf(state.queue), all, state.textsHeard));
}
