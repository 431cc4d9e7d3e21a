import { amplitudeOf, meanSquare } from './decibels';

/** Below this level, callers hear the end of a piece as dead air. */
const inaudibleDb = -46;
const fadeInSeconds = 0.01;
const fadeOutSeconds = 0.8;

/** Cuts off the end of a sound that can no longer be heard, to a twentieth of a second. */
export function trimEnd(samples: Float64Array, sampleRateHz: number): Float64Array {
  const step = Math.round(0.05 * sampleRateHz);
  const inaudible = amplitudeOf(inaudibleDb) ** 2;
  let end = samples.length;
  while (end > step && meanSquare(samples.subarray(end - step, end)) <= inaudible) end -= step;
  return samples.slice(0, end);
}

/** Makes a sound start without a click, and end as if the last chord died away. */
export function fadeEdges(samples: Float64Array, sampleRateHz: number): Float64Array {
  const fadeIn = fadeInSeconds * sampleRateHz;
  const fadeOut = fadeOutSeconds * sampleRateHz;
  const last = samples.length - 1;
  return samples.map((sample, i) => {
    if (i < fadeIn) return (sample * i) / fadeIn;
    if (last - i < fadeOut) return sample * Math.sin(((Math.PI / 2) * (last - i)) / fadeOut);
    return sample;
  });
}
