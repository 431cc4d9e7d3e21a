import { amplitudeOf } from './decibels';

/** The volume is turned down over this time before a peak, so that no click is heard, */
const lookAheadSeconds = 0.005;
/** and comes back over this time after it, so that no pumping is heard. */
const releaseSeconds = 0.12;

/** Turns the volume down around peaks, so that no sample exceeds the ceiling (in dB of full scale). */
export function limit(samples: Float64Array, sampleRateHz: number, ceilingDb: number): Float64Array {
  const ceiling = amplitudeOf(ceilingDb);
  const lookAhead = Math.round(lookAheadSeconds * sampleRateHz);
  const wanted = samples.map((sample) =>
    sample > ceiling || sample < -ceiling ? ceiling / Math.abs(sample) : 1,
  );
  const inTime = lowestAhead(wanted, lookAhead);
  const gains = movingAverage(comeBackSlowly(inTime, sampleRateHz), lookAhead);
  return samples.map((sample, i) => Math.max(-ceiling, Math.min(ceiling, sample * (gains[i] ?? 1))));
}

function lowestAhead(gains: Float64Array, lookAhead: number): Float64Array {
  const lowest = gains.slice();
  gains.forEach((gain, i) => {
    if (gain === 1) return;
    for (let before = Math.max(0, i - lookAhead); before < i; before++) {
      lowest[before] = Math.min(lowest[before] ?? 1, gain);
    }
  });
  return lowest;
}

function comeBackSlowly(gains: Float64Array, sampleRateHz: number): Float64Array {
  const release = Math.exp(-1 / (releaseSeconds * sampleRateHz));
  let current = 1;
  return gains.map((gain) => {
    current = Math.min(gain, 1 - (1 - current) * release);
    return current;
  });
}

function movingAverage(values: Float64Array, width: number): Float64Array {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (values[i - width] ?? 0);
    return sum / (i < width ? i + 1 : width);
  });
}
