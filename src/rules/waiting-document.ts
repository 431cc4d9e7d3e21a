import type { HoldMusicPiece } from '../config/queue-config';
import { latestMoment, type MessageMoments, momentSeconds, slowestAnswerSeconds } from './message-turns';
import { pieceIndexAt, slotSecondsOf } from './rotation';
import { pauseSeconds, pieceToleranceSeconds, slowestVoice } from './round-seconds';

/** One piece of a waiting document, and the moments whose messages play just before it. */
export interface DocumentPart {
  readonly piece: HoldMusicPiece;
  readonly moments: readonly number[];
  /** The latest moment whose messages have been played by the end of this part. */
  readonly latestMomentPlayed: number;
}

/** A request for a waiting document, and everything that decides its content. */
export interface DocumentRequest {
  /** Twilio's `QueueTime`: whole seconds of this stay. */
  readonly queueTimeSeconds: number;
  /**
   * How much later than that the document may start, apart from the time of our answer; 0 if Twilio sent `QueueTime`.
   */
  readonly uncertainSeconds?: number;
  readonly music: readonly HoldMusicPiece[];
  readonly moments: MessageMoments | undefined;
  /** What was heard before, if known: after a key it is. */
  readonly before?: { readonly file: string; readonly latestMomentPlayed: number };
  /** The document lasts at least this long, and at least one piece. */
  readonly leastSeconds: number;
  /** Whether the wait is over this many seconds after the request. No piece is added after that. */
  readonly isOverAfter: (seconds: number) => boolean;
  /** How long the words before a piece are. In the first part, they include the place in line. */
  readonly charactersBefore: (moments: readonly number[], isFirst: boolean) => Characters;
}

/** How many characters are spoken, at least and at most; they differ only if a text is unknown. */
export interface Characters {
  readonly least: number;
  readonly most: number;
}

/** Characters per second of most voices, and of the fastest. */
const usualVoice = 15;
const fastestVoice = 18;

/** The longest answer if nothing fails. */
const usualAnswerSeconds = 3;
/** How much later than calculated a key may have been pressed, if Twilio does not send the time. */
export const secondsUnsureOfKey = 6;
/** How many extra pieces are tried until a document ends at a suitable moment. */
const mostExtraPieces = 3;

/** When something happens in a document, in seconds of the stay. */
interface Span {
  readonly earliest: number;
  /** The latest time if nothing fails. */
  readonly usual: number;
  readonly latest: number;
}

interface Draft {
  readonly parts: readonly DocumentPart[];
  readonly end: Span;
}

/**
 * The pieces and messages of one waiting document.
 *
 * Nothing is stored about a wait, and the next request brings only its time. So each document is built to end at an
 * unambiguous moment: surely between two message moments, and where the rotation plays a piece other than the
 * document's last. Usually one piece is enough. If not, another is added.
 */
export function planDocument(request: DocumentRequest): DocumentPart[] {
  const long = drafted(request);
  const base = long.parts.length > 1 ? withoutLastPiece(request, long) : emptyDraft(request);
  for (const isGood of [isGoodEnd, isSureOfMoments]) {
    for (let pieces = 1; pieces <= 1 + mostExtraPieces; pieces++) {
      const found = firstWithGoodEnd(request, base, pieces, isGood);
      if (found) return [...found.parts];
    }
  }
  return [...long.parts];
}

/** Whether the next request surely knows which messages were played. The build checks this. */
export const leavesNoDoubt = (request: DocumentRequest): boolean =>
  isSureOfMoments(request, draftOf(request, planDocument(request)));

/** Pieces in the order of the config, until the document is long enough or the wait is over. */
function drafted(request: DocumentRequest): Draft {
  let draft = withPiece(request, emptyDraft(request), firstPieceIndex(request));
  const secondsOf = ({ end }: Draft) => end.usual - request.queueTimeSeconds;
  while (secondsOf(draft) < request.leastSeconds && !request.isOverAfter(secondsOf(draft))) {
    if (isTooVague(request, draft)) break;
    draft = withPiece(request, draft, nextIndex(request, draft));
  }
  return draft;
}

/** Whether its end is too uncertain: messages could play long after their moment. */
const isTooVague = ({ moments }: DocumentRequest, { end }: Draft): boolean =>
  moments !== undefined && end.latest - end.earliest > moments.longestRoundSeconds / 2;

/** The piece of the rotation; after a key, the one that follows what was just heard. */
function firstPieceIndex({ music, before, queueTimeSeconds }: DocumentRequest): number {
  const heard = before === undefined ? -1 : music.findIndex(({ file }) => file === before.file);
  return heard < 0 ? pieceIndexAt(queueTimeSeconds, music) : (heard + 1) % music.length;
}

