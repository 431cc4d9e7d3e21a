/** The middle one of some numbers, once they are sorted. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The number that a share of the others does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.floor(sorted.length * share)];
  if (found === undefined)
    throw new Error('Of no numbers there is none in the middle: measure at least once.');
  return found;
}

/** The median of ratios of values that were measured next to each other, and so had the same noise. */
export function medianRatio(values: readonly number[], against: readonly number[]): number {
  return median(values.map((value, index) => value / (against[index] ?? Number.NaN)));
}

/** The same values, rotated, so that no candidate always goes first. */
export const rotated = <T>(values: readonly T[], by: number): T[] => [
  ...values.slice(by % values.length),
  ...values.slice(0, by % values.length),
];

/** A number with three significant digits. */
export const rounded = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
