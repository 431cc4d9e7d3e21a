import type { CallStatus } from '../voice/call-state';
import type { Recording, RecordingCallback } from '../voice/recording';

/** The attributes of a `<Dial>`. */
export interface Dial {
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly timeoutSeconds: number;
  readonly timeLimitSeconds: number;
  readonly hangupOnStar: boolean;
  readonly callerId: string | undefined;
  /** Whether the call that dials is answered only when the two are connected. */
  readonly answersOnBridge: boolean;
  /** The country of the ringing tone that it hears; the called party's country if not given. */
  readonly ringTone: string | undefined;
  /** The reason for the call, which the called phone shows. */
  readonly callReason: string | undefined;
  /** How many channels are recorded; undefined if none. */
  readonly recordedChannels: 1 | 2 | undefined;
  readonly recordingCallback: RecordingCallback | undefined;
}

/** How a `<Dial>` ended, or would end now. */
export interface DialEnd {
  readonly status: CallStatus;
  readonly isBridged: boolean;
  /** The call that was dialed, if there was one. */
  readonly callSid?: string;
  /** How long it lasted, if it was answered. */
  readonly seconds?: number;
  readonly recording?: Recording;
  /** The noun's own parameters of the action. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A `<Dial>` of one kind of noun. */
export interface Dialing {
  /** Resolves or rejects when the `<Dial>` is over and everything that it started has ended. */
  run(): Promise<void>;
  end(): DialEnd;
}
