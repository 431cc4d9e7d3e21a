/** The median of some numbers. Throws if there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There are no numbers for a median: measure at least once.');
  return middle;
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
