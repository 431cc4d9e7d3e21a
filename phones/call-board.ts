import type { Sound, TimelineEvent, TwilioError, WebhookAttempt } from '../emulator/browser';
import type { LeavingOutcome } from '../src/log';
import type { Stage } from './stage';
import type { TaskRouterBoard } from './task-router-board';

/**
 * What the page shows of one local Twilio. It is made of its timeline alone, by the same code in the server, which
 * sends it whole to each page that opens, and in the page, which then goes on from event to event. It is plain JSON
 * and bounded; moments are ISO 8601 in UTC, by the clock of the local Twilio.
 */
export interface CallBoard {
  /** The number of the newest event in it. */
  readonly newest: number;
  /** The moment of that event. */
  readonly now: string;
  /** Every call that is up, and those that ended last, from the oldest. */
  readonly phones: readonly Phone[];
  /** Queues at Twilio in which somebody waits or waited. */
  readonly queues: readonly WaitingQueue[];
  /** What happened, from the oldest. */
  readonly cards: readonly TimelineCard[];
  /** The newest voicemails, from the oldest. */
  readonly voicemails: readonly Voicemail[];
  /** The agents who are rung, and the tasks of TaskRouter. */
  readonly taskRouter: TaskRouterBoard;
  /** Lines of the functions' log whose request has not ended yet. */
  readonly openLogLines: readonly FunctionLogLine[];
  /** How many calls there have been, those to external numbers included. */
  readonly callsSoFar: number;
}

/** A telephone with a call on it. */
export interface Phone {
  /** The CallSid. */
  readonly call: string;
  /** Counts the calls, from 1 up: the terminal tells phones apart by it. */
  readonly number: number;
  /** Given when the call begins, and never changed: the page and the terminal both show it. */
  readonly name: string;
  readonly role: 'caller' | 'agent' | 'external';
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
  /** What the call has come to so far; once it is over, its outcome is told by this. */
  readonly results: CallResults;
  /** The path whose answer runs on the call. */
  readonly documentPath?: string;
  /** What sounds now, or sounded last. */
  readonly hearing?: Hearing;
  /** What was heard, pressed and spoken, from the oldest; the newest are kept, and the very last may grow key by key. */
  readonly transcript: readonly TranscriptLine[];
}

export type Doing =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'listening'; readonly stage: Stage; readonly since: string }
  /** What they say is recorded, as into a voicemail. */
  | { readonly kind: 'leaving-message'; readonly since: string }
  | { readonly kind: 'waiting'; readonly queue: string; readonly since: string }
  /** `with` is the CallSid of the other telephone. */
  | { readonly kind: 'talking'; readonly with: string; readonly since: string }
  | { readonly kind: 'over' };

export interface CallResults {
  /** How long the last stay in a queue lasted. */
  readonly secondsWaited?: number;
  readonly conversations: number;
  readonly secondsTalked: number;
  readonly voicemailSeconds?: number;
  /** What the functions logged about the end of the stay in the queue, or why it never began. */
  readonly outcome?: LeavingOutcome | 'blocked' | 'anonymous';
  /** An agent whose PIN was accepted, or who was let in without one. */
  readonly isSignedIn?: true;
}

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
  /** When the last key of a line of keys was pressed. */
  readonly lastAt?: string;
}

/** A queue at Twilio, with its callers in order. */
export interface WaitingQueue {
  readonly queue: string;
  readonly places: readonly { readonly call: string; readonly since: string }[];
}

/** A message that a caller left. */
export interface Voicemail {
  /** Twilio's SID of the recording. */
  readonly recording: string;
  readonly at: string;
  readonly call: string;
  readonly name: string;
  readonly queue: string;
  readonly seconds: number | null;
  readonly delivery: 'delivered' | 'failed' | 'too-short' | 'not-configured';
  /** Why it was not delivered. */
  readonly why: string | null;
}

/** What a function wrote to its log. */
export interface FunctionLogLine {
  readonly at: string;
  readonly path: string;
  /** Undefined if the line does not say. */
  readonly call?: string;
  readonly level: 'log' | 'error';
  readonly text: string;
}

/** One thing that happened, for the timeline of the page. */
export type TimelineCard = RequestCard | EventCard | FaultCard;

interface Placed {
  readonly number: number;
  readonly at: string;
  readonly call?: string;
  /** The name of the person on that call. */
  readonly name?: string;
}

/** A request that Twilio made to the application. */
export interface RequestCard extends Placed {
  readonly kind: 'request';
  readonly method: string;
  readonly host: string;
  /** With its query, and without the fragment, which is Twilio's own. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status?: number;
  /** The document or whatever else was answered, cut to a bounded length. */
  readonly answer: string;
  readonly millis: number;
  /** Every attempt; the last one's answer counts. */
  readonly attempts: readonly WebhookAttempt[];
  /** What the function wrote to its log meanwhile. */
  readonly logLines: readonly FunctionLogLine[];
  readonly fault?: TwilioError;
  /** The numbers of other faults that Twilio reports for the same reason. */
  readonly otherFaults?: readonly number[];
}

export interface EventCard extends Placed {
  readonly kind: 'event';
  /** In words for a person. */
  readonly text: string;
}

export interface FaultCard extends Placed {
  readonly kind: 'fault';
  readonly fault: TwilioError;
}

/** An event of the timeline; on its way to the page its moment becomes text. A call that rings has a name. */
export type CallBoardEvent = TimelineEvent & {
  readonly number: number;
  readonly at: Date | string;
  readonly name?: string;
};

/** The numbers of a simulation. */
export interface DialedNumbers {
  /** Those that agents call. */
  readonly agents: readonly string[];
  /** What is reached by a number, such as `support`. */
  readonly names: Readonly<Record<string, string>>;
}
