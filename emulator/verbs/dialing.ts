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
  /** Whether the call that dials is answered only when the two are joined. */
  readonly answersOnBridge: boolean;
  /** Of which country the ringing is that it hears; of the called one if not given. */
  readonly ringTone: string | undefined;
  /** Why somebody calls, for the called phone to show. */
  readonly callReason: string | undefined;
  /** How many channels are recorded; undefined if none. */
  readonly recordedChannels: 1 | 2 | undefined;
  readonly recordingCallback: RecordingCallback | undefined;
}

/** How a <Dial> ended, or would if it ended now. */
export interface DialEnd {
  readonly status: CallStatus;
  readonly isBridged: boolean;
  /** The call that was dialed, if there was one. */
  readonly callSid?: string;
  /** How long it lasted, if it was answered. */
  readonly seconds?: number;
  readonly recording?: Recording;
  /** What the noun adds to the parameters of the action. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a noun makes of its <Dial>. */
export interface Dialing {
  /** Resolves when the call that dials goes on. Whatever happens, nothing of it is left then. */
  run(): Promise<void>;
  end(): DialEnd;
}
