import type { Queue } from '../queue-config';
import { type ConfigProblem, codePointOf, pathOf, shown } from './config-problem';

/**
 * The shortest limits of Twilio's voices; a longer text is cut or not said at all.
 * https://www.twilio.com/docs/api/errors/13521
 */
const longestCharacters = 3000;
const longestUrlEncoded = 4500;

/** Words that can be spoken: not empty, not too long, plain text, and nothing that XML cannot carry. */
export function textProblems(path: string, text: string): ConfigProblem[] {
  if (text.trim() === '') {
    return [{ path, found: 'it is empty, and callers would hear silence', fix: 'Write what is said.' }];
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

/** Texts are escaped, so that a tag would be read aloud. */
function markupProblems(path: string, text: string): ConfigProblem[] {
  const [tag] = /<[/!?]?[a-z][^<>]*>/i.exec(text) ?? [];
  const [entity] = /&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/i.exec(text) ?? [];
  if (tag !== undefined) {
    const fix = 'Take the tag out: texts are plain words, and SSML is not supported.';
    return [{ path, found: `it has the tag ${tag}, which would be read aloud`, fix }];
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
  const found = `it has ${encoded} characters once it is URL-encoded, and Twilio takes ${longestUrlEncoded}`;
  return [{ path, found, fix }];
}

/** Two texts that are said in one breath, and are short enough alone. */
export function togetherProblems(
  path: string,
  text: string,
  other: { readonly path: string; readonly text: string } | undefined,
): ConfigProblem[] {
  if (!other || lengthProblems(path, text).length > 0 || lengthProblems(path, other.text).length > 0)
    return [];
  return lengthProblems(path, `${text} ${other.text}`).map(({ found }) => ({
    path,
    found: `it is said together with ${other.path}, and ${found.replace(/^it has/, 'both have')}`,
    fix: 'Shorten one of them.',
  }));
}

const mostTried = 20;

/** Words that depend on a number are tried with the first ones, and with the last. */
export function phraseProblems(
  path: string,
  phrase: NonNullable<Queue['phrases']>[keyof NonNullable<Queue['phrases']>],
  maxCallers: number,
): ConfigProblem[] {
  if (phrase === undefined) return [];
  if (typeof phrase === 'string') return textProblems(path, phrase);
  for (const count of [...Array(mostTried).keys(), maxCallers]) {
    const here = `${path}(${count})`;
    const said = wordsFor(phrase, count);
    if (said.kind === 'failed') {
      return [
        {
          path: here,
          found: `it fails: ${said.why}`,
          fix: 'Let it return words for every number from 0 up.',
        },
      ];
    }
    if (typeof said.words !== 'string') {
      return [
        { path: here, found: `it returns ${shown(said.words)}`, fix: 'Let it return the words as a text.' },
      ];
    }
    const problems = textProblems(here, said.words);
    if (problems.length > 0) return problems;
  }
  return [];
}

function wordsFor(
  phrase: (count: number) => string,
  count: number,
): { kind: 'words'; words: unknown } | { kind: 'failed'; why: string } {
  try {
    return { kind: 'words', words: phrase(count) };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

/** Everything that callers of a queue hear in words, but for its plans and announcements. */
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
      phraseProblems(at('phrases', name), phrase, queue.maxCallers),
    ),
  ];
}
