import type { HoldMusicPiece } from '../config/queue-config';

/** How long a piece keeps its turn, in seconds: as long as the shortest piece lasts. */
export const slotSecondsOf = (pieces: readonly HoldMusicPiece[]): number =>
  Math.min(...pieces.map((piece) => piece.seconds));

/** The index of the piece whose turn it is, by the time waited alone: as many pieces on as slots have passed. */
export const pieceIndexAt = (queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): number =>
  Math.floor(queueTimeSeconds / slotSecondsOf(pieces)) % pieces.length;

/**
 * The piece with which a waiting document begins. The build warns where one
 * could be heard twice in a row.
 */
export function pieceAt(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): HoldMusicPiece {
  const piece = pieces[pieceIndexAt(queueTimeSeconds, pieces)];
  if (!piece) throw new Error('A queue has no hold music: list three pieces under `holdMusic`.');
  return piece;
}
