import type { Announcements, HoldMusicPiece } from '../config/queue-config';

/** What a round of waiting has besides its piece: the pause for a key at least, and the news at most. */
const leastBesidesPieceSeconds = 1;
const mostBesidesPieceSeconds = 12;

/** Two requests of a waiting call, by the slots of `rotation.ts` in which they came, in seconds of the wait. */
export interface WaitRound {
  readonly slotAt: number;
  /** Undefined: this is the first request. */
  readonly previousSlotAt: number | undefined;
}

/**
 * In which slot this request came, and in which the one before. Nothing is stored: the piece that played last must have
 * begun in its own slot, and mostly only one can have. Where several can, the earliest is taken, which is wrong one time
 * in ten: the first in line may then hear so a round too early.
 */
export function waitRound(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): WaitRound {
  const slotSeconds = Math.min(...pieces.map((piece) => piece.seconds));
  const slot = Math.floor(queueTimeSeconds / slotSeconds);
  if (slot === 0) return { slotAt: 0, previousSlotAt: undefined };
  const mayHavePlayed = (earlier: number) => {
    const pieceSeconds = pieces[earlier % pieces.length]?.seconds ?? slotSeconds;
    const latest = queueTimeSeconds + 1 - pieceSeconds - leastBesidesPieceSeconds;
    const earliest = queueTimeSeconds - pieceSeconds - mostBesidesPieceSeconds;
    return latest >= earlier * slotSeconds && earliest < (earlier + 1) * slotSeconds;
  };
  let previous = Math.max(0, slot - pieces.length + 1);
  while (previous < slot - 1 && !mayHavePlayed(previous)) previous++;
  return { slotAt: slot * slotSeconds, previousSlotAt: previous * slotSeconds };
}

/** How often something had been due by a moment; none before its start. */
const timesDueBy = (seconds: number, startSeconds: number, everySeconds: number) =>
  seconds < startSeconds ? 0 : Math.floor((seconds - startSeconds) / everySeconds) + 1;

/** Whether something has fallen due since the request before; at the first request, whether it ever had. */
function isDue({ slotAt, previousSlotAt }: WaitRound, startSeconds: number, everySeconds: number): boolean {
  const before = previousSlotAt === undefined ? 0 : timesDueBy(previousSlotAt, startSeconds, everySeconds);
  return timesDueBy(slotAt, startSeconds, everySeconds) > before;
}

/** Whether the place in line is told now: always, but to the first in line only now and then. */
export const isPlaceTold = (
  position: number | undefined,
  { firstInLineEverySeconds }: Announcements,
  round: WaitRound,
): boolean => position !== 1 || isDue(round, 0, firstInLineEverySeconds);
