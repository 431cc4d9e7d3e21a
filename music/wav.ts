import { decodeMuLaw } from './mu-law';

const formatTags = { PCM: 1, 'mu-law': 7 } as const;

/** The encodings that we can write. */
type WavEncoding = keyof typeof formatTags;

/** How the sound in a WAV file is stored; the encoding is a `WavEncoding` or, when reading, some other `format 3`. */
export interface WavFormat {
  readonly encoding: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly bitsPerSample: number;
}

/** A parsed WAV file: its format and the bytes of its sound. */
export interface Wav {
  readonly format: WavFormat;
  readonly sound: Uint8Array;
}

/** The bytes are not a complete WAV file; the message says what is wrong. */
export class WavError extends Error {
  override name = 'WavError';
}

/** The length of a WAV file in seconds. Throws a WavError if it is not a complete WAV file. */
export function secondsOfWav(bytes: Uint8Array): number {
  const { format, sound } = readWav(bytes);
  return sound.length / bytesPerSecond(format);
}

/** Parses a WAV file. Throws a WavError if it is not a complete WAV file. */
export function readWav(bytes: Uint8Array): Wav {
  if (bytes.length === 0) throw new WavError('the file is empty');
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WAVE') {
    throw new WavError(`the file is not a WAV file: ${whatItLooksLike(bytes)}`);
  }
  const chunks = readChunks(bytes);
  const formatChunk = chunks.get('fmt ');
  const sound = chunks.get('data');
  if (!formatChunk || formatChunk.length < 16) throw new WavError('the WAV file has no "fmt " chunk');
  if (!sound?.length) throw new WavError('the WAV file holds no sound: its "data" chunk is missing or empty');
  const format = readFormat(formatChunk);
  if (!(bytesPerSecond(format) > 0)) throw new WavError('the WAV header says that a second takes no bytes');
  return { format, sound };
}

/** The samples (-1 to 1) of a mono mu-law WAV file. */
export function muLawSamples({ sound }: Wav): Float64Array {
  return new Float64Array(sound).map(decodeMuLaw);
}

/** Builds a WAV file around the bytes of a sound. */
export function writeWav(format: WavFormat & { encoding: WavEncoding }, sound: Uint8Array): Uint8Array {
  const bytesPerFrame = (format.channels * format.bitsPerSample) / 8;
  const formatChunk = littleEndian([
    [2, formatTags[format.encoding]],
    [2, format.channels],
    [4, format.sampleRateHz],
    [4, bytesPerSecond(format)],
    [2, bytesPerFrame],
    [2, format.bitsPerSample],
    [2, 0],
  ]);
  // Encodings other than PCM must carry a "fact" chunk with the number of samples.
  const factChunk = littleEndian([[4, sound.length / bytesPerFrame]]);
  const body = [chunk('fmt ', formatChunk), chunk('fact', factChunk), chunk('data', sound)];
  return Buffer.concat([chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...body]))]);
}

function bytesPerSecond({ channels, sampleRateHz, bitsPerSample }: WavFormat): number {
  return (sampleRateHz * channels * bitsPerSample) / 8;
}

function readChunks(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = viewOf(bytes);
  const chunks = new Map<string, Uint8Array>();
  for (let start = 12; start + 8 <= bytes.length; ) {
    const name = textAt(bytes, start);
    const size = view.getUint32(start + 4, true);
    const content = bytes.subarray(start + 8, start + 8 + size);
    if (content.length < size) {
      throw new WavError(
        `the file is cut off: its "${name}" chunk promises ${size} bytes, but has only ${content.length}`,
      );
    }
    chunks.set(name, content);
    // Chunks start at even offsets.
    start += 8 + size + (size % 2);
  }
  return chunks;
}

function readFormat(chunk: Uint8Array): WavFormat {
  const view = viewOf(chunk);
  return {
    encoding: encodingOf(view.getUint16(0, true)),
    channels: view.getUint16(2, true),
    sampleRateHz: view.getUint32(4, true),
    bitsPerSample: view.getUint16(14, true),
  };
}

function encodingOf(tag: number): string {
  const known = Object.entries(formatTags).find(([, knownTag]) => knownTag === tag);
  return known ? known[0] : `format ${tag}`;
}

function whatItLooksLike(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  if (textAt(bytes, 0).startsWith('ID3') || (first === 0xff && second >= 0xe0)) return 'it looks like an MP3';
  if (textAt(bytes, 0) === 'OggS') return 'it looks like an Ogg file';
  if (textAt(bytes, 4) === 'ftyp') return 'it looks like an MP4 or M4A';
  return 'it does not start with RIFF and WAVE';
}

function chunk(name: string, content: Uint8Array): Buffer {
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(name), littleEndian([[4, content.length]]), content, padding]);
}

function littleEndian(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

function textAt(bytes: Uint8Array, start: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + 4));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
