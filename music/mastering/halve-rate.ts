/** Samples on each side that go into a new one: enough to remove everything that the line rate cannot hold. */
const reach = 63;
/** The filter's cutoff, as a share of the old rate's highest frequency: 3600 Hz when 16 kHz becomes 8 kHz. */
const cutoff = 0.45;

/** Halves the sample rate of a sound: filters out what the new rate cannot hold, then keeps every other sample. */
export function halveRate(samples: Float64Array): Float64Array {
  const weights = filterWeights();
  return new Float64Array(Math.floor(samples.length / 2)).map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += (samples[2 * i + k] ?? 0) * (weights[k + reach] ?? 0);
    return sum;
  });
}

/** A sinc with a Blackman window. */
function filterWeights(): Float64Array {
  return Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const k = i - reach;
    const angle = (Math.PI * k) / (reach + 1);
    const window = 0.42 + 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
    return window * (k === 0 ? cutoff : Math.sin(cutoff * Math.PI * k) / (Math.PI * k));
  });
}
