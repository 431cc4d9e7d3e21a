import type { Language } from '../../languages/language';
import type { Queue } from '../queue-config';
import { type ConfigProblem, codePointOf, pathOf, shown } from './config-problem';

/**
 * The lowest limits of Twilio's voices. A longer text is cut off or not said at all.
 * https://www.twilio.com/docs/api/errors/13521
 */
const longestCharacters = 3000;
const longestUrlEncoded = 4500;

/** Texts that cannot be spoken: empty, too long, not plain, or with characters that XML cannot contain. */
export function textProblems(path: string, text: string): ConfigProblem[] {
  if (text.trim() === '') {
    return [{ path, found: 'it is empty, so there would be silence', fix: 'Write the words to say.' }];
  }
  return [...characterProblems(path, text), ...markupProblems(path, text), ...lengthProblems(path, text)];
}

function characterProblems(path: string, text: string): ConfigProblem[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry
  const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/u.exec(text);
  if (!unspeakable) return [];
  const place = [...text.slice(0, unspeakable.index)].length + 1;
  const found = `character ${place} is ${codePointOf(unspeakable[0])}, which cannot be sent to Twilio`;
  return [{ path, found, fix: 'Type the text again.' }];
}

/** Texts are escaped, so a tag would be read aloud. */
function markupProblems(path: string, text: string): ConfigProblem[] {
  const [tag] = /<[/!?]?[a-z][^<>]*>/i.exec(text) ?? [];
  const [entity] = /&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/i.exec(text) ?? [];
  if (tag !== undefined) {
    const fix = 'Remove the tag: texts are plain, and SSML is not supported.';
    return [{ path, found: `it has the tag ${tag}, which would be read aloud`, fix }];
  }
  const [value] = /\$\{[^}]*\}/.exec(text) ?? [];
  if (value !== undefined) {
    const fix = 'Put the text between backticks (`…`), or write the words themselves.';
    return [{ path, found: `it has ${value}, which would be read aloud`, fix }];
  }
  if (entity === undefined) return [];
  const fix = 'Write the character itself: it is escaped for you.';
  return [{ path, found: `it has ${entity}, which would be read aloud`, fix }];
}

function lengthProblems(path: string, text: string): ConfigProblem[] {
  const fix = 'Shorten it.';
  if (text.length > longestCharacters) {
    const found = `it has ${text.length} characters, and a voice says at most ${longestCharacters}`;
    return [{ path, found, fix }];
  }
  const encoded = encodeURIComponent(text.replace(/\p{Cs}/gu, '?')).length;
  if (encoded <= longestUrlEncoded) return [];
  const found = `it has ${encoded} characters once it is URL-encoded, and Twilio allows ${longestUrlEncoded}`;
  return [{ path, found, fix }];
}

/** Two texts that are said together and are only short enough on their own. */
export function togetherProblems(
  path: string,
  text: string,
  other: { readonly path: string; readonly text: string } | undefined,
): ConfigProblem[] {
  if (!other || lengthProblems(path, text).length > 0 || lengthProblems(path, other.text).length > 0)
    return [];
  return lengthProblems(path, `${text} ${other.text}`).map(({ found }) => ({
    path,
    found: `it is said together with ${other.path}, and ${found.replace(/^it has/, 'together they have')}`,
    fix: 'Shorten one of them.',
  }));
}

/** Arguments to try with a phrase that is a function. */
type Tried = readonly (string | number | undefined)[];

type Phrase = string | ((...given: never[]) => string);

/** A phrase that does not return words, or fails for one of its possible arguments. */
export function phraseProblems(path: string, phrase: Phrase, tried: readonly Tried[]): ConfigProblem[] {
  if (typeof phrase === 'string') return textProblems(path, phrase);
  for (const given of tried) {
    const here = `${path}(${given.join(', ')})`;
    const said = wordsFor(phrase, given);
    if (said.kind === 'failed') {
      return [
        {
          path: here,
          found: `it fails: ${said.why}`,
          fix: 'Make it return words for every possible argument.',
        },
      ];
    }
    if (typeof said.words !== 'string') {
      return [{ path: here, found: `it returns ${shown(said.words)}`, fix: 'Make it return text.' }];
    }
    const problems = textProblems(here, said.words);
    if (problems.length > 0) return problems;
  }
  return [];
}

function wordsFor(
  phrase: (...given: never[]) => string,
  given: Tried,
): { kind: 'words'; words: unknown } | { kind: 'failed'; why: string } {
  try {
    return { kind: 'words', words: phrase(...(given as never[])) };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

/** The places in line to try: the first ones, and the last. */
const placesIn = (maxCallers: number): Tried[] => [...Array(20).keys(), maxCallers].map((count) => [count]);

const mostCallers = 5000;

const triedWithAgents: Readonly<Record<string, readonly Tried[]>> = {
  pressToAccept: [['support']],
  callersWaiting: placesIn(mostCallers),
  nextCaller: [
    ['support', 5, 2],
    ['support', 0, 0],
    ['support', undefined, 1],
  ],
  wrapUp: [[20], [600]],
};

/** Such as `en-US`, `es` or `en-GB-WLS`. */
export const isLanguageTag = (tag: string) => /^[a-z]{2,3}(-[A-Z]{2})?(-[A-Z]{3})?$/.test(tag);

/** A custom language without words for something, or with a tag that no language has. */
export function languageProblems(path: string, language: Language): ConfigProblem[] {
  const tagProblem = {
    path: `${path}.tag`,
    found: `${shown(language.tag)} is not the tag of a language`,
    fix: 'Write language and country, as in en-US.',
  };
  return [
    ...(isLanguageTag(language.tag) ? [] : [tagProblem]),
    ...Object.entries(language.caller).flatMap(([name, phrase]) =>
      phraseProblems(`${path}.caller.${name}`, phrase, placesIn(mostCallers)),
    ),
    ...Object.entries(language.agent).flatMap(([name, phrase]) =>
      phraseProblems(`${path}.agent.${name}`, phrase, triedWithAgents[name] ?? []),
    ),
  ];
}

/** All words that a queue's callers hear, except for its plans and announcements. */
export function spokenProblems(path: string, queue: Queue): ConfigProblem[] {
  const at = (...keys: string[]) => keys.reduce(pathOf, path);
  const { recording, survey, phrases = {} } = queue;
  const notice = recording && { path: at('recording', 'notice'), text: recording.notice };
  return [
    ...textProblems(at('greeting'), queue.greeting),
    ...togetherProblems(at('greeting'), queue.greeting, notice),
    ...textProblems(at('connecting'), queue.connecting),
    ...togetherProblems(at('connecting'), queue.connecting, notice),
    ...textProblems(at('exitKey', 'offer'), queue.exitKey.offer),
    ...(notice ? textProblems(notice.path, notice.text) : []),
    ...(survey ? textProblems(at('survey', 'question'), survey.question) : []),
    ...(survey ? textProblems(at('survey', 'thanks'), survey.thanks) : []),
    ...Object.entries(phrases).flatMap(([name, phrase]) =>
      phraseProblems(at('phrases', name), phrase, placesIn(queue.maxCallers)),
    ),
  ];
}
