import { charactersIn, momentsOf, waitingWords } from '../../src/rules/waiting-words';
import { queue } from '../example-config';

const offer = 'To leave, press star.';
const longest = 'This one is the longest of the list.';
const news = {
  say: ['Of middle length.', longest, 'Short.', 'Middle again.'],
  startSeconds: 60,
  everySeconds: 120,
} as const;
const hours = { say: ['Open daily.'], startSeconds: 60, everySeconds: 240 } as const;
const place = '123456 callers are ahead of you.';

const withMessages = queue('support', {
  maxCallers: 123_456,
  announcements: { firstInLineEverySeconds: 120, messages: [news, hours] },
});

describe('the words before a piece', () => {
  test('end with how to leave', () => {
    expect(waitingWords(['You are next.', 'Open daily.'], withMessages)).toBe(
      `You are next. Open daily. ${offer}`,
    );
  });

  test('are none where there is nothing to say', () => {
    expect(waitingWords([], withMessages)).toBe('');
  });
});

describe('messages', () => {
  test('have no moments in a queue without any', () => {
    expect(momentsOf(queue('support'))).toBeUndefined();
  });

  test.each([
    ['the longest of them with the longest place in line', 123_456, place],
    ['a place that is longer in words than the last place in line', 100, 'Three callers are ahead of you.'],
  ])('have moments a round after they are due, with time for %s', (_words, maxCallers, longestPlace) => {
    const { length } = [longestPlace, longest, 'Open daily.', offer].join(' ');
    const round = Math.ceil(70.5 + length / 12 + 2);
    expect(momentsOf({ ...withMessages, maxCallers })).toEqual({
      firstSeconds: 60 + round,
      everySeconds: 120,
      longestRoundSeconds: round,
    });
  });
});

// Both lists are due at the first moment, and only one of them at the second.
describe('the words before a piece can be as long as', () => {
  const characters = (texts: readonly string[]) =>
    texts.length === 0 ? 0 : [...texts, offer].join(' ').length;

  test.each<[string, readonly number[], boolean, readonly string[], readonly string[]]>([
    ['nothing or the longest place, before the first piece', [], true, [], [place]],
    ['nothing, before another', [], false, [], []],
    ['a text of each list that is due', [1], false, ['Short.', 'Open daily.'], [longest, 'Open daily.']],
    ['a text of the only list that is due', [2], false, ['Short.'], [longest]],
    ['nothing, at a moment when no list is due', [0], false, [], []],
    [
      'the place and the texts of two moments',
      [1, 2],
      true,
      ['Short.', 'Open daily.', 'Short.'],
      [place, longest, 'Open daily.', longest],
    ],
  ])('%s', (_sentence, moments, isFirst, least, most) => {
    expect(charactersIn(withMessages)(moments, isFirst)).toEqual({
      least: characters(least),
      most: characters(most),
    });
  });

  test('nothing in a queue without messages', () => {
    expect(charactersIn(queue('support'))([1], false)).toEqual({ least: 0, most: 0 });
  });
});
