import type { PeriodicMessage } from '../../src/config/queue-config';
import { listName, messageMoments, messagesAt, textsHeardAfter } from '../../src/rules/message-turns';

const offers: PeriodicMessage = { say: ['One.', 'Two.', 'Three.'], startSeconds: 60, everySeconds: 240 };
const hours: PeriodicMessage = { say: ['Open daily.'], startSeconds: 60, everySeconds: 480 };
const messages = [offers, hours];
const name = listName(offers);

const moments = (lists: readonly PeriodicMessage[], longestRoundSeconds = 100) => {
  const made = messageMoments(lists, longestRoundSeconds);
  if (!made) throw new Error('No moments.');
  return made;
};

// The first moment is at 160 s, and another comes every 240 s.
describe('the messages of a moment', () => {
  test.each([
    ['none with the first document', 0, {}, []],
    ['the first text of each list', 1, {}, ['One.', 'Open daily.']],
    ['only the list that is due again', 2, {}, ['Two.']],
    ['the next text of both', 3, {}, ['Three.', 'Open daily.']],
    ['the text after those of earlier stays', 1, { [name]: 2 }, ['Three.', 'Open daily.']],
    ['the first text again after all others', 1, { [name]: 3 }, ['One.', 'Open daily.']],
    ['nothing of a list whose last text is unknown', 1, { [name]: 'unknown' as const }, ['Open daily.']],
  ])('are %s', (_sentence, moment, heard, texts) => {
    expect(messagesAt(moment, messages, moments(messages), heard)).toEqual(texts);
  });

  test('come no faster than one round after another', () => {
    expect(moments([{ ...offers, everySeconds: 90 }])).toEqual({
      firstSeconds: 160,
      everySeconds: 100,
      longestRoundSeconds: 100,
    });
    expect(messageMoments([], 100)).toBeUndefined();
  });
});

// The document that plays the first moment is requested from 60 s on, and that moment has been played by 226 s.
describe('a caller who leaves has heard of a list', () => {
  test.each([
    ['nothing, at once', 0, {}, {}],
    ['nothing, before a document could have the first text', 59, {}, {}],
    ['an unknown number of texts, once it could', 60, {}, { [name]: 'unknown' }],
    ['an unknown number of texts, as long as a slow answer may be under way', 225, {}, { [name]: 'unknown' }],
    ['one text, after that', 226, {}, { [name]: 1 }],
    ['one text, before a document could have the second', 299, {}, { [name]: 1 }],
    ['an unknown number of texts, once it could', 300, {}, { [name]: 'unknown' }],
    ['two texts, after that', 466, {}, { [name]: 2 }],
    ['one more than in earlier stays', 226, { [name]: 2 }, { [name]: 3 }],
    ['as many as in earlier stays, before the first text', 30, { [name]: 2 }, { [name]: 2 }],
    [
      'an unknown number, if earlier stays are unknown',
      226,
      { [name]: 'unknown' as const },
      { [name]: 'unknown' },
    ],
  ])('%s: after %d s', (_sentence, seconds, heard, after) => {
    expect(textsHeardAfter(seconds, messages, moments(messages), heard)).toEqual(after);
  });

  test('what earlier stays say, in a queue without messages', () => {
    expect(textsHeardAfter(500, [], undefined, { [name]: 2 })).toEqual({ [name]: 2 });
  });
});

// A call may begin on one deployment and go on with the next.
test.each([
  ['of one text', ['Open daily.'], 'i5ejl7'],
  ['of several', ['One.', 'Two.', 'Three.'], 'zr5312'],
  ['of the same in another order', ['Two.', 'One.', 'Three.'], '16twbyi'],
  ['of characters outside the basic plane', ['Música 🎵'], '1dbpu8m'],
] as const)('the name of a list %s never changes', (_list, say, expected) => {
  expect(listName({ ...hours, say })).toBe(expected);
});
