import type { TimelineEvent } from '../../emulator/index';
import type { Board, BoardEvent } from '../../phones/board';
import { boardAfter, emptyBoard } from '../../phones/board-after';

export const AGENTS = '+15550100000';
export const SUPPORT = '+15550100001';
export const START = new Date('2026-01-05T15:00:00Z');

/** The events, numbered, each a second after the one before. */
export const numbered = (events: readonly TimelineEvent[], from = 0): BoardEvent[] =>
  events.map((event, index) => ({
    ...event,
    number: from + index + 1,
    at: new Date(START.getTime() + (from + index + 1) * 1000),
  }));

/** The board after these events, on top of another one if it is given. */
export const boardOf = (events: readonly BoardEvent[], board = emptyBoard(START)): Board =>
  events.reduce((before, event) => boardAfter(before, event, AGENTS), board);

/** The moment of an event, by its number. */
export const moment = (number: number) => new Date(START.getTime() + number * 1000).toISOString();

export const rings = (call: string, to = SUPPORT): TimelineEvent => ({
  kind: 'call',
  call,
  status: 'ringing',
  from: `+1555${call}`,
  to,
  direction: 'inbound',
});

export const dialled = (call: string): TimelineEvent => ({
  kind: 'call',
  call,
  status: 'ringing',
  from: SUPPORT,
  to: '+14155550100',
  direction: 'outbound-dial',
});

export const becomes = (call: string, status: string): TimelineEvent => ({
  kind: 'call',
  call,
  status,
  from: `+1555${call}`,
  to: SUPPORT,
  direction: 'inbound',
});

export const hears = (call: string, text: string): TimelineEvent => ({
  kind: 'heard',
  call,
  sound: { kind: 'said', text, voice: 'Polly.Joanna-Neural', language: 'en-US' },
  seconds: 3,
});

export const asks = (call: string, answer = '<Response/>'): TimelineEvent => ({
  kind: 'webhook',
  call,
  method: 'POST',
  url: 'https://call-queue-1234.twil.io/wait?queue=support#rc=3',
  parameters: { CallSid: call, QueuePosition: '1' },
  status: 200,
  answer,
  millis: 50,
  attempts: 1,
  idempotencyToken: 'token',
});
