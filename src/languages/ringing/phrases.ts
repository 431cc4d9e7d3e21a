import type { AgentActivity } from '../../config/task-router';

/**
 * What agents hear whose phones are rung. It stands apart from the rest of a language, because every function carries that,
 * and few carry this.
 */
export interface RingingPhrases {
  /** The offer before a conversation; the time waited is left out where it is not known. */
  readonly callFor: (queueName: string, minutesWaited: number | undefined) => string;
  readonly takeOrDecline: string;
  readonly callerIsGone: string;
  /** Said where the caller is not there for this agent any more, and may be for another. */
  readonly callIsTaken: string;
  readonly wrapUp: (seconds: number) => string;
  readonly freeAgain: string;
  readonly takenOff: string;
  /** What an agent is doing now. */
  readonly stateIs: (state: AgentActivity) => string;
  readonly switchedOff: (misses: number) => string;
  readonly nextStateIs: (state: 'available' | 'onBreak' | 'offline') => string;
  readonly onlyOneHere: string;
  readonly chooseState: string;
  /** Said to the last agent who leaves; the same key leaves all the same. */
  readonly callersWouldBeAlone: (callers: number) => string;
  readonly breakMinutes: string;
  readonly notListed: string;
  /** Said when somebody tries out whether the phone rings. */
  readonly testCall: string;
  readonly goodbye: string;
}
