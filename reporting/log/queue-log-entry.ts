/** One line of Asterisk's queue_log. */
export interface QueueLogEntry {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly call: string;
  readonly queue: string;
  /** The agent's id. */
  readonly agent?: string;
  readonly event: string;
  readonly parameters: readonly (string | number)[];
}
