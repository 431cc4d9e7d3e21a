/** A call that TaskRouter places to a worker. */
export interface WorkerCall {
  /** A number, or an address that starts with `client:` or `sip:`. */
  readonly to: string;
  readonly from: string;
  /** The document for the worker. Without it the worker hears nothing until connected to the caller. */
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
  /** Parameters in addition to those of every status callback. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly isSigned: boolean;
}

export const workerCallEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type WorkerCallEvent = (typeof workerCallEvents)[number];

export type WorkerCallEnd = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** Receives the progress of a placed call: at most one `answered`, then exactly one `ended`, never during `placeCall`. */
export interface WorkerCallListener {
  answered(): void;
  ended(how: WorkerCallEnd): void;
}

export type PlacedCall =
  | { readonly kind: 'placed'; readonly callSid: string }
  | { readonly kind: 'refused'; readonly why: string };

/** What TaskRouter needs from voice. In return, voice calls the methods of `VoiceTasks`. */
export interface VoicePort {
  /** Rings a worker. Refused if the call cannot be placed, for example if the account does not own the caller ID. */
  placeCall(call: WorkerCall, listener: WorkerCallListener): PlacedCall;
  /** Ends a call. Does nothing if it is over. */
  endCall(callSid: string): void;
  /** Redirects a call to another document. False if the call is not in progress. */
  redirectCall(callSid: string, url: string): boolean;
  /**
   * Takes a caller out of the queue and connects them to a worker who has answered. Calls `conversationEnded` at the end.
   * False if the caller is no longer in the queue.
   */
  joinCaller(callerCallSid: string, workerCallSid: string, reservationSid: string): boolean;
  /** Makes a caller leave the queue because the task has ended. */
  leaveQueue(callerCallSid: string): void;
}
