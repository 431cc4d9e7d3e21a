import { studioRateHz } from '../telephone';
import { playHarmonics, type Timbre } from './harmonics';
import type { Instrument } from './instrument';

/** Few overtones on purpose: speech codecs copy a tone with four overtones far better than one with eight. */
const timbre: Timbre = {
  harmonics: [
    { number: 1, level: 1, fadeSeconds: 9 },
    { number: 2, level: 0.32, fadeSeconds: 9 },
    { number: 3, level: 0.14, fadeSeconds: 9 },
    { number: 4, level: 0.05, fadeSeconds: 9 },
  ],
  attackSeconds: 0.06,
  releaseSeconds: 0.3,
  vibratoDepth: 0.0022,
};

/** A soft flute for melodies. */
export const flute: Instrument = (tone, random) =>
  playHarmonics(timbre, tone, random).map((sample, i) => sample * breath(i / studioRateHz));

/** The breath swells for a quarter of a second and then eases; a steady tone would be taken for silence by codecs. */
function breath(seconds: number): number {
  const swell = seconds < 0.5 ? 0.8 + 0.2 * Math.sin(Math.PI * (seconds / 0.5)) : 0.8;
  return seconds < 0.25 ? swell : swell * Math.exp(-0.45 * (seconds - 0.25));
}
