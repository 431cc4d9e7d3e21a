import type { Sound, TimelineEvent, TwilioError, WebhookAttempt } from '../emulator/browser';
import type { AgentActivity } from '../src/config/task-router';
import type { LeavingOutcome } from '../src/log';
import type { Stage } from './stage';
import type { TaskRouterBoard } from './task-router-board';

/**
 * What the page shows of one local Twilio. It is made from the timeline alone, and by the same code on both sides: the
 * server sends all of it to each page that opens, and the page then updates it event by event. It is plain JSON of
 * bounded size; times are ISO 8601 in UTC, by the clock of the local Twilio.
 */
export interface CallBoard {
  /** The number of the newest event. */
  readonly newest: number;
  /** The time of that event. */
  readonly now: string;
  /** Every call that is up, and the last ones that ended, oldest first. */
  readonly phones: readonly Phone[];
  /** Queues at Twilio in which callers are waiting or have waited. */
  readonly queues: readonly WaitingQueue[];
  /** What happened, oldest first. */
  readonly cards: readonly TimelineCard[];
  /** The newest voicemails, oldest first. */
  readonly voicemails: readonly Voicemail[];
  /** TaskRouter's workers and tasks. */
  readonly taskRouter: TaskRouterBoard;
  /** Log lines of functions whose request has not ended yet. */
  readonly openLogLines: readonly FunctionLogLine[];
  /** How many calls there have been, including those to external numbers. */
  readonly callsSoFar: number;
}

/** A telephone with a call on it. */
export interface Phone {
  /** The CallSid. */
  readonly call: string;
  /** Counts the calls from 1: the terminal names phones by it. */
  readonly number: number;
  /** Given when the call starts, and never changed: the page and the terminal both show it. */
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
  /** What the person is doing. */
  readonly doing: Doing;
  /** The results of the call so far; once it is over, they give its outcome. */
  readonly results: CallResults;
  /** The path of the request whose answer runs on the call. */
  readonly documentPath?: string;
  /** The sound that plays now, or the last one that did. */
  readonly hearing?: Hearing;
  /** What was heard, pressed and spoken, oldest first. Only the newest lines are kept, and the last may grow key by key. */
  readonly transcript: readonly TranscriptLine[];
}

export type Doing =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'listening'; readonly stage: Stage; readonly since: string }
  /** What they say is recorded, as for a voicemail. */
  | { readonly kind: 'leaving-message'; readonly since: string }
  | { readonly kind: 'waiting'; readonly queue: string; readonly since: string }
  /** `with` is the CallSid of the other telephone. */
  | { readonly kind: 'talking'; readonly with: string; readonly since: string }
  | { readonly kind: 'over' };

export interface CallResults {
  /** The length of the last wait in a queue. */
  readonly secondsWaited?: number;
  readonly conversations: number;
  readonly secondsTalked: number;
  readonly voicemailSeconds?: number;
  /** What the functions logged about how the wait ended, or why it never started. */
  readonly outcome?: LeavingOutcome | 'blocked' | 'anonymous';
  /** What an agent whose phone rings chose to be in this call. */
  readonly chosen?: AgentActivity;
  /** True for agents whose PIN was accepted, or who did not need one. */
  readonly isSignedIn?: true;
}

/** A sound: when it started, and how many seconds it lasts unless it is cut off. */
export interface Hearing {
  /** The number of its event: a new number means a new sound. */
  readonly number: number;
  readonly sound: Sound;
  readonly at: string;
  readonly seconds: number;
  /** It was cut off before its end. */
  readonly isCut?: true;
}

export interface TranscriptLine {
  readonly number: number;
  readonly at: string;
  readonly kind: 'heard' | 'pressed' | 'spoke' | 'note';
  readonly text: string;
  /** When the last key in a line of keys was pressed. */
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

/** A line that a function wrote to its log. */
export interface FunctionLogLine {
  readonly at: string;
  readonly path: string;
  /** Undefined if the line does not name a call. */
  readonly call?: string;
  readonly level: 'log' | 'error';
  readonly text: string;
}

/** Something that happened, for the timeline of the page. */
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
  /** With its query, but without the fragment, which is for Twilio only. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status?: number;
  /** The document or other body of the answer, cut to a bounded length. */
  readonly answer: string;
  readonly millis: number;
  /** Every attempt; the last one's answer counts. */
  readonly attempts: readonly WebhookAttempt[];
  /** What the function wrote to its log during the request. */
  readonly logLines: readonly FunctionLogLine[];
  readonly fault?: TwilioError;
  /** The error codes of other faults that Twilio reports for the same reason. */
  readonly otherFaults?: readonly number[];
}

export interface EventCard extends Placed {
  readonly kind: 'event';
  /** In plain words. */
  readonly text: string;
}

export interface FaultCard extends Placed {
  readonly kind: 'fault';
  readonly fault: TwilioError;
}

/** An event of the timeline. On its way to the page, its time becomes text, and a call that rings gets a name. */
export type CallBoardEvent = TimelineEvent & {
  readonly number: number;
  readonly at: Date | string;
  readonly name?: string;
};

/** The numbers of a simulation. */
export interface DialedNumbers {
  /** Those that agents call. */
  readonly agents: readonly string[];
  /** What each number reaches, such as `support`. */
  readonly names: Readonly<Record<string, string>>;
}
