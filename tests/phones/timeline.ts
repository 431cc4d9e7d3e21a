import type { TimelineEvent } from '../../emulator/index';
import type { CallBoard, CallBoardEvent, DialedNumbers, Phone } from '../../phones/call-board';
import { callBoardAfter, emptyCallBoard } from '../../phones/call-board-after';

export const AGENTS = '+15550100000';
/** The numbers of the local call queue. */
export const numbers: DialedNumbers = {
  agents: [AGENTS],
  names: { '+15550100000': 'the agents’ number', '+15550100001': 'support' },
};

export const SUPPORT = '+15550100001';
export const START = new Date('2026-01-05T15:00:00Z');

/** The events, numbered, each a second after the one before. Each caller's name is their number. */
export const numbered = (events: readonly TimelineEvent[], from = 0): CallBoardEvent[] =>
  events.map((event, index) => ({
    ...event,
    ...(event.kind === 'call' && event.direction === 'inbound' && { name: event.from }),
    number: from + index + 1,
    at: new Date(START.getTime() + (from + index + 1) * 1000),
  }));

/** The board after these events, starting from another board if one is given. */
export const boardOf = (events: readonly CallBoardEvent[], board = emptyCallBoard(START)): CallBoard =>
  events.reduce((before, event) => callBoardAfter(before, event, numbers), board);

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

export const dialed = (call: string): TimelineEvent => ({
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
  headers: { 'x-twilio-signature': 'signature' },
  eachAttempt: [{ millis: 50, status: 200 }],
  idempotencyToken: 'token',
});

/** A telephone in the middle of a call. */
export const phoneWith = (phone: Partial<Phone> & Pick<Phone, 'call'>): Phone => ({
  number: 1,
  name: phone.call,
  role: 'caller',
  from: '+15550000001',
  to: SUPPORT,
  status: 'in-progress',
  startedAt: START.toISOString(),
  doing: { kind: 'listening', stage: 'listening', since: START.toISOString() },
  results: { conversations: 0, secondsTalked: 0 },
  transcript: [],
  ...phone,
});
