import config from '../../queues.config';
import { firstQueue } from '../../src/queue-config';
import type { endpoints } from '../../src/routes';
import { type Form, pin } from './deployed';

export type Path = (typeof endpoints)[number];

const caller = '+15550123456';
const callersNumber = '+15550100001';

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

/** The queue that is asked for: the first of the deployment, whatever its name. */
export const queue = firstQueue(config);

/** A key that means nothing while waiting. */
const otherKey = queue.exitKey.key === '5' ? '6' : '5';

const queueSid = 'QU00000000000000000000000000000001';
const ticket: Form = { queue: queue.name, joined: '1767621600' };
const shift: Form = { agent: 'agent', queue: queue.name, started: '1767621600', dialled: '1767625140' };

/** One request to each endpoint as Twilio sends it: the query is ours, the form is Twilio's. */
export const requests: Readonly<Record<Path, { readonly query: Form; readonly form: Form }>> = {
  '/caller': { query: { queue: queue.name }, form: { ...standard, CallStatus: 'ringing' } },
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
    query: ticket,
    form: {
      ...standard,
      QueueSid: queueSid,
      QueuePosition: '2',
      QueueTime: '60',
      AvgQueueTime: '45',
      CurrentQueueSize: '3',
    },
  },
  '/wait/key': {
    query: ticket,
    form: { ...standard, Digits: otherKey, FinishedOnKey: '', msg: 'Gather End' },
  },
  '/action': {
    query: ticket,
    form: { ...standard, QueueResult: 'bridged', QueueSid: queueSid, QueueTime: '20' },
  },
  '/agent': { query: {}, form: { ...standard, CallStatus: 'ringing' } },
  '/agent/pin': {
    query: { attempt: '1', started: '1767625180' },
    form: { ...standard, Digits: pin, FinishedOnKey: '#', msg: 'Gather End' },
  },
  '/agent/next': {
    query: shift,
    form: {
      ...standard,
      DialBridged: 'true',
      DialCallDuration: '45',
      DialCallSid: 'CA00000000000000000000000000000002',
      DialCallStatus: 'completed',
    },
  },
  '/agent/connect': {
    query: { queue: queue.name, agent: 'agent' },
    form: {
      ...standard,
      DequeingCallSid: 'CA00000000000000000000000000000009',
      QueueSid: queueSid,
      QueueTime: '60',
    },
  },
};
