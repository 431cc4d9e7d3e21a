import type { Clock } from './clock';
import type { TwilioError } from './twilio-errors';

/** What the person on a call hears. */
export type Sound =
  | { kind: 'said'; text: string; voice: string; language: string }
  | { kind: 'played'; url: string }
  | { kind: 'silence' }
  /** `tone` is the country whose ringing tone is played; the called party’s if not given. */
  | { kind: 'ringback'; tone?: string }
  | { kind: 'beep' }
  | { kind: 'hold-music' };

/** One attempt at a webhook. */
export interface WebhookAttempt {
  /** How long it took, in milliseconds of the clock. */
  millis: number;
  /** Undefined if there was no answer. */
  status: number | undefined;
  /** The body of a failed attempt's answer, unless it is audio. */
  answer?: string;
  /** Why it counts as failed, in the words of the connection overrides. */
  failure?: '4xx' | '5xx' | 'ct' | 'rt';
  /** The failure that was injected, as `Disturbance` names it. */
  disturbance?: string;
}

/** One of Twilio's requests to the application, and how it ended. */
export interface WebhookEvent {
  kind: 'webhook';
  call: string | undefined;
  method: string;
  url: string;
  parameters: Readonly<Record<string, string>>;
  status: number | undefined;
  answer: string;
  /** The Content-Type of the answer. */
  contentType?: string | undefined;
  millis: number;
  attempts: number;
  /** The headers of the first attempt, including the signature. Names are in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Every attempt, in order. */
  eachAttempt?: readonly WebhookAttempt[];
  /** The same for every attempt at one webhook. */
  idempotencyToken: string;
  fault?: TwilioError;
}

/** Everything that happens in the local Twilio. `call` is the CallSid of the call it happens on. */
export type TimelineEvent =
  | { kind: 'call'; call: string; status: string; from: string; to: string; direction: string }
  | { kind: 'refused'; from: string; to: string; fault: TwilioError }
  | WebhookEvent
  | { kind: 'verb'; call: string; verb: string; attributes: Readonly<Record<string, string>> }
  | { kind: 'heard'; call: string; sound: Sound; seconds: number }
  | { kind: 'cut'; call: string; secondsHeard: number }
  | { kind: 'pressed'; call: string; key: string; isHeard: boolean }
  /** `words` are what speech recognition understood, if it was on. */
  | { kind: 'spoke'; call: string; seconds: number; words?: string }
  /** Twilio sends DTMF tones to the party that answered. */
  | { kind: 'sent-digits'; call: string; digits: string }
  | { kind: 'queued'; call: string; queue: string; position: number }
  | { kind: 'unqueued'; call: string; queue: string; why: string; secondsWaited: number }
  /** `agentCall` is the call that dialed the queue or, without `queue`, the call to the number that was dialed. */
  | { kind: 'bridged'; call: string; agentCall: string; queue?: string }
  | { kind: 'parted'; call: string; agentCall: string; endedBy: string; secondsTalked: number }
  | { kind: 'recording'; call: string; recording: string }
  | { kind: 'recorded'; call: string; recording: string; status: string; seconds: number }
  | { kind: 'fault'; call: string | undefined; fault: TwilioError }
  /** The local Twilio could not continue a call, and the application is not to blame. */
  | { kind: 'broken'; call: string; why: string }
  | { kind: 'rest'; method: string; path: string; status: number | undefined }
  /** Something that happened in a workspace of TaskRouter, with the parameters of its event callback. */
  | {
      kind: 'task-router';
      eventType: string;
      description: string;
      parameters: Readonly<Record<string, string>>;
    }
  | { kind: 'log'; path: string; level: 'log' | 'error'; text: string };

/** An event with its number (1, 2, 3 … without gaps) and its time. */
export type NumberedEvent = TimelineEvent & { readonly number: number; readonly at: Date };

export type TimelineListener = (event: NumberedEvent) => void;

/** The record of everything that happens, for tests, the terminal and pages. It keeps the newest events only. */
export class Timeline {
  private readonly kept: NumberedEvent[] = [];
  private readonly listeners = new Set<TimelineListener>();
  private count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly capacity = 20_000,
  ) {}

  add(event: TimelineEvent): void {
    this.count += 1;
    const numbered = { ...event, number: this.count, at: this.clock.now() };
    this.kept.push(numbered);
    // Dropped in batches: shifting a long array for each event would cost more than the event itself.
    if (this.kept.length >= this.capacity * 2) this.kept.splice(0, this.kept.length - this.capacity);
    for (const listener of this.listeners) listener(numbered);
  }

  /** The number of the newest event; 0 if there is none. */
  get newest(): number {
    return this.count;
  }

  /** The events that are kept, from the oldest; with `after`, only those with a higher number. */
  events(after = 0): readonly NumberedEvent[] {
    const numberBefore = this.count - this.kept.length;
    return this.kept.slice(Math.max(after - numberBefore, this.kept.length - this.capacity, 0));
  }

  /** Passes every event from now on to the listener, until the returned function is called. */
  follow(listener: TimelineListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
