/** What became of reading something of the account. */
export type Read<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  /** Twilio did not tell. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** There was nothing to read, for a reason that another check names. */
  | { readonly kind: 'skipped'; readonly because: string };

export const known = <Value>(value: Value): Read<Value> => ({ kind: 'known', value });

export const skipped = (because: string): Read<never> => ({ kind: 'skipped', because });

/** Two reads that a check needs together. */
export function both<One, Other>(one: Read<One>, other: Read<Other>): Read<readonly [One, Other]> {
  if (one.kind !== 'known') return one;
  if (other.kind !== 'known') return other;
  return known([one.value, other.value]);
}

/** A part of what was read. */
export const part = <Whole, Value>(read: Read<Whole>, of: (whole: Whole) => Value): Read<Value> =>
  read.kind === 'known' ? known(of(read.value)) : read;
