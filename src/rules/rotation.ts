import type { HoldMusicPiece } from '../config/queue-config';

/**
 * Which piece plays now, told by the time waited alone: as many pieces on as slots have passed, a slot being
 * as long as the shortest piece. The build warns of pieces and words with which one could be heard twice in a row.
 */
export function pieceAt(queueTimeSeconds: number, pieces: readonly HoldMusicPiece[]): HoldMusicPiece {
  const slotSeconds = Math.min(...pieces.map((piece) => piece.seconds));
  const piece = pieces[Math.floor(queueTimeSeconds / slotSeconds) % pieces.length];
  if (!piece) throw new Error('A queue has no hold music: list three pieces under `holdMusic`.');
  return piece;
}
