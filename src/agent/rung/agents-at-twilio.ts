import type { AgentWorker, WorkerChange } from '../../rules/reconcile-workers';

/** https://www.twilio.com/docs/taskrouter/api/reservations; `gone` once Twilio has deleted it. */
export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'
  | 'wrapping'
  | 'completed'
  | 'gone';

/** Decides from an agent's newest state what to change; undefined means nothing. */
export type DecideChange = (worker: AgentWorker, now: number) => WorkerChange | undefined;

/** For the log: the call that an agent may have missed. */
export interface MissedRing {
  readonly queue: string;
  /** Twilio's CallStatus. */
  readonly status: string;
}

/** The rung agents at TaskRouter. Every method rejects if Twilio refuses. */
export interface AgentsAtTwilio {
  /** The agents of a queue. */
  ofQueue(queue: string): Promise<readonly AgentWorker[]>;
  /** An agent by the id in the config. Undefined if `npm run taskrouter` has not created a worker of that name. */
  named(agent: string): Promise<AgentWorker | undefined>;
  /** Changes an agent and logs it. Competing requests make a change only once. Resolves to the agent afterward. */
  change(worker: string, decide: DecideChange, ring?: MissedRing): Promise<AgentWorker | undefined>;
  /** How many callers of a queue no agent has taken yet. */
  callersWaiting(queue: string): Promise<number>;
  reservationStatus(worker: string, reservation: string): Promise<ReservationStatus>;
  /** Has the next agent rung, and counts a missed call for this one, unless they have gone offline in the meantime. */
  rejectAsMissed(worker: string, reservation: string): Promise<void>;
  /**
   * Whether an agent is in a conversation or about to be. If not, tasks left from earlier conversations are completed.
   */
  isTalking(worker: string): Promise<boolean>;
  /** Completes a task. One that is already completed is fine. */
  completeTask(task: string): Promise<void>;
  /** Ends the search for an agent for a caller who has left the line. */
  cancelTask(task: string): Promise<void>;
  /** Whether no agent will be rung for a caller any longer. Undefined: it cannot be known. */
  isTaskCanceled(task: string): Promise<boolean | undefined>;
  /** Cancels a caller's task because no agent is available. Resolves to false if there is no such caller. */
  cancelForNoAgents(call: string, queue: string): Promise<boolean>;
  /** The same for all waiting callers of a queue, a few per second. Each continues at once at the URL from `exit`. */
  takeOutWaiting(queue: string, exit: (state: Readonly<Record<string, string>>) => string): Promise<void>;
  /** Starts a timer for the end of a queue's grace period, in seconds since 1970, unless one ends then or later. */
  ensureGraceEnds(queue: string, endsAt: number): Promise<void>;
  /** Ends every call of ours that still rings this phone. */
  endRinging(contactUri: string): Promise<void>;
  /** Ends a call that is ringing, or in which the agent has not yet pressed a key. */
  endCall(call: string): Promise<void>;
  /** Our unfinished calls to a phone that started by a moment, newest first. */
  openCallsTo(contactUri: string, begunBy: Date): Promise<readonly string[]>;
}
