import type { Facts } from './facts';
import type { Read } from './read';

/** One thing that a check has to say. A check that finds nothing is fine. */
export interface Finding {
  readonly kind: FindingKind;
  /** What is wrong, or what could not be known; it names the number, path or queue. */
  readonly what: string;
  /** What that means for a caller or an agent; or why it could not be known. */
  readonly why: string;
  /** The command or the page of the console that mends it; or where to look. */
  readonly repair: string;
}

/**
 * A `fault` keeps somebody from being served, or opens what should be closed. With a `warning` calls go well, but
 * for some. What is `unknown` a person can look up. What is `skipped` waits for a fault that another check names.
 */
export type FindingKind = 'fault' | 'warning' | 'unknown' | 'skipped';

type Words = Omit<Finding, 'kind'>;

export const fault = (words: Words): Finding => ({ kind: 'fault', ...words });

export const warning = (words: Words): Finding => ({ kind: 'warning', ...words });

export const unknown = (words: Words): Finding => ({ kind: 'unknown', ...words });

/** One question to the facts. */
export interface Check {
  /** Stays the same for ever: other programs know it. */
  readonly id: string;
  /** What is so if the check finds nothing. */
  readonly title: string;
  readonly examine: (facts: Facts) => readonly Finding[];
}

/** What a check has to say of something that may not have been read; `look` is where a person finds it. */
export function whenKnown<Value>(
  read: Read<Value>,
  { what, look }: { readonly what: string; readonly look: string },
  examine: (value: Value) => readonly Finding[],
): readonly Finding[] {
  switch (read.kind) {
    case 'known':
      return examine(read.value);
    case 'unknown':
      return [unknown({ what, why: read.why, repair: look })];
    case 'skipped':
      return [{ kind: 'skipped', what, why: read.because, repair: '' }];
    default:
      return read satisfies never;
  }
}
