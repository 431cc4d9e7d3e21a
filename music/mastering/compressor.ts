import { amplitudeOf } from './decibels';

const thresholdDb = -22;
/** Above the threshold, two more decibels at the input become one at the output. */
const ratio = 2;
const attackSeconds = 0.02;
const releaseSeconds = 0.3;

/** Brings loud passages closer to soft ones, so that a caller in a noisy street hears everything. */
export function compress(samples: Float64Array, sampleRateHz: number): Float64Array {
  const attack = Math.exp(-1 / (attackSeconds * sampleRateHz));
  const release = Math.exp(-1 / (releaseSeconds * sampleRateHz));
  const thresholdPower = amplitudeOf(thresholdDb) ** 2;
  let power = 0;
  return samples.map((sample) => {
    const square = sample * sample;
    const inertia = square > power ? attack : release;
    power = inertia * power + (1 - inertia) * square;
    if (power <= thresholdPower) return sample;
    return sample * (power / thresholdPower) ** (-0.5 * (1 - 1 / ratio));
  });
}
