import type { Announcements, HoldMusicPiece } from '../config/queue-config';

/** What a round of waiting adds to its piece: at least the pause for a key, at most the announcements too. */
const leastAddedSeconds = 1;
const mostAddedSeconds = 12;

/** The slots of `rotation.ts` in which two requests of a waiting call came, in seconds of the wait. */
export interface WaitRound {
  readonly slotAt: number;
  /** Undefined at the first request. */
  readonly previousSlotAt: number | undefined;
}

/**
 * The slots of this request and of the one before. Nothing is stored: the last piece must have started in its own slot,
 * and usually only one slot fits. If several fit, the earliest counts. That is wrong one time in ten: the first in line
 * may then hear their place a round too early.
 */
export function waitRound(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): WaitRound {
  const slotSeconds = Math.min(...pieces.map((piece) => piece.seconds));
  const slot = Math.floor(queueTimeSeconds / slotSeconds);
  if (slot === 0) return { slotAt: 0, previousSlotAt: undefined };
  const mayHavePlayed = (earlier: number) => {
    const pieceSeconds = pieces[earlier % pieces.length]?.seconds ?? slotSeconds;
    const latest = queueTimeSeconds + 1 - pieceSeconds - leastAddedSeconds;
    const earliest = queueTimeSeconds - pieceSeconds - mostAddedSeconds;
    return latest >= earlier * slotSeconds && earliest < (earlier + 1) * slotSeconds;
  };
  let previous = Math.max(0, slot - pieces.length + 1);
  while (previous < slot - 1 && !mayHavePlayed(previous)) previous++;
  return { slotAt: slot * slotSeconds, previousSlotAt: previous * slotSeconds };
}

/** Whether a multiple of some seconds has come since the previous request; always at the first request. */
function isDue({ slotAt, previousSlotAt }: WaitRound, everySeconds: number): boolean {
  if (previousSlotAt === undefined) return true;
  return Math.floor(slotAt / everySeconds) > Math.floor(previousSlotAt / everySeconds);
}

/** Whether the place in line is announced now: always, but less often to the first in line. */
export const isPlaceAnnounced = (
  position: number | undefined,
  { firstInLineEverySeconds }: Announcements,
  round: WaitRound,
): boolean => position !== 1 || isDue(round, firstInLineEverySeconds);
