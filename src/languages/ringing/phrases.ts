import type { AgentActivity, NextActivity } from '../../config/task-router';

/**
 * What agents hear whose phones are rung. These phrases are separate from the rest of a language, because every function
 * contains that, and only a few need these.
 */
export interface RingingPhrases {
  /** Announces a caller. The time waited is left out if it is not known. */
  readonly callFor: (queueName: string, minutesWaited: number | undefined) => string;
  readonly takeOrDecline: string;
  readonly callerIsGone: string;
  /** Said when the caller can no longer be connected to this agent, but maybe to another one. */
  readonly callIsTaken: string;
  readonly wrapUp: (seconds: number) => string;
  readonly freeAgain: string;
  readonly takenOff: string;
  /** What an agent is doing now. */
  readonly stateIs: (state: AgentActivity) => string;
  readonly switchedOff: (misses: number) => string;
  /** Said when a break starts. */
  readonly onBreakFor: (minutes: number) => string;
  /** What an agent in a conversation will do after it. */
  readonly nextStateIs: (next: NextActivity) => string;
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
