import type { HoldMusicPiece } from '../config/queue-config';

/** Characters per second of the slowest voice. */
export const slowestVoice = 12;
/** The pause in which a key can still be pressed after each piece. */
export const pauseSeconds = 1;
/** How much the length of a piece may differ from the config. */
export const pieceToleranceSeconds = 0.5;

/** The longest time that one piece takes, with the words before it and the pause after it, in seconds. */
export function longestRoundSeconds(music: readonly HoldMusicPiece[], mostCharacters: number): number {
  const piece = Math.max(...music.map(({ seconds }) => seconds)) + pieceToleranceSeconds;
  return Math.ceil(piece + mostCharacters / slowestVoice + pauseSeconds + 1);
}
