import type { LogLine } from '../src/log';

/** The line that a function logged, if the text is one of our own lines. */
export function readLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{"')) return undefined;
  try {
    const line: unknown = JSON.parse(text);
    const isOurs = typeof line === 'object' && line !== null && 'event' in line && 'call' in line;
    return isOurs ? (line as LogLine) : undefined;
  } catch {
    return undefined;
  }
}
