import { english } from '../../src/languages/english';
import { secondsToSay } from '../../src/speech';

describe('in English', () => {
  test.each([
    [0, 'You are next in line.'],
    [1, 'One caller is ahead of you.'],
    [2, 'Two callers are ahead of you.'],
    [10, 'Ten callers are ahead of you.'],
    [11, '11 callers are ahead of you.'],
    [4999, '4999 callers are ahead of you.'],
  ])('a caller with %d others ahead hears: %s', (count, words) => {
    expect(english.caller.callersAhead(count)).toBe(words);
  });

  test.each([
    [1, 'One caller is waiting. Here is the first.'],
    [2, 'Two callers are waiting. Here is the first.'],
    [10, 'Ten callers are waiting. Here is the first.'],
    [11, '11 callers are waiting. Here is the first.'],
  ])('an agent with %d callers waiting hears: %s', (count, words) => {
    expect(english.agent.callersWaiting(count)).toBe(words);
  });

  const counts = [...Array(30).keys(), 99, 100, 999, 5000];
  const phrases: [string, string][] = Object.entries({ ...english.caller, ...english.agent }).flatMap(
    ([name, phrase]): [string, string][] =>
      typeof phrase === 'string'
        ? [[name, phrase]]
        : counts.map((count) => [`${name} for ${count}`, phrase(count)]),
  );

  test.each(phrases)('%s is a whole sentence: %s', (_name, words) => {
    expect(words).toMatch(/^[A-Z\d].*[.?!]$/s);
    expect(words).not.toMatch(/undefined|NaN|\s{2}/);
  });

  test.each(phrases)('%s is said in under eight seconds: %s', (_name, words) => {
    expect(secondsToSay(words)).toBeLessThan(8);
  });
});
