import type { CallResults, Doing, Phone } from '../../phones/call-board';
import type { Stage } from '../../phones/stage';
import { captionOf, clockTime, counted, lasting, numberInWords, ordinal, stateOf } from '../../phones/words';
import { phoneWith } from './timeline';

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [59.99, '0:59'],
  [60, '1:00'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [-2, '0:00'],
])('%d seconds are shown as %s', (seconds, shown) => {
  expect(clockTime(seconds)).toBe(shown);
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [21, '21st'],
  [111, '111th'],
])('place %d is the %s', (place, word) => {
  expect(ordinal(place)).toBe(word);
});

test('North American numbers are grouped, others stay as they are', () => {
  expect(numberInWords('+15550000001')).toBe('+1 555 000 0001');
  expect(numberInWords('+4930123456')).toBe('+4930123456');
  expect(numberInWords('anonymous')).toBe('anonymous');
});

test('the time of a slow webhook is in seconds', () => {
  expect([lasting(50), lasting(999), lasting(1000), lasting(14_960)]).toEqual([
    '50 ms',
    '999 ms',
    '1.0 s',
    '15.0 s',
  ]);
});

test('one is singular', () => {
  expect([counted(1, 'call'), counted(2, 'call'), counted(0, 'new one', 'new ones')]).toEqual([
    '1 call',
    '2 calls',
    '0 new ones',
  ]);
});

describe('a telephone says what its person is doing:', () => {
  const since = '2026-01-05T15:00:00.000Z';
  const listening = (stage: Stage): Doing => ({ kind: 'listening', stage, since });

  test.each<[string, Partial<Phone>, number | undefined, string, string]>([
    ['calling', { doing: { kind: 'ringing' } }, undefined, 'Calling', 'busy'],
    ['the greeting', { doing: listening('greeting') }, undefined, 'Greeting', 'busy'],
    ['the PIN', { role: 'agent', doing: listening('pin') }, undefined, 'Entering the PIN', 'busy'],
    [
      'waiting for callers',
      { role: 'agent', doing: listening('waiting-for-callers') },
      undefined,
      'Waiting for callers',
      'idle',
    ],
    ['notes', { role: 'agent', doing: listening('notes') }, undefined, 'Wrap-up', 'busy'],
    ['a pause', { role: 'agent', doing: listening('paused') }, undefined, 'Paused', 'idle'],
    ['waiting', { doing: { kind: 'waiting', queue: 'q', since } }, 2, 'Waiting, 2nd in line', 'waiting'],
    ['talking', { doing: { kind: 'talking', with: 'CA2', since } }, undefined, 'Talking', 'talking'],
    ['a message', { doing: { kind: 'leaving-message', since } }, undefined, 'Leaving a message', 'busy'],
    ['ringing outside', { role: 'external', doing: { kind: 'ringing' } }, undefined, 'Ringing', 'busy'],
  ])('%s', (_does, phone, place, word, tone) => {
    expect(stateOf(phoneWith({ call: 'CA1', ...phone }), place)).toEqual({ word, tone });
  });
});

describe('an ended call says how it went:', () => {
  const none = { conversations: 0, secondsTalked: 0 };

  test.each<[Partial<Phone>, Partial<CallResults>, string]>([
    [
      {},
      { secondsWaited: 9, conversations: 1, secondsTalked: 67, outcome: 'served' },
      'Served after 9 s, 67 s conversation',
    ],
    [
      {},
      { secondsWaited: 190, conversations: 1, secondsTalked: 600 },
      'Served after 3:10, 10:00 conversation',
    ],
    [{}, { secondsWaited: 14, outcome: 'abandoned' }, 'Gave up after 14 s'],
    [{}, { secondsWaited: 14 }, 'Gave up after 14 s'],
    [{}, { secondsWaited: 12, outcome: 'keyPressed' }, 'Pressed the exit key after 12 s'],
    [{}, { secondsWaited: 12, outcome: 'keyPressed', voicemailSeconds: 12 }, 'Voicemail, 12 s'],
    [{}, { secondsWaited: 1800, outcome: 'waitedTooLong' }, 'Waited too long: 30:00'],
    [{}, { outcome: 'full' }, 'The line was full'],
    [{}, { outcome: 'closed' }, 'Closed'],
    [{}, { outcome: 'closed', secondsWaited: 30 }, 'Closed after 30 s'],
    [{}, { outcome: 'noAgents' }, 'Nobody was there'],
    [{}, { outcome: 'noAgents', secondsWaited: 40 }, 'Nobody was there, after 40 s'],
    [{}, { outcome: 'error', secondsWaited: 3 }, 'Ended by a fault after 3 s'],
    [{ status: 'busy' }, { outcome: 'blocked' }, 'Rejected: blocked number'],
    [{ status: 'busy' }, { outcome: 'anonymous' }, 'Rejected: hidden number'],
    [{}, {}, 'Call ended'],
    [{ status: 'busy' }, {}, 'Busy'],
    [{ status: 'no-answer', role: 'external' }, {}, 'No answer'],
    [{ role: 'external' }, { conversations: 1, secondsTalked: 20 }, '20 s conversation'],
    [{ role: 'agent' }, {}, 'Not signed in'],
    [{ role: 'agent' }, { isSignedIn: true }, 'Served no caller'],
    [{ role: 'agent' }, { isSignedIn: true, chosen: 'wrapUp' }, 'Chose to be available'],
    [{ role: 'agent' }, { isSignedIn: true, chosen: 'onBreak' }, 'Chose a break'],
    [
      { role: 'agent' },
      { isSignedIn: true, conversations: 2, secondsTalked: 190 },
      'Served 2 callers, 3:10 in conversation',
    ],
  ])('%j with %j: %s', (phone, results, word) => {
    const ended = phoneWith({
      call: 'CA1',
      status: 'completed',
      doing: { kind: 'over' },
      ...phone,
      results: { ...none, ...results },
    });
    expect(stateOf(ended).word).toBe(word);
  });
});

test('a sound has words for people who cannot hear it', () => {
  expect(captionOf({ kind: 'said', text: 'Hello.', voice: 'v', language: 'en-US' })).toBe('Hello.');
  expect(captionOf({ kind: 'played', url: 'https://x.twil.io/hold-music/a.v1.wav' })).toBe('♪ a.v1.wav');
  expect(captionOf({ kind: 'silence' })).toBe('Silence');
});
