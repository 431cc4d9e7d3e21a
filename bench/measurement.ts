/** One line of the table: what was measured, and what it may be. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  /** Written after every number of the line, such as `×` or ` MB`. */
  readonly unit: string;
  /** The same, measured on the guide's sample. */
  readonly peer?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** What a reader must know to understand the number. */
  readonly note?: string;
}

/** Tells somebody who waits how far it is. */
export type Tell = (progress: string) => void;

/** One of the questions that the bench answers. */
export interface Measurement {
  /** By which `--only` names it. */
  readonly letter: string;
  readonly title: string;
  measure(tell: Tell): Promise<readonly Finding[]>;
}

/** Undefined: there is nothing to meet. */
export function isMet({ value, atMost, atLeast }: Finding): boolean | undefined {
  if (atMost === undefined && atLeast === undefined) return undefined;
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}
