/** A second-order filter: inputs are weighted with b, earlier outputs with a (a0 is 1). */
export interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Sends a sound through filters, one after another. */
export function filter(samples: Float64Array, biquads: readonly Biquad[]): Float64Array {
  return biquads.reduce(filterOnce, samples);
}

function filterOnce(samples: Float64Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float64Array {
  let memory1 = 0;
  let memory2 = 0;
  const filtered = new Float64Array(samples.length);
  // A plain loop: rendering spends much of its time here, and a closure is several times slower.
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    const out = b0 * sample + memory1;
    memory1 = b1 * sample - a1 * out + memory2;
    memory2 = b2 * sample - a2 * out;
    filtered[i] = out;
  }
  return filtered;
}

/** A Butterworth filter that keeps what is above the cutoff; it falls by 6 dB per octave and order. */
export function highPass(cutoffHz: number, order: number, sampleRateHz: number): Biquad[] {
  return butterworth(cutoffHz, order, sampleRateHz, (cosine) => [(1 + cosine) / 2, -(1 + cosine)]);
}

/** A Butterworth filter that keeps what is below the cutoff; it falls by 6 dB per octave and order. */
export function lowPass(cutoffHz: number, order: number, sampleRateHz: number): Biquad[] {
  return butterworth(cutoffHz, order, sampleRateHz, (cosine) => [(1 - cosine) / 2, 1 - cosine]);
}

/** The well-known recipes of Robert Bristow-Johnson's "Audio EQ Cookbook", once per pair of Butterworth poles. */
function butterworth(
  cutoffHz: number,
  order: number,
  sampleRateHz: number,
  outerAndMiddle: (cosine: number) => readonly [number, number],
): Biquad[] {
  const angle = (2 * Math.PI * cutoffHz) / sampleRateHz;
  const cosine = Math.cos(angle);
  const [outer, middle] = outerAndMiddle(cosine);
  return Array.from({ length: order / 2 }, (_, pair) => {
    const alpha = Math.sin(angle) * Math.cos((Math.PI * (2 * pair + 1)) / (2 * order));
    const a0 = 1 + alpha;
    return { b: [outer / a0, middle / a0, outer / a0], a: [(-2 * cosine) / a0, (1 - alpha) / a0] };
  });
}
