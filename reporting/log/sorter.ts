import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorInWords } from '../../wording/error-in-words';

const bytesReadAtOnce = 1 << 18;

/** About 150 MB, including what V8 needs for them. */
const usualMostCharacters = 32_000_000;

/**
 * Sorts any number of texts in bounded memory, and removes repeats. Beyond this many characters, texts go to sorted files
 * in the folder for temporary files (`TMPDIR`), which are merged at the end. A text is ASCII without line breaks, so one
 * byte is one character in any part of a file.
 */
export class Sorter {
  private texts: string[] = [];
  private characters = 0;
  private folder: string | undefined;
  private readonly files: number[] = [];

  constructor(private readonly mostCharacters = usualMostCharacters) {}

  add(text: string): void {
    this.texts.push(text);
    this.characters += text.length;
    if (this.characters > this.mostCharacters) this.writeOut();
  }

  /** All of them in order, each once. */
  *sorted(): Generator<string> {
    let last: string | undefined;
    for (const text of this.files.length === 0 ? this.inMemory() : this.merged()) {
      if (text !== last) yield text;
      last = text;
    }
  }

  /** Removes the files. */
  close(): void {
    for (const file of this.files.splice(0)) closeSync(file);
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  private inMemory(): string[] {
    const { texts } = this;
    this.texts = [];
    return texts.sort();
  }

  private writeOut(): void {
    const sorted = this.inMemory();
    this.characters = 0;
    this.folder ??= mkdtempSync(join(tmpdir(), 'log-'));
    const file = openSync(join(this.folder, String(this.files.length)), 'w+', 0o600);
    this.files.push(file);
    const textsAtOnce = 5000;
    try {
      for (let from = 0; from < sorted.length; from += textsAtOnce) {
        const texts = sorted.slice(from, from + textsAtOnce);
        writeWhole(file, Buffer.from(`${texts.join('\n')}\n`, 'latin1'));
      }
    } catch (error) {
      const words = `${this.folder} cannot hold the sorted lines: ${errorInWords(error)}. Name another folder in TMPDIR.`;
      throw new Error(words, { cause: error });
    }
  }

  /** Repeatedly takes the smallest of the files' next texts. */
  private *merged(): Generator<string> {
    this.writeOut();
    const heads = this.files.flatMap((file) => {
      const texts = textsIn(file);
      const { value } = texts.next();
      return value === undefined ? [] : [{ texts, text: value }];
    });
    for (;;) {
      let [least] = heads;
      if (!least) return;
      for (const head of heads) if (head.text < least.text) least = head;
      yield least.text;
      const { value } = least.texts.next();
      if (value === undefined) heads.splice(heads.indexOf(least), 1);
      else least.text = value;
    }
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

function* textsIn(file: number): Generator<string, undefined> {
  const buffer = Buffer.allocUnsafe(bytesReadAtOnce);
  let rest = '';
  let position = 0;
  for (;;) {
    const read = readSync(file, buffer, 0, buffer.length, position);
    if (read === 0) return undefined;
    position += read;
    const texts = (rest + buffer.toString('latin1', 0, read)).split('\n');
    rest = texts.pop() ?? '';
    yield* texts;
  }
}
