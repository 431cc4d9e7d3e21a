import { DOMParser, type Element as XmlElement } from '@xmldom/xmldom';

/** The root of a well-formed document, or the problem and its line. */
export type XmlReading = { readonly root: XmlElement } | XmlProblem;

/** Why a string is not well-formed XML. */
export interface XmlProblem {
  readonly problem: string;
  readonly line: number;
}

/** Reads XML 1.0 strictly: what the parser would fix, such as an attribute without quotes, is a problem here. */
export function parseXml(source: string): XmlReading {
  let problem: XmlProblem | undefined;
  const onError = (_level: string, message: string, context: { locator?: { lineNumber: number } }): void => {
    if (isOnlySuspicious.test(message)) return;
    problem ??= { problem: firstLineOf(message), line: context.locator?.lineNumber || 1 };
    throw new Error(message);
  };
  try {
    const parser = new DOMParser({ onError, normalizeLineEndings });
    const { documentElement } = parser.parseFromString(source, 'text/xml');
    return (
      forbiddenIn(source) ??
      (documentElement
        ? { root: documentElement }
        : { problem: 'the document does not have an element', line: 1 })
    );
  } catch (error) {
    return problem ?? { problem: firstLineOf(String(error)), line: 1 };
  }
}

/** U+FFFD, which XML allows, makes the parser ask whether the text was read in the wrong encoding. */
const isOnlySuspicious = /^Unicode replacement character detected/;

const firstLineOf = (message: string) => message.split('\n')[0] ?? '';

/** XML 1.0, section 2.11. The parser follows XML 1.1, which would change characters inside text. */
const normalizeLineEndings = (source: string) => source.replace(/\r\n?/g, '\n');

const withoutMarkup = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
/** Only XML's five entities are allowed: entities from a DOCTYPE could make a document explode while it is parsed. */
const looseAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const reference = /&#(?:x([\da-fA-F]+)|(\d+));/g;
const notACharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Finds what XML forbids but the parser accepts. It runs after parsing, so every comment is closed. */
function forbiddenIn(source: string): XmlProblem | undefined {
  const text = source.replace(withoutMarkup, (markup) => markup.replace(/[^\n]/g, ' '));
  const ampersand = text.search(looseAmpersand);
  if (ampersand >= 0) return problemAt(text, ampersand, 'an & that is not &amp; or another entity of XML');
  const character = source.search(notACharacter);
  if (character >= 0) return problemAt(source, character, 'a character that XML does not allow');
  for (const match of text.matchAll(reference)) {
    const [written, hexadecimal, decimal] = match;
    const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    const isCharacter = code <= 0x10ffff && !notACharacter.test(String.fromCodePoint(code));
    if (!isCharacter)
      return problemAt(text, match.index, `${written} is a character that XML does not allow`);
  }
  return undefined;
}

function problemAt(source: string, index: number, problem: string): XmlProblem {
  return { problem, line: normalizeLineEndings(source.slice(0, index)).split('\n').length };
}
