import type { Sound, TimelineEvent } from '../emulator/index';

/**
 * What the page shows of one local Twilio: made of its timeline alone, by the same code in the server, which
 * sends it whole to whoever opens the page, and in the page, which then goes on from event to event. It is
 * plain JSON and bounded; moments are ISO 8601 in UTC, by the clock of the local Twilio.
 */
export interface Board {
  /** The number of the newest event in it. */
  readonly newest: number;
  /** The moment of that event. */
  readonly now: string;
  /** Every call that is up, and those that ended last, from the oldest. */
  readonly phones: readonly Phone[];
  /** Queues that somebody waits or waited in. */
  readonly lines: readonly Line[];
  /** What happened, from the oldest. */
  readonly cards: readonly Card[];
  /** How many people rang and got through. */
  readonly callsSoFar: number;
}

/** A telephone with a call on it. */
export interface Phone {
  /** The CallSid. */
  readonly call: string;
  readonly role: 'caller' | 'agent' | 'outside';
  readonly from: string;
  readonly to: string;
  /** As Twilio calls it. */
  readonly status:
    | 'queued'
    | 'ringing'
    | 'in-progress'
    | 'completed'
    | 'busy'
    | 'failed'
    | 'no-answer'
    | 'canceled';
  readonly startedAt: string;
  readonly answeredAt?: string;
  readonly endedAt?: string;
  /** What they are in the middle of. */
  readonly doing: Doing;
  /** What sounds now, or sounded last. */
  readonly hearing?: Hearing;
  /** What was heard, pressed and spoken, from the oldest; the newest are kept, and the very last may grow key by key. */
  readonly transcript: readonly TranscriptLine[];
}

export type Doing =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'listening' }
  /** What they say is recorded, as into a voicemail. */
  | { readonly kind: 'leaving-message'; readonly since: string }
  | { readonly kind: 'waiting'; readonly queue: string; readonly since: string }
  /** `with` is the CallSid of the other telephone. */
  | { readonly kind: 'talking'; readonly with: string; readonly since: string }
  | { readonly kind: 'over' };

/** A sound that began at a moment and lasts, unless it is cut, so many seconds. */
export interface Hearing {
  /** The number of its event: a new number is a new sound. */
  readonly number: number;
  readonly sound: Sound;
  readonly at: string;
  readonly seconds: number;
  /** It was ended before its time. */
  readonly isCut?: true;
}

export interface TranscriptLine {
  readonly number: number;
  readonly at: string;
  readonly kind: 'heard' | 'pressed' | 'spoke' | 'note';
  readonly text: string;
}

/** A queue, with who waits in it in order. */
export interface Line {
  readonly queue: string;
  readonly places: readonly { readonly call: string; readonly since: string }[];
}

/** One thing that happened, for the list below the phones. */
export type Card =
  | {
      readonly kind: 'webhook';
      readonly number: number;
      readonly at: string;
      readonly call?: string;
      readonly method: string;
      readonly path: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly status?: number;
      /** The document or whatever else was answered, cut to a bounded length. */
      readonly answer: string;
      readonly millis: number;
      readonly attempts: number;
      readonly fault?: Fault;
    }
  | {
      readonly kind: 'event';
      readonly number: number;
      readonly at: string;
      readonly call?: string;
      /** In words for a person. */
      readonly text: string;
    }
  | {
      readonly kind: 'fault';
      readonly number: number;
      readonly at: string;
      readonly call?: string;
      readonly fault: Fault;
    };

/** An event of the timeline; on its way to the page its moment becomes text. */
export type BoardEvent = TimelineEvent & { readonly number: number; readonly at: Date | string };

import type { TwilioError as Fault } from '../emulator/reference';
