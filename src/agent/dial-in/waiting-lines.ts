/** A line at Twilio. */
export interface WaitingLine {
  readonly sid: string;
  readonly waiting: number;
}

/** What can be found out about lines. Undefined: Twilio did not answer in time, or refused. */
export interface WaitingLines {
  /** Every line of the account by its name, by one REST call: they can be listed, but not looked up by name. */
  list(): Promise<ReadonlyMap<string, WaitingLine> | undefined>;
  /** How long the first in each of these lines has waited, in seconds; those that nobody is in are left out. */
  frontSecondsWaited(sids: readonly string[]): Promise<ReadonlyMap<string, number> | undefined>;
}
