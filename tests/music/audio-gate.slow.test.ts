import { audioFaults, collectionFaults } from '../../music/audio-gate';
import { readHoldMusic } from '../../music/folder';
import { setLoudness } from '../../music/mastering/loudness';
import { muLawSamples, readWav } from '../../music/wav';
import { join, muLawFile, silence, sine, stereoFile } from './sounds';

const goodFile = readHoldMusic().find(({ fileName }) => fileName.startsWith('porch-light'));
const goodBytes = goodFile?.bytes ?? new Uint8Array();
/** Half a minute is long enough to pass. */
const good = muLawSamples(readWav(goodBytes)).slice(0, 32 * 8000);

function atLoudness(lufs: number, samples = good): Float64Array {
  return setLoudness(samples, 8000, lufs);
}

function withTone(hz: number, amplitude: number): Float64Array {
  const tone = sine({ hz, amplitude, seconds: good.length / 8000, rateHz: 8000 });
  return good.map((sample, i) => sample + (tone[i] ?? 0));
}

function withGap(seconds: number): Float64Array {
  return good.map((sample, i) => (i >= 80_000 && i < 80_000 + seconds * 8000 ? 0 : sample));
}

/** The properties that the gate complains about, in its own words. */
function faultyProperties(samples: Float64Array): string[] {
  const faults = audioFaults({ fileName: 'a.wav', bytes: muLawFile(samples) });
  return faults.map((fault) => /the (.*?) is/.exec(fault)?.[1] ?? fault);
}

describe('the audio gate refuses a piece that', () => {
  const cases: readonly (readonly [title: string, samples: Float64Array, faults: string[]])[] = [
    ['is too loud', atLoudness(-14), ['loudness', 'true peak']],
    ['is too quiet', atLoudness(-24), ['loudness']],
    ['has one peak near full scale', good.with(80_000, 0.95), ['true peak']],
    ['falls silent for a second', withGap(1), ['longest silence inside']],
    ['is over too soon', good.slice(0, 29.9 * 8000), ['length']],
    ['keeps callers from announcements too long', join(good, good, good, good), ['size', 'length']],
    ['gets much louder halfway through', join(atLoudness(-32, good), good), ['loudness range']],
    ['begins late', join(silence(0.1), good), ['silence before the first sound']],
    ['ends in dead air', join(good, silence(0.6)), ['silence at both ends together']],
    ['has much bass', withTone(90, 0.05), ['energy below 200 Hz']],
    ['is mostly below the telephone band', withTone(240, 0.08), ['energy between 300 and 3400 Hz']],
    ['is not centered on zero', good.map((sample) => sample + 0.004), ['constant offset (DC)']],
  ];

  test.each(cases)('%s', (_title, samples, faults) => {
    expect(faultyProperties(samples)).toEqual(faults);
  });

  test('is silent throughout', () => {
    expect(faultyProperties(silence(40))).toEqual(
      expect.arrayContaining([
        'loudness',
        'silence before the first sound',
        'energy between 300 and 3400 Hz',
      ]),
    );
  });
});

describe('the audio gate draws the line', () => {
  test.each([
    ['a silence of 0.3 s inside', withGap(0.3), withGap(0.36), 'longest silence inside'],
    ['a length of 30 s', good.slice(0, 30 * 8000), good.slice(0, 30 * 8000 - 1), 'length'],
    ['a loudness of -18 LUFS', atLoudness(-18.05), atLoudness(-17.95), 'loudness'],
  ])('at %s', (_title, allowed, forbidden, property) => {
    expect(faultyProperties(allowed)).not.toContain(property);
    expect(faultyProperties(forbidden)).toContain(property);
  });
});

describe('the audio gate explains a file that', () => {
  const mp3Frame = Uint8Array.from({ length: 4000 }, (_, i) => [0xff, 0xfb, 0x90, 0x64][i] ?? 0);
  const mp3WithTitle = Buffer.concat([Buffer.from('ID3'), mp3Frame]);
  const cases: readonly (readonly [title: string, bytes: Uint8Array, explanation: RegExp])[] = [
    [
      'is stereo at 44.1 kHz',
      stereoFile(1),
      /PCM, 16 bit, 44100 Hz, 2 channel.*mu-law, 8 bit, 8000 Hz, 1 channel/,
    ],
    ['is an MP3 under another name', mp3Frame, /not a WAV file: it looks like an MP3/],
    ['is an MP3 with a title under another name', mp3WithTitle, /not a WAV file: it looks like an MP3/],
    ['is text', Buffer.from('la la la'), /not a WAV file: it does not start with RIFF and WAVE/],
    ['is empty', new Uint8Array(), /the file is empty/],
    [
      'is cut off',
      goodBytes.subarray(0, 300_000),
      /cut off: its "data" chunk promises 388400 bytes, but has only 299942/,
    ],
    ['holds no sound', muLawFile(silence(0)), /holds no sound/],
  ];

  test.each(cases)('%s, and says how to fix it', (_title, bytes, explanation) => {
    const faults = audioFaults({ fileName: 'my-song.wav', bytes });
    expect(faults).toEqual([expect.stringMatching(explanation)]);
    expect(faults).toEqual([expect.stringMatching(/^my-song\.wav: .*ffmpeg -i .* -ar 8000 -c:a pcm_mulaw/)]);
  });

  test('has a name that makes Twilio serve it as another type', () => {
    const faults = audioFaults({ fileName: 'my-song.ulaw', bytes: goodBytes });
    expect(faults).toEqual([expect.stringMatching(/^my-song\.ulaw: the name does not end in \.wav/)]);
  });

  test('measures badly, with the measurement, what is allowed, and a command that fixes it', () => {
    const [fault] = audioFaults({ fileName: 'my-song.wav', bytes: muLawFile(atLoudness(-24)) });
    expect(fault).toMatch(
      /^my-song\.wav: the loudness is -24\.0 LUFS, -22 to -18 LUFS is allowed; .*ffmpeg .*loudnorm=I=-20/,
    );
  });
});

describe('the audio gate checks all pieces together and', () => {
  const at = (fileName: string, lufs: number) => ({ fileName, bytes: muLawFile(atLoudness(lufs)) });

  test('lets pieces differ by 0.9 LU, not by 1.1', () => {
    expect(collectionFaults([at('a.wav', -20), at('b.wav', -20.9)])).toEqual([]);
    expect(collectionFaults([at('a.wav', -20), at('b.wav', -21.1)])).toEqual([
      expect.stringMatching(/^b\.wav is at -21\.1 LUFS and a\.wav at -20\.0 LUFS, at most 1 LU/),
    ]);
  });

  test('lets them have 2 MB, but not more', () => {
    const ofSize = (fileName: string, size: number) => ({ fileName, bytes: new Uint8Array(size) });
    expect(collectionFaults([ofSize('a.wav', 1_000_000), ofSize('b.wav', 1_000_000)])).toEqual([]);
    expect(collectionFaults([ofSize('a.wav', 1_000_000), ofSize('b.wav', 1_010_000)])).toEqual([
      expect.stringMatching(/together are 2\.01 MB, at most 2\.00 MB is allowed/),
    ]);
  });

  test('notices an older version that was left behind', () => {
    expect(collectionFaults([at('a.v1.wav', -20), at('a.v2.wav', -20), at('b.v1.wav', -20)])).toEqual([
      expect.stringMatching(/^a exists in more than one version/),
    ]);
  });
});
