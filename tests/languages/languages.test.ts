import { english } from '../../src/languages/english';
import { spanish } from '../../src/languages/spanish';
import { secondsToSay } from '../../src/speech';

/** Every language there is: a new one is added here. */
const languages = { english, spanish };

const counts = [...Array(30).keys(), 99, 100, 999, 5000];

/** How a phrase is asked for that needs to know something. */
const said: Readonly<Record<string, (phrase: (...given: never[]) => string) => string[]>> = {
  pressToAccept: (phrase) => [phrase(...(['support'] as never[]))],
  nextCaller: (phrase) =>
    counts.flatMap((count) => [
      phrase(...(['support', undefined, count] as never[])),
      phrase(...(['support', count, 0] as never[])),
    ]),
};

const ofCount = (phrase: (...given: never[]) => string) =>
  counts.map((count) => phrase(...([count] as never[])));

const phrases = Object.entries(languages).flatMap(([language, { caller, agent }]) =>
  Object.entries({ ...caller, ...agent }).flatMap(([name, phrase]): [string, string, string][] => {
    const words = typeof phrase === 'string' ? [phrase] : (said[name] ?? ofCount)(phrase);
    return words.map((text) => [language, name, text]);
  }),
);

describe('in every language', () => {
  test('each phrase is a whole sentence, or several', () => {
    const broken = phrases.filter(
      ([, , text]) => !/^[\p{Lu}\d¡¿].*[.?!]$/su.test(text) || /undefined|NaN|\s{2}/.test(text),
    );
    expect(broken).toEqual([]);
  });

  test('one thing is not several', () => {
    expect(phrases.filter(([, , text]) => /\b(1|one|un|una) \p{L}+s\b/iu.test(text))).toEqual([]);
  });

  test('each phrase is said in under eight seconds', () => {
    expect(phrases.filter(([, , text]) => secondsToSay(text) >= 8)).toEqual([]);
  });

  test('the tag is one of those that Twilio has voices for', () => {
    const tags = Object.values(languages).map(({ tag }) => tag);
    expect(tags.filter((tag) => !/^[a-z]{2,3}-[A-Z]{2}$/.test(tag))).toEqual([]);
    expect(new Set(tags).size).toBe(tags.length);
  });

  test('a caller hears of others ahead as of one, two or many, and of nobody', () => {
    for (const { caller, agent } of Object.values(languages)) {
      expect(new Set(counts.map(caller.callersAhead)).size).toBe(counts.length);
      expect(new Set(counts.slice(1).map(agent.callersWaiting)).size).toBe(counts.length - 1);
    }
  });
});
