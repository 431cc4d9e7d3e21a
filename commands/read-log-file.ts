import { createReadStream } from 'node:fs';
import { readLogLines } from '../reporting/log/log-lines';
import type { LoggedLine } from '../src/log';
import { errorInWords } from '../wording/error-in-words';

/** Reads the log lines of a file one by one, or of standard input if its name is `-`. */
export const readLogFile = (file: string, take: (line: LoggedLine) => void) =>
  readLogLines(chunksOf(file), take);

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  } catch (error) {
    throw new Error(`${file} cannot be read: ${errorInWords(error)}`, { cause: error });
  }
}
