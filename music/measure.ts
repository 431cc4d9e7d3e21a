import { amplitudeOf, meanSquare, meanSquares } from './mastering/decibels';
import { type Biquad, filter, highPass, lowPass } from './mastering/filters';
import { loudnessLufs, loudnessRangeLu } from './mastering/loudness';
import { truePeakDb } from './mastering/true-peak';
import { lineRateHz, telephoneBand } from './telephone';

/** What can be measured in a piece of hold music. Shares are of the energy, 0 to 1. */
export interface Measurements {
  readonly seconds: number;
  readonly loudnessLufs: number;
  readonly loudnessRangeLu: number;
  readonly truePeakDb: number;
  readonly longestGapSeconds: number;
  readonly leadInSeconds: number;
  /** Silence before the first sound and after the last, together. */
  readonly silentEdgesSeconds: number;
  readonly telephoneBandShare: number;
  readonly bassShare: number;
  /** The mean of all samples as a share of full scale: not zero means a faulty recording. */
  readonly offset: number;
}

const frameSeconds = 0.02;
/** Callers hear a frame softer than this as silence. */
const silenceDb = -45;
const bassTopHz = 200;
/** Steep enough to separate 200 Hz from 230 Hz, and still exact in double precision. */
const filterOrder = 12;

/** Measures samples at the line rate. */
export function measure(samples: Float64Array): Measurements {
  return {
    seconds: samples.length / lineRateHz,
    loudnessLufs: loudnessLufs(samples, lineRateHz),
    loudnessRangeLu: loudnessRangeLu(samples, lineRateHz),
    truePeakDb: truePeakDb(samples),
    ...silences(samples),
    telephoneBandShare: energyShare(samples, [
      ...highPass(telephoneBand.lowHz, filterOrder, lineRateHz),
      ...lowPass(telephoneBand.highHz, filterOrder, lineRateHz),
    ]),
    bassShare: energyShare(samples, lowPass(bassTopHz, filterOrder, lineRateHz)),
    offset: samples.reduce((sum, sample) => sum + sample, 0) / samples.length,
  };
}

type Silences = Pick<Measurements, 'longestGapSeconds' | 'leadInSeconds' | 'silentEdgesSeconds'>;

function silences(samples: Float64Array): Silences {
  const audible = meanSquares(samples, frameSeconds * lineRateHz).map(
    (power) => power >= amplitudeOf(silenceDb) ** 2,
  );
  const firstSound = audible.indexOf(true);
  const lastSound = audible.lastIndexOf(true);
  const leadIn = firstSound === -1 ? audible.length : firstSound;
  return {
    longestGapSeconds: frameSeconds * longestSilence(audible.slice(leadIn, lastSound + 1)),
    leadInSeconds: frameSeconds * leadIn,
    silentEdgesSeconds: frameSeconds * (leadIn + audible.length - 1 - lastSound),
  };
}

function longestSilence(audible: readonly boolean[]): number {
  let silent = 0;
  return audible.reduce((longest, isAudible) => {
    silent = isAudible ? 0 : silent + 1;
    return Math.max(longest, silent);
  }, 0);
}

function energyShare(samples: Float64Array, biquads: readonly Biquad[]): number {
  return meanSquare(filter(samples, biquads)) / meanSquare(samples);
}
