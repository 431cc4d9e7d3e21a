import dotenv from 'dotenv';
import type { Variables } from '../credentials/credentials';

/** What a file such as `.env` holds, and where that is not what was meant. */
export interface VariablesFile {
  readonly variables: Variables;
  /** A sentence each; values are never shown. */
  readonly faults: readonly string[];
}

/**
 * Reads it as twilio-run does, by dotenv 6.2: that knows neither `export`, nor a comment behind a value, nor values of
 * several lines, and says nothing where it finds one.
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
  if (/^export\s/.test(line)) return 'it would not be read. Write NAME=value without export';
  const [, name, value = ''] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
  if (name === undefined) return 'it would not be read. Write NAME=value, all on one line';
  if (namesBefore.includes(name)) return `${name} stands further up already. Remove one of the two`;
  const [, , inside] = /^(['"])(.*)\1$/.exec(value) ?? [];
  if (inside === undefined && /^['"]|['"]$/.test(value)) {
    return `the value of ${name} has a quotation mark at one end only, which would get lost. Write it at both`;
  }
  if (inside === undefined && /\s#/.test(value)) {
    return `what stands behind # would be part of the value of ${name}. Give a comment a line of its own`;
  }
  return undefined;
}

/** The text with a variable set, in the line where it stands or in a new one at the end. Other lines stay as they are. */
export function withVariable(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const isSet = linePattern(name);
  // A function, because a value may have what a replacement gives a meaning.
  if (isSet.test(text)) return text.replace(isSet, () => line);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : `${text}${lineBreak}`;
  return `${before}${line}${lineBreak}`;
}

/** The text without the line of a variable. */
export const withoutVariable = (text: string, name: string): string =>
  text.replace(new RegExp(`${linePattern(name).source}(\\r?\\n|$)`, 'm'), '');

/** The line of a variable, but for what ends it. */
const linePattern = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]*=[^\\r\\n]*`, 'm');
