import type { HoldMusicPiece } from '../config/queue-config';

/** How long each piece has its turn, in seconds: the length of the shortest piece. */
export const slotSecondsOf = (pieces: readonly HoldMusicPiece[]): number =>
  Math.min(...pieces.map((piece) => piece.seconds));

/** The index of the piece whose turn it is. It depends only on the time waited: one piece further per slot. */
export const pieceIndexAt = (queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): number =>
  Math.floor(queueTimeSeconds / slotSecondsOf(pieces)) % pieces.length;

/** The first piece of a waiting document. The build warns if a piece could play twice in a row. */
export function pieceAt(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): HoldMusicPiece {
  const piece = pieces[pieceIndexAt(queueTimeSeconds, pieces)];
  if (!piece) throw new Error('A queue has no hold music: list three pieces under `holdMusic`.');
  return piece;
}
