/** A queue at Twilio. */
export interface WaitingQueue {
  readonly sid: string;
  readonly waiting: number;
}

/** Facts about queues. Undefined if Twilio did not answer in time, or refused. */
export interface WaitingQueues {
  /** Every queue of the account by its name, in one REST request: Twilio can list queues, but not find one by name. */
  list(): Promise<ReadonlyMap<string, WaitingQueue> | undefined>;
  /** How long the first caller in each of these queues has waited, in seconds. Empty queues are left out. */
  frontSecondsWaited(sids: readonly string[]): Promise<ReadonlyMap<string, number> | undefined>;
}
