import { hasDrifted, isSounding, progressOf, startOf, wordsLeft } from '../../../phones/page/sound-times';

const began = Date.parse('2026-01-05T15:00:00Z');
const music = {
  number: 1,
  sound: { kind: 'played', url: 'https://x.twil.io/a.wav' },
  at: '2026-01-05T15:00:00.000Z',
  seconds: 48,
} as const;
const at = (seconds: number) => began + seconds * 1000;

describe('a sound', () => {
  test('starts where its call is', () => {
    expect(startOf(music, at(0), 1)).toBe(0);
    expect(startOf(music, at(12.5), 1)).toBe(12.5);
  });

  test('does not start in the past if the clock of the page is behind', () => {
    expect(startOf(music, at(-0.2), 1)).toBe(0);
  });

  test.each([
    ['a moment before its end', 47.8, true],
    ['nearly at its end', 47.9, false],
    ['after its end', 60, false],
  ])('%s it is worth starting or not', (_when, seconds, isBegun) => {
    expect(startOf(music, at(seconds), 1) !== undefined).toBe(isBegun);
  });

  test('plays from its start at high speeds', () => {
    expect(startOf(music, at(12.5), 5)).toBe(0);
  });

  test('that was cut off is over', () => {
    const cut = { ...music, isCut: true } as const;
    expect(startOf(cut, at(1), 1)).toBeUndefined();
    expect(isSounding(cut, at(1))).toBe(false);
    expect(isSounding(music, at(1))).toBe(true);
    expect(isSounding(music, at(48))).toBe(false);
  });

  test('knows how much of it has played', () => {
    expect([0, 24, 48, 99].map((seconds) => progressOf(music, at(seconds)))).toEqual([0, 0.5, 1, 1]);
    expect(progressOf({ ...music, seconds: 0 }, at(0))).toBe(1);
  });

  test('moves after a jump of the clock, but not for small differences', () => {
    expect(hasDrifted(10, music, at(11.4), 1)).toBe(false);
    expect(hasDrifted(10, music, at(11.6), 1)).toBe(true);
    expect(hasDrifted(10, music, at(40), 5)).toBe(false);
  });
});

test.each([
  [0, 'Thank you for calling.'],
  [0.99, 'Thank you for calling.'],
  [1, 'you for calling.'],
  [5, 'calling.'],
  [9, ''],
])('when a sentence of ten seconds has been spoken for %d, "%s" is left', (seconds, left) => {
  expect(wordsLeft('Thank you for calling.', seconds, 10)).toBe(left);
});
