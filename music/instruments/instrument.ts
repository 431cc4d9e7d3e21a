import type { Random } from '../seeded-random';
import { studioRateHz } from '../telephone';

/** What a player plays: a pitch in hertz, a length in seconds, a strength from 0 to 1. */
export interface Tone {
  readonly frequencyHz: number;
  readonly seconds: number;
  readonly strength: number;
}

/** Plays one tone: samples at the studio rate, a little longer than the tone because it rings on. */
export type Instrument = (tone: Tone, random: Random) => Float64Array;

/** Brings the last five milliseconds down to zero, because a sound cut off in mid-swing clicks. */
export function endWithoutClick(sound: Float64Array): Float64Array {
  const fadeSamples = 0.005 * studioRateHz;
  const last = sound.length - 1;
  return sound.map((sample, i) => (last - i < fadeSamples ? (sample * (last - i)) / fadeSamples : sample));
}