function firstWithGoodEnd(
  request: DocumentRequest,
  base: Draft,
  pieces: number,
  isGood: typeof isGoodEnd,
): Draft | undefined {
  for (const index of nextChoices(request, base)) {
    const draft = withPiece(request, base, index);
    if (pieces === 1 && isGood(request, draft)) return draft;
    const longer = pieces === 1 ? undefined : firstWithGoodEnd(request, draft, pieces - 1, isGood);
    if (longer) return longer;
  }
  return undefined;
}

/** Which pieces may come next, in order of preference. A document's first piece is only open after a key. */
function nextChoices(request: DocumentRequest, draft: Draft): number[] {
  const { music, before } = request;
  const isFirst = draft.parts.length === 0;
  if (isFirst && !before) return [firstPieceIndex(request)];
  const next = isFirst ? firstPieceIndex(request) : nextIndex(request, draft);
  const last = isFirst ? before?.file : draft.parts.at(-1)?.piece.file;
  const choices = music.map((_, offset) => (next + offset) % music.length);
  return music.length === 1 ? choices : choices.filter((index) => music[index]?.file !== last);
}

function nextIndex({ music }: DocumentRequest, { parts }: Draft): number {
  const last = parts.at(-1)?.piece;
  return last ? (music.indexOf(last) + 1) % music.length : 0;
}

function emptyDraft({ queueTimeSeconds, uncertainSeconds = 0 }: DocumentRequest): Draft {
  // `QueueTime` is in whole seconds, so it may be up to a second later.
  const latestStart = queueTimeSeconds + 1 + uncertainSeconds;
  return {
    parts: [],
    end: {
      earliest: queueTimeSeconds,
      usual: latestStart + usualAnswerSeconds,
      latest: latestStart + slowestAnswerSeconds,
    },
  };
}

const withoutLastPiece = (request: DocumentRequest, { parts }: Draft): Draft =>
  draftOf(request, parts.slice(0, -1));

const draftOf = (request: DocumentRequest, parts: readonly DocumentPart[]): Draft =>
  parts.reduce(
    (draft, { piece }) => withPiece(request, draft, request.music.indexOf(piece)),
    emptyDraft(request),
  );

/** The draft plus one piece, with the messages of every moment that surely comes before its end. */
function withPiece(request: DocumentRequest, { parts, end }: Draft, index: number): Draft {
  const piece = request.music[index];
  if (!piece) throw new Error('A queue has no hold music: list three pieces under `holdMusic`.');
  const played = parts.at(-1)?.latestMomentPlayed ?? momentPlayedBefore(request);
  const moments: number[] = [];
  for (;;) {
    const after = spanAfter(end, piece, request.charactersBefore(moments, parts.length === 0));
    const next = played + moments.length + 1;
    if (!request.moments || momentSeconds(request.moments, next) > Math.floor(after.earliest)) {
      return { parts: [...parts, { piece, moments, latestMomentPlayed: next - 1 }], end: after };
    }
    moments.push(next);
  }
}

const spanAfter = (start: Span, { seconds }: HoldMusicPiece, { least, most }: Characters): Span => ({
  earliest: start.earliest + least / fastestVoice + seconds - pieceToleranceSeconds + pauseSeconds,
  usual: start.usual + most / usualVoice + seconds + pauseSeconds,
  latest: start.latest + most / slowestVoice + seconds + pieceToleranceSeconds + pauseSeconds,
});

/** A request that comes before any piece can have ended is the first one: no message has been played. */
function momentPlayedBefore({ before, moments, queueTimeSeconds, music }: DocumentRequest): number {
  if (before) return before.latestMomentPlayed;
  if (!moments) return 0;
  return queueTimeSeconds < slotSecondsOf(music) - pieceToleranceSeconds
    ? -1
    : latestMoment(moments, queueTimeSeconds);
}

function isGoodEnd(request: DocumentRequest, draft: Draft): boolean {
  const last = draft.parts.at(-1);
  if (!last || !isSureOfMoments(request, draft)) return false;
  return request.music.length === 1 || !mayBeHeardAgain(last.piece, draft.end, request.music);
}

/** Whether the next request comes after the last moment that was played and before the following one. */
function isSureOfMoments({ moments }: DocumentRequest, { parts, end }: Draft): boolean {
  if (!moments) return true;
  const played = parts.at(-1)?.latestMomentPlayed;
  return [end.earliest, end.latest].every((seconds) => latestMoment(moments, Math.floor(seconds)) === played);
}

/** Whether the rotation may play this piece at the end of its own document. */
function mayBeHeardAgain({ file }: HoldMusicPiece, end: Span, music: readonly HoldMusicPiece[]): boolean {
  const slotSeconds = slotSecondsOf(music);
  const first = Math.floor(Math.floor(end.earliest) / slotSeconds);
  const last = Math.floor(Math.floor(end.usual) / slotSeconds);
  for (let slot = first; slot <= last && slot < first + music.length; slot++) {
    if (music[slot % music.length]?.file === file) return true;
  }
  return false;
}
