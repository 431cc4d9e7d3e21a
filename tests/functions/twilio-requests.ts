import { endpoints, isWebhook } from '../../src/endpoints';
import { type Form, pin } from './deployed';

/** Every endpoint that answers with TwiML. */
export const paths = endpoints.filter(isWebhook).map(({ path }) => path as Path);

const caller = '+15550123456';
const callersNumber = '+15550200001';
const agent = '+15550990001';

/**
 * What Twilio sends with every request of a call: https://www.twilio.com/docs/voice/twiml#request-parameters,
 * and in practice also the same things under their former names, and empty what it does not know.
 */
const standard: Form = {
  AccountSid: 'AC00000000000000000000000000000000',
  ApiVersion: '2010-04-01',
  CallSid: 'CA00000000000000000000000000000001',
  CallStatus: 'in-progress',
  CallToken: `%7B%22parentCallInfoToken%22%3A%22${'eyJhbGciOiJFUzI1NiJ9'.repeat(20)}%22%7D`,
  Called: callersNumber,
  CalledCity: '',
  CalledCountry: 'US',
  CalledState: '',
  CalledZip: '',
  Caller: caller,
  CallerCity: '',
  CallerCountry: 'US',
  CallerState: '',
  CallerZip: '',
  Direction: 'inbound',
  From: caller,
  FromCity: '',
  FromCountry: 'US',
  FromState: '',
  FromZip: '',
  StirVerstat: 'TN-Validation-Passed-A',
  To: callersNumber,
  ToCity: '',
  ToCountry: 'US',
  ToState: '',
  ToZip: '',
};

const queueSid = 'QU00000000000000000000000000000001';
const ticket: Form = { queue: 'sales', joined: '1767621600' };
const shift: Form = {
  agent: 'ana',
  queue: 'sales,support',
  started: '1767621600',
  dialed: '1767625140',
  idle: '1767624000',
};

/** What a pressed key adds; without a key there is nothing but an empty one. */
const key = (digits: string): Form => ({ Digits: digits, FinishedOnKey: '', msg: 'Gather End' });

/** What a dial that is over adds, on the page of https://www.twilio.com/docs/voice/twiml/dial#action */
const dialed = (status: string, isBridged: boolean): Form => ({
  DialBridged: String(isBridged),
  DialCallDuration: isBridged ? '45' : '0',
  DialCallSid: 'CA00000000000000000000000000000002',
  DialCallStatus: status,
});

const sid = (prefix: string) => `${prefix}00000000000000000000000000000001`;

/** What our URLs say of a call with which an agent is rung. */
const rung: Form = {
  ...{ agent: 'ana', queue: 'sales', waited: '61' },
  ...{ worker: sid('WK'), task: sid('WT'), reservation: sid('WR') },
};

/** The leg of an agent whom TaskRouter has called. */
const agentLeg: Form = {
  ...standard,
  ...{ CallSid: 'CA00000000000000000000000000000009', Direction: 'outbound-api', From: callersNumber },
  ...{ To: agent, Called: agent },
};

interface TwilioRequest {
  /** What our own URL carries. */
  readonly query: Form;
  /** What Twilio sends with it. */
  readonly form: Form;
}

const requestsByPath = {
  '/caller': { query: {}, form: { ...standard, CallStatus: 'ringing' } },
  '/caller/menu': {
    query: { menu: 'main' },
    form: { ...standard, ...key('2'), Called: '+15550200000', To: '+15550200000' },
  },
  '/caller/join': { query: { queue: 'sales', joined: '1767621600' }, form: standard },
  '/caller/ended': {
    query: {},
    form: {
      ...standard,
      CallStatus: 'completed',
      CallDuration: '63',
      Duration: '2',
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
      Timestamp: 'Mon, 05 Jan 2026 15:00:00 +0000',
    },
  },
  // MaxQueueSize was added late, and does not always come.
  '/wait': {
    query: { ...ticket, lane: 'priority' },
    form: {
      ...standard,
      QueueSid: queueSid,
      QueuePosition: '2',
      QueueTime: '60',
      AvgQueueTime: '45',
      CurrentQueueSize: '3',
    },
  },
  '/wait/key': { query: ticket, form: { ...standard, ...key('5') } },
  '/action': {
    query: ticket,
    form: { ...standard, QueueResult: 'bridged', QueueSid: queueSid, QueueTime: '20' },
  },
  '/action/step': {
    query: { queue: 'support', joined: '1767621600', reason: 'waitedTooLong', step: '2' },
    form: { ...standard, ...dialed('no-answer', false) },
  },
  '/action/accept': {
    query: { queue: 'support' },
    form: { ...standard, Called: '+15550300001', Direction: 'outbound-dial', To: '+15550300001' },
  },
  '/action/accepted': {
    query: { queue: 'support' },
    form: { ...standard, ...key('1'), Direction: 'outbound-dial', To: '+15550300001' },
  },
  '/action/survey': { query: { queue: 'sales' }, form: { ...standard, ...key('5') } },
  '/agent': { query: {}, form: { ...standard, CallStatus: 'ringing', From: agent } },
  '/agent/pin': {
    query: { attempt: '1', started: '1767625180' },
    form: { ...standard, ...key(pin), FinishedOnKey: '#', From: agent },
  },
  '/agent/next': {
    query: { ...shift, served: 'sales' },
    form: { ...standard, ...dialed('completed', true), From: agent },
  },
  '/agent/idle': { query: shift, form: { ...standard, ...key(''), From: agent } },
  '/agent/paused': { query: shift, form: { ...standard, ...key(''), From: agent } },
  '/agent/ring': { query: rung, form: agentLeg },
  '/agent/accept': { query: rung, form: { ...agentLeg, ...key('1') } },
  '/agent/after': { query: rung, form: { ...agentLeg, ...dialed('completed', true) } },
  '/agent/after/key': { query: rung, form: { ...agentLeg, ...key('1') } },
  '/agent/state': { query: { agent: 'ana' }, form: { ...standard, From: agent } },
  '/agent/state/choice': { query: { agent: 'ana' }, form: { ...standard, ...key('2'), From: agent } },
  '/agent/state/break': { query: { agent: 'ana' }, form: { ...standard, ...key(''), From: agent } },
  '/agent/connect': {
    query: { queue: 'support', agent: 'ana' },
    form: {
      ...standard,
      DequeingCallSid: 'CA00000000000000000000000000000009',
      QueueSid: queueSid,
      QueueTime: '60',
    },
  },
} satisfies Readonly<Record<string, TwilioRequest>>;

export type Path = keyof typeof requestsByPath;

/** One request to each endpoint as Twilio sends it. */
export const requests: Readonly<Record<Path, TwilioRequest>> = requestsByPath;
