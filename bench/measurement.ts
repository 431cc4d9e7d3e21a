/** One line of the table: a measured number and its target. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  /** Printed after every number of the line, such as `×` or ` MB`. */
  readonly unit: string;
  /** The same number for the sample of Twilio's guide. */
  readonly peer?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** What readers must know to understand the number. */
  readonly note?: string;
}

/** Shows the progress of a measurement. */
export type ReportProgress = (progress: string) => void;

/** One part of the bench. */
export interface Measurement {
  /** Its name for `--only`. */
  readonly letter: string;
  readonly title: string;
  measure(reportProgress: ReportProgress): Promise<readonly Finding[]>;
}

/** Whether the target is met; undefined without a target. */
export function isMet({ value, atMost, atLeast }: Finding): boolean | undefined {
  if (atMost === undefined && atLeast === undefined) return undefined;
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}
