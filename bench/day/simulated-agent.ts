import type { PlannedTalk } from './plan';

/** One agent of the day, as the day sees them, however calls reach them. */
export interface SimulatedAgent {
  /** The phone that the agent calls from. */
  readonly number: string;
  /** The call that the agent is on now. */
  readonly callSid: string | undefined;
  startShift(): void;
  /** The agent’s phone rings, where it does. */
  rung(): void;
  /** Talks for a while; then the caller hangs up, or the agent ends the conversation, or the agent's call drops. */
  bridged(talk: PlannedTalk, hangUpCaller: () => void): void;
  parted(): void;
  /** The agent's call is over, no matter who ended it. */
  ended(): void;
}
