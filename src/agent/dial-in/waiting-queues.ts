/** A queue at Twilio. */
export interface WaitingQueue {
  readonly sid: string;
  readonly waiting: number;
}

/** What can be found out about queues. Undefined: Twilio did not answer in time, or refused. */
export interface WaitingQueues {
  /** Every queue of the account by its name, by one REST call: they can be listed, but not looked up by name. */
  list(): Promise<ReadonlyMap<string, WaitingQueue> | undefined>;
  /** How long the first in each of these queues has waited, in seconds; queues without anybody are left out. */
  frontSecondsWaited(sids: readonly string[]): Promise<ReadonlyMap<string, number> | undefined>;
}
