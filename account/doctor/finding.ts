import type { Facts } from './facts';
import type { Read } from './read';

/** One result of a check. A check without findings has passed. */
export interface Finding {
  readonly kind: FindingKind;
  /** What is wrong or unknown, with the number, path or queue. */
  readonly what: string;
  /** What that means for callers or agents; or why it is unknown. */
  readonly why: string;
  /** The command or Console page that fixes it; or where to look. */
  readonly repair: string;
}

/**
 * `fault`: somebody is not served, or something private is open. `warning`: most calls work. `unknown`: a person can
 * look it up. `skipped`: another check reports the fault that must be fixed first.
 */
export type FindingKind = 'fault' | 'warning' | 'unknown' | 'skipped';

type Words = Omit<Finding, 'kind'>;

export const fault = (words: Words): Finding => ({ kind: 'fault', ...words });

export const warning = (words: Words): Finding => ({ kind: 'warning', ...words });

export const unknown = (words: Words): Finding => ({ kind: 'unknown', ...words });

/** A check of the facts. */
export interface Check {
  /** Must never change: other programs use it. */
  readonly id: string;
  /** What is true if the check finds nothing. */
  readonly title: string;
  readonly examine: (facts: Facts) => readonly Finding[];
}

/** The findings about something that may be unknown; `look` says where a person finds it. */
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
