import {
  captionOf,
  clockTime,
  counted,
  lasting,
  numberInWords,
  ordinal,
  stateOf,
  withNames,
} from '../../../phones/page/words';

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

test('numbers of North America are parted, others stay as they are', () => {
  expect(numberInWords('+15550000001')).toBe('+1 555 000 0001');
  expect(numberInWords('+4930123456')).toBe('+4930123456');
  expect(numberInWords('anonymous')).toBe('anonymous');
});

test('a webhook that takes long is told in seconds', () => {
  expect([lasting(50), lasting(999), lasting(1000), lasting(14_960)]).toEqual([
    '50 ms',
    '999 ms',
    '1.0 s',
    '15.0 s',
  ]);
});

test('one is not many', () => {
  expect([counted(1, 'call'), counted(2, 'call'), counted(0, 'new one', 'new ones')]).toEqual([
    '1 call',
    '2 calls',
    '0 new ones',
  ]);
});

describe('what a telephone is in the middle of', () => {
  const since = '2026-01-05T15:00:00.000Z';
  const phone = { role: 'caller', status: 'in-progress' } as const;

  test.each([
    ['rings', { ...phone, doing: { kind: 'ringing' } }, undefined, 'Calling', 'busy'],
    ['listens', { ...phone, doing: { kind: 'listening' } }, undefined, 'On the line', 'busy'],
    [
      'waits',
      { ...phone, doing: { kind: 'waiting', queue: 'q', since } },
      2,
      'Waiting, 2nd in line',
      'waiting',
    ],
    ['talks', { ...phone, doing: { kind: 'talking', with: 'CA2', since } }, undefined, 'Talking', 'talking'],
    [
      'has hung up',
      { ...phone, status: 'completed', doing: { kind: 'over' } },
      undefined,
      'Call ended',
      'over',
    ],
    ['was refused', { ...phone, status: 'busy', doing: { kind: 'over' } }, undefined, 'Busy', 'failed'],
    [
      'is rung outside',
      { ...phone, role: 'external', doing: { kind: 'ringing' } },
      undefined,
      'Rings',
      'busy',
    ],
  ] as const)('somebody who %s', (_does, told, place, word, tone) => {
    expect(
      stateOf({ ...told, call: 'CA1', from: '', to: '', startedAt: since, transcript: [] }, place),
    ).toEqual({
      word,
      tone,
    });
  });
});

test('what sounds has words for who cannot hear it', () => {
  expect(captionOf({ kind: 'said', text: 'Hello.', voice: 'v', language: 'en-US' })).toBe('Hello.');
  expect(captionOf({ kind: 'played', url: 'https://x.twil.io/hold-music/a.v1.wav' })).toBe('♪ a.v1.wav');
  expect(captionOf({ kind: 'silence' })).toBe('Silence');
});

test('a sentence has names where they are known, and numbers where not', () => {
  const nameOf = (number: string) => ({ '+15550000001': 'Ana', '+15550000901': 'Agent 1' })[number];
  expect(withNames('+15550000001 and agent +15550000901 talk, +15559999999 waits', nameOf)).toBe(
    'Ana and Agent 1 talk, +15559999999 waits',
  );
});
