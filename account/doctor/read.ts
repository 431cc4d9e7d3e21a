/** The result of reading something. */
export type Read<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  /** Twilio refused or did not answer. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** There was nothing to read; another check reports why. */
  | { readonly kind: 'skipped'; readonly because: string };

export const known = <Value>(value: Value): Read<Value> => ({ kind: 'known', value });

export const skipped = (because: string): Read<never> => ({ kind: 'skipped', because });

/** Combines two reads that a check needs together. */
export function both<One, Other>(one: Read<One>, other: Read<Other>): Read<readonly [One, Other]> {
  if (one.kind !== 'known') return one;
  if (other.kind !== 'known') return other;
  return known([one.value, other.value]);
}

/** Part of what was read. */
export const part = <Whole, Value>(read: Read<Whole>, of: (whole: Whole) => Value): Read<Value> =>
  read.kind === 'known' ? known(of(read.value)) : read;
