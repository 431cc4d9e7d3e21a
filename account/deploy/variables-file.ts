import dotenv from 'dotenv';
import type { Variables } from '../credentials/credentials';

/** The content of a file such as `.env`, and its mistakes. */
export interface VariablesFile {
  readonly variables: Variables;
  /** One sentence each, without values. */
  readonly faults: readonly string[];
}

/**
 * Reads it like twilio-run, with the rules of dotenv 6.2. That does not support `export`, comments after a value or
 * multi-line values, and does not complain about them.
 */
export function readVariablesFile(fileName: string, text: string): VariablesFile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  const names = lines.map((line) => Object.keys(dotenv.parse(line.text))[0]);
  return {
    variables: dotenv.parse(text),
    faults: lines.flatMap(({ number, text: line }, index) => {
      const why = whyMisread(line, names.slice(0, index));
      return why ? [`${fileName}, line ${number}: ${why}.`] : [];
    }),
  };
}

function whyMisread(line: string, namesBefore: readonly (string | undefined)[]): string | undefined {
  if (/^export\s/.test(line)) return 'twilio-run would ignore it. Write NAME=value without export';
  const [, name, value = ''] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
  if (name === undefined) return 'twilio-run would ignore it. Write NAME=value, all on one line';
  if (namesBefore.includes(name)) return `${name} is already set above. Remove one of the two`;
  const [, , inside] = /^(['"])(.*)\1$/.exec(value) ?? [];
  if (inside === undefined && /^['"]|['"]$/.test(value)) {
    return `the value of ${name} has a quotation mark at one end only, which would be lost. Put one at both ends`;
  }
  if (inside === undefined && /\s#/.test(value)) {
    return `the text after # would be part of the value of ${name}. Put comments on their own line`;
  }
  return undefined;
}

/** The text with a variable set, on its line or on a new one at the end. Other lines are unchanged. */
export function withVariable(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const isSet = linePattern(name);
  // A function, because `$` in a replacement text has a meaning.
  if (isSet.test(text)) return text.replace(isSet, () => line);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : `${text}${lineBreak}`;
  return `${before}${line}${lineBreak}`;
}

/** The text without the line of a variable. */
export const withoutVariable = (text: string, name: string): string =>
  text.replace(new RegExp(`${linePattern(name).source}(\\r?\\n|$)`, 'm'), '');

/** The line of a variable, without its line break. */
const linePattern = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]*=[^\\r\\n]*`, 'm');
