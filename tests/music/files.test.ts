import { decodeMuLaw, encodeMuLaw, muLawStep } from '../../music/mu-law';
import { soundTheSame } from '../../music/same-sound';
import { shelve } from '../../music/shelve';
import { readWav, secondsOfWav, WavError } from '../../music/wav';
import { muLawFile, silence, sine, stereoFile } from './sounds';

const codes = Array.from({ length: 256 }, (_, code) => code);

describe('mu-law', () => {
  test('returns every code unchanged, and one zero for both zeros', () => {
    const minusZero = 0x7f;
    const plusZero = 0xff;
    const expected = codes.map((code) => (code === minusZero ? plusZero : code));
    expect(codes.map((code) => encodeMuLaw(decodeMuLaw(code)))).toEqual(expected);
  });

  // From the tables of ITU-T G.711, in 16-bit samples.
  test.each([
    [0x00, -32124],
    [0x80, 32124],
    [0x8f, 16764],
    [0xef, 132],
    [0xf0, 120],
    [0xfe, 8],
    [0xff, 0],
  ])('reads code %i as %i', (code, sample) => {
    expect(decodeMuLaw(code) * 32768).toBe(sample);
  });

  test.each([1, 1.5, -1, -2])('takes %f as its loudest sample', (sample) => {
    expect(encodeMuLaw(sample)).toBe(sample > 0 ? 0x80 : 0x00);
  });

  test('climbs one step at a time from the loudest down to the loudest up', () => {
    const byLevel = codes.toSorted((a, b) => muLawStep(a) - muLawStep(b)).map(decodeMuLaw);
    expect(byLevel.every((sample, i) => i === 0 || sample >= (byLevel[i - 1] ?? 1))).toBe(true);
    expect(new Set(codes.map(muLawStep)).size).toBe(255);
  });
});

describe('the length of a WAV file', () => {
  test('is read from its header, whatever the format', () => {
    expect(secondsOfWav(muLawFile(silence(2.5)))).toBe(2.5);
    expect(secondsOfWav(stereoFile(1.5))).toBe(1.5);
  });

  test('does not count other chunks, such as a title of odd length', () => {
    const file = Buffer.from(muLawFile(silence(2)));
    const title = Buffer.from('LIST\x05\x00\x00\x00title\x00', 'latin1');
    expect(secondsOfWav(Buffer.concat([file.subarray(0, 12), title, file.subarray(12)]))).toBe(2);
  });

  test('is read from bytes in the middle of a larger buffer', () => {
    const file = muLawFile(silence(2));
    expect(secondsOfWav(Buffer.concat([Buffer.from('abc'), file]).subarray(3))).toBe(2);
  });

  const whole = Buffer.from(muLawFile(silence(1)));
  const withoutRate = Buffer.from(whole).fill(0, 24, 28);
  test.each([
    ['it is empty', new Uint8Array(), 'the file is empty'],
    ['it is text', Buffer.from('hello'), 'not a WAV file'],
    [
      'it is cut off in the sound',
      whole.subarray(0, 100),
      'its "data" chunk promises 8000 bytes, but has only 42',
    ],
    ['it is cut off before the sound', whole.subarray(0, 50), 'holds no sound'],
    ['it has no format', Buffer.concat([whole.subarray(0, 12), whole.subarray(38)]), 'no "fmt " chunk'],
    ['its sample rate is 0', withoutRate, 'a second takes no bytes'],
  ])('is refused when %s', (_title, bytes, message) => {
    expect(() => secondsOfWav(bytes)).toThrow(WavError);
    expect(() => secondsOfWav(bytes)).toThrow(message);
  });
});

test('a written WAV file has a correct header, and exactly the length in it', () => {
  const file = Buffer.from(muLawFile(silence(1)));
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect(readWav(file).format).toEqual({
    encoding: 'mu-law',
    channels: 1,
    sampleRateHz: 8000,
    bitsPerSample: 8,
  });
});

describe('a rendered file', () => {
  const file = muLawFile(sine({ hz: 440, seconds: 1, amplitude: 0.5, rateHz: 8000 }));
  /** Moves this many samples this many mu-law steps away from silence. */
  const changed = (samples: number, steps: number) =>
    file.map((byte, i) => (i >= 1000 && i < 1000 + samples ? byte - steps : byte));

  test('is written if there is none, and kept out if the existing one sounds the same', () => {
    expect(shelve(undefined, file, false)).toBe('write');
    expect(shelve(file, file, false)).toBe('keep');
  });

  test('that sounds different is refused, unless overwriting is requested', () => {
    expect(shelve(changed(100, 1), file, false)).toBe('refuse');
    expect(shelve(changed(100, 1), file, true)).toBe('write');
  });

  test('sounds the same with a few samples one step off, not with many, not with two steps, not shorter', () => {
    expect(soundTheSame(file, changed(8, 1))).toBe(true);
    expect(soundTheSame(file, changed(9, 1))).toBe(false);
    expect(soundTheSame(file, changed(1, 2))).toBe(false);
    expect(soundTheSame(file, file.subarray(1))).toBe(false);
  });
});
