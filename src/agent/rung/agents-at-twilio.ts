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

/** Decides from the newest state of an agent what becomes different; nothing if undefined. */
export type DecideChange = (worker: AgentWorker, now: number) => WorkerChange | undefined;

/** The call that an agent may have missed, for the log. */
export interface MissedRing {
  readonly queue: string;
  /** Twilio's CallStatus. */
  readonly status: string;
}

/** The agents whom TaskRouter rings, as it has them, and what can be done about them. Each rejects if Twilio refuses. */
export interface AgentsAtTwilio {
  /** The agents of a queue. */
  ofQueue(queue: string): Promise<readonly AgentWorker[]>;
  /** An agent by the id of the config. Undefined: `npm run taskrouter` has not made one of that name. */
  named(agent: string): Promise<AgentWorker | undefined>;
  /**
   * Changes an agent once, however often and from wherever it is asked for, and logs it then. Resolves to the agent as they
   * are then.
   */
  change(worker: string, decide: DecideChange, ring?: MissedRing): Promise<AgentWorker | undefined>;
  /** How many callers of a queue nobody has taken yet. */
  callersWaiting(queue: string): Promise<number>;
  reservationStatus(worker: string, reservation: string): Promise<ReservationStatus>;
  /** The next agent is rung, and this one counts as somebody who has missed a call, unless they have left meanwhile. */
  rejectAsMissed(worker: string, reservation: string): Promise<void>;
  /** Whether an agent talks or is about to. If not, whatever is left of a conversation that is over is completed. */
  isTalking(worker: string): Promise<boolean>;
  /** The work is done, whoever else has said so. */
  completeTask(task: string): Promise<void>;
  /** Nobody is to be rung any more for a caller who has left the line. */
  cancelTask(task: string): Promise<void>;
  /** Whether nobody is to be rung for a caller any more. Undefined: it cannot be known. */
  isTaskCanceled(task: string): Promise<boolean | undefined>;
  /** Nobody is to be rung any more for a caller whom nobody is there for. False: there is no such caller. */
  cancelForNoAgents(call: string, queue: string): Promise<boolean>;
  /** The same for everybody who waits in a queue, some of them each second; each goes on at once where `exit` says. */
  takeOutWaiting(queue: string, exit: (state: Readonly<Record<string, string>>) => string): Promise<void>;
  /** A phone rings no more for anybody of ours. */
  endRinging(contactUri: string): Promise<void>;
  /** Ends a call that rings, or in which an agent has not yet pressed a key. */
  endCall(call: string): Promise<void>;
  /** Our calls to a phone that had begun by a moment and are not over, the newest first. */
  openCallsTo(contactUri: string, begunBy: Date): Promise<readonly string[]>;
}
