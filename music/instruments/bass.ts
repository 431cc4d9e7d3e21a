import { playHarmonics, type Timbre } from './harmonics';
import type { Instrument } from './instrument';

/** The second harmonic is loudest: a telephone drops the fundamental, and the ear fills it in from the others. */
const timbre: Timbre = {
  harmonics: [
    { number: 1, level: 0.7, fadeSeconds: 1.4 },
    { number: 2, level: 1, fadeSeconds: 1.2 },
    { number: 3, level: 0.55, fadeSeconds: 0.9 },
    { number: 4, level: 0.2, fadeSeconds: 0.6 },
    { number: 5, level: 0.1, fadeSeconds: 0.4 },
  ],
  attackSeconds: 0.012,
  releaseSeconds: 0.18,
  vibratoDepth: 0,
};

/** A light bass that can be heard on a telephone. */
export const bass: Instrument = (tone, random) => playHarmonics(timbre, tone, random);
