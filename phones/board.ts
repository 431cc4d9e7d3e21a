import type { Sound, TimelineEvent } from '../emulator/timeline';
import type { Fault } from '../emulator/twiml/faults';
import { cardOf } from './card';
import { isOver, phoneAfter, ringingPhone } from './phone';

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

/** How much of the past a board shows beside all that is going on. */
export const endedPhonesKept = 50;
export const cardsKept = 1000;

/** Nothing has happened yet. */
export const emptyBoard = (now: Date): Board => ({
  newest: 0,
  now: now.toISOString(),
  phones: [],
  lines: [],
  cards: [],
  callsSoFar: 0,
});

/**
 * The board once one more thing has happened. Whatever that does not touch is the very same object as before, so that
 * a page draws only what is new; an event that the board already has changes nothing at all.
 */
export function boardAfter(board: Board, event: BoardEvent, agentsNumber: string): Board {
  if (event.number <= board.newest) return board;
  const now = new Date(event.at).toISOString();
  const phones = phonesAfter(board.phones, event, now, agentsNumber);
  const card = cardOf(event, now, phones, board.phones);
  return {
    newest: event.number,
    now,
    phones,
    lines: linesAfter(board.lines, event, now),
    cards: card ? [...board.cards.slice(1 - cardsKept), card] : board.cards,
    callsSoFar: board.callsSoFar + (isArrival(event) ? 1 : 0),
  };
}

const isArrival = (event: BoardEvent) =>
  event.kind === 'call' && event.status === 'ringing' && event.direction === 'inbound';

function phonesAfter(
  phones: readonly Phone[],
  event: BoardEvent,
  now: string,
  agentsNumber: string,
): readonly Phone[] {
  if (event.kind === 'call' && event.status === 'ringing') {
    return [...phones, ringingPhone(event, now, agentsNumber)];
  }
  const changed = callsIn(event).reduce((changing, call) => {
    const index = changing.findLastIndex((phone) => phone.call === call);
    const phone = changing[index];
    if (!phone) return changing;
    const after = phoneAfter(phone, event, now, phones);
    return after === phone ? changing : changing.with(index, after);
  }, phones);
  return event.kind === 'call' ? withoutOldest(changed) : changed;
}

function callsIn(event: BoardEvent): string[] {
  if (!('call' in event) || event.call === undefined) return [];
  return 'agentCall' in event ? [event.call, event.agentCall] : [event.call];
}

/** One call ends at a time, so at most one is too many: that which ended first. */
function withoutOldest(phones: readonly Phone[]): readonly Phone[] {
  const ended = phones.filter(isOver);
  if (ended.length <= endedPhonesKept) return phones;
  const oldest = ended.reduce((first, phone) =>
    (phone.endedAt ?? '') < (first.endedAt ?? '') ? phone : first,
  );
  return phones.filter((phone) => phone !== oldest);
}

function linesAfter(lines: readonly Line[], event: BoardEvent, now: string): readonly Line[] {
  if (event.kind !== 'queued' && event.kind !== 'unqueued') return lines;
  const { kind, queue, call } = event;
  const index = lines.findIndex((line) => line.queue === queue);
  const others = (lines[index]?.places ?? []).filter((place) => place.call !== call);
  const line = { queue, places: kind === 'queued' ? [...others, { call, since: now }] : others };
  return index < 0 ? [...lines, line] : lines.with(index, line);
}
