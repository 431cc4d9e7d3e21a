import { TextDecoder } from 'node:util';

/** No log line is this long. Without the limit, a file without line ends would be read into memory as a whole. */
const mostCharacters = 4_000_000;

/** Replaces a line that is longer than any log line. */
const tooLong = '(a line that is too long)';

/**
 * The lines of a text in UTF-8 or UTF-16, as its bytes arrive. PowerShell writes UTF-16 by default:
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  let decoder: TextDecoder | undefined;
  let start: Uint8Array = new Uint8Array();
  let rest = '';
  let isCut = false;
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (!decoder) {
      start = Buffer.concat([start, chunk]);
      if (start.length < 2) continue;
      decoder = new TextDecoder(encodingOf(start));
      bytes = start;
    }
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (isCut && lines.length > 0) lines[0] = tooLong;
    if (lines.length > 0) isCut = false;
    if (rest.length > mostCharacters) {
      rest = '';
      isCut = true;
    }
    yield lines;
  }
  decoder ??= new TextDecoder();
  const last = rest + (start.length < 2 ? decoder.decode(start) : decoder.decode());
  yield isCut ? [tooLong] : last.split('\n');
}

/** By the byte order mark, or because in UTF-16 every second byte of English text is zero. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
