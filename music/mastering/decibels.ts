/** The amplitude (1 is full scale) of a level in decibels. */
export function amplitudeOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** The level in decibels of an amplitude (1 is full scale). */
export function decibelsOf(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

/** The level in decibels of a mean square; silence is -Infinity. */
export function decibelsOfPower(meanSquare: number): number {
  return 10 * Math.log10(meanSquare);
}

/** The mean square of a stretch of sound. */
export function meanSquare(samples: Float64Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / samples.length;
}

/** The mean squares of windows laid over a sound, one every `hopSamples`; a last part-window is left out. */
export function meanSquares(
  samples: Float64Array,
  windowSamples: number,
  hopSamples = windowSamples,
): number[] {
  const windows: number[] = [];
  for (let start = 0; start + windowSamples <= samples.length; start += hopSamples) {
    windows.push(meanSquare(samples.subarray(start, start + windowSamples)));
  }
  return windows;
}
