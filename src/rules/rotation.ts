import type { HoldMusicPiece } from '../queue-config';

/**
 * Which piece plays now, told by the time waited alone. With a slot as long as the shortest piece, the
 * index grows by one or two from one request to the next as long as the longest piece, its announcement
 * and the pause after it stay under two slots; so with three pieces none is heard twice running.
 */
export function pieceAt(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): HoldMusicPiece {
  const slotSeconds = Math.min(...pieces.map((piece) => piece.seconds));
  const piece = pieces[Math.floor(queueTimeSeconds / slotSeconds) % pieces.length];
  if (!piece) throw new Error('A queue has no hold music: list three pieces under `holdMusic`.');
  return piece;
}
