import { decibelsOf } from './decibels';

/** The least that ITU-R BS.1770-4 allows. */
const pointsPerSample = 4;
/** Samples that go into a point between two of them: twelve, as in the standard's own filter. */
const neighbors = 12;

/** The highest point of the curve through the samples, in dBTP: a loudspeaker reaches it, even if no sample does. */
export function truePeakDb(samples: Float64Array): number {
  const peaks = [highest(samples)];
  for (let point = 1; point < pointsPerSample; point++) {
    peaks.push(highest(between(samples, point / pointsPerSample - 0.5)));
  }
  return decibelsOf(Math.max(...peaks));
}

function highest(samples: Float64Array): number {
  let most = 0;
  for (const sample of samples) {
    if (sample > most) most = sample;
    else if (-sample > most) most = -sample;
  }
  return most;
}

/** The curve at points at these distances (-0.5 to 0.5 samples) from the middle between two samples. */
function between(samples: Float64Array, offset: number): Float64Array {
  const weights = weightsAt(offset);
  const points = new Float64Array(Math.max(0, samples.length - neighbors + 1));
  for (let start = 0; start < points.length; start++) {
    let value = 0;
    for (let i = 0; i < neighbors; i++) value += (samples[start + i] ?? 0) * (weights[i] ?? 0);
    points[start] = value;
  }
  return points;
}

/** The weight of each neighboring sample at a distance from their middle: a sinc with a Hann window. */
function weightsAt(offset: number): Float64Array {
  return Float64Array.from({ length: neighbors }, (_, i) => {
    const distance = i - (neighbors - 1) / 2 - offset;
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * distance) / (neighbors + 1));
    return window * (Math.sin(Math.PI * distance) / (Math.PI * distance));
  });
}
