import type { LoggedLine } from '../../src/log';
import { readLogLine } from './read-log';
import { textLines } from './text-lines';

/** Passes on each log line of a stream as it arrives. Returns how many lines are not log lines, and the first of them. */
export async function readLogLines(
  chunks: AsyncIterable<Uint8Array>,
  take: (line: LoggedLine) => void,
): Promise<{ readonly unreadable: number; readonly firstUnreadable: number | undefined }> {
  let number = 0;
  let unreadable = 0;
  let firstUnreadable: number | undefined;
  for await (const lines of textLines(chunks)) {
    for (const text of lines) {
      number += 1;
      const line = readLogLine(text);
      if (line) take(line);
      if (line !== undefined) continue;
      unreadable += 1;
      firstUnreadable ??= number;
    }
  }
  return { unreadable, firstUnreadable };
}
