/** A call that TaskRouter places to a worker. */
export interface WorkerCall {
  /** A number, `client:` or `sip:` address. */
  readonly to: string;
  readonly from: string;
  /** The document for the worker; without it the worker hears nothing until joined to the caller. */
  readonly url: string | undefined;
  readonly timeoutSeconds: number;
  readonly recordsFromAnswer: boolean;
  readonly statusCallback: WorkerCallStatusCallback | undefined;
}

/** https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#dequeue-call */
export interface WorkerCallStatusCallback {
  readonly url: string;
  readonly method: 'GET';
  readonly events: readonly WorkerCallEvent[];
  /** Sent besides the parameters of every status callback. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly isSigned: boolean;
}

export const workerCallEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type WorkerCallEvent = (typeof workerCallEvents)[number];

export type WorkerCallEnd = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** Told how a placed call goes: at most one `answered`, then exactly one `ended`. Never during `placeCall`. */
export interface WorkerCallListener {
  answered(): void;
  ended(how: WorkerCallEnd): void;
}

export type PlacedCall =
  | { readonly kind: 'placed'; readonly callSid: string }
  | { readonly kind: 'refused'; readonly why: string };

/** What TaskRouter asks of voice. What voice tells in return are the methods of `VoiceTasks`. */
export interface VoicePort {
  /** Rings a worker. Refused if the call cannot be placed at all, such as for a caller ID that is not the account's. */
  placeCall(call: WorkerCall, listener: WorkerCallListener): PlacedCall;
  /** Ends a call, whatever it does. Nothing happens if it is over. */
  endCall(callSid: string): void;
  /** Has a call run another document. False if there is no such call. */
  redirectCall(callSid: string, url: string): boolean;
  /**
   * Takes a caller out of the queue and joins them to a worker who has answered, then tells `conversationEnded`.
   * False if the caller is not in the queue any more.
   */
  joinCaller(callerCallSid: string, workerCallSid: string, reservationSid: string): boolean;
  /** Has a caller leave the queue because the task has ended. */
  leaveQueue(callerCallSid: string): void;
}
