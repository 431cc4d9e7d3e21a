import { halveRate } from './mastering/halve-rate';
import { master } from './mastering/master';
import { encodeMuLaw } from './mu-law';
import { perform } from './perform';
import type { Piece } from './piece';
import { lineRateHz } from './telephone';
import { writeWav } from './wav';

/**
 * Makes the file of a piece: an 8 kHz mono mu-law WAV. That is the telephone line's own format, so
 * nothing is lost or added between this file and the caller's network.
 */
export function record(piece: Piece): Uint8Array {
  const sound = halveRate(master(perform(piece)));
  const format = { encoding: 'mu-law', channels: 1, sampleRateHz: lineRateHz, bitsPerSample: 8 } as const;
  return writeWav(format, Uint8Array.from(sound, encodeMuLaw));
}
