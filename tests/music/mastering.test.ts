import { decibelsOf, decibelsOfPower, meanSquare } from '../../music/mastering/decibels';
import { filter, highPass, lowPass } from '../../music/mastering/filters';
import { halveRate } from '../../music/mastering/halve-rate';
import { limit } from '../../music/mastering/limiter';
import { loudnessLufs, loudnessRangeLu, setLoudness } from '../../music/mastering/loudness';
import { truePeakDb } from '../../music/mastering/true-peak';
import { join, silence, sine } from './sounds';

const tone = (levelDb: number, seconds: number, rateHz = 8000) =>
  sine({ hz: 997, seconds, amplitude: 10 ** (levelDb / 20), rateHz });

/** The level in the middle of a sound, where a filter has settled. */
function levelDb(samples: Float64Array): number {
  return decibelsOfPower(meanSquare(samples.subarray(samples.length / 4, (samples.length * 3) / 4)));
}

describe('the loudness meter', () => {
  // ITU-R BS.1770-4: "If a 0 dB FS 997 Hz sine wave is applied to the left, centre or right channel, the indicated
  // loudness will equal -3.01 LKFS."
  test.each([8000, 16000, 48000])('reads -3.01 LUFS from a full-scale 997 Hz sine at %i Hz', (rateHz) => {
    expect(loudnessLufs(tone(0, 5, rateHz), rateHz)).toBeCloseTo(-3.01, 1);
  });

  test('reads 20 LU less from a tone 20 dB softer', () => {
    expect(loudnessLufs(tone(-20, 5), 8000)).toBeCloseTo(-23.01, 1);
  });

  test('does not count silence', () => {
    expect(loudnessLufs(join(tone(-20, 20), silence(20)), 8000)).toBeCloseTo(-23.01, 0);
  });

  test('does not count passages far softer than the rest', () => {
    expect(loudnessLufs(join(tone(-20, 20), tone(-40, 20)), 8000)).toBeCloseTo(-23.01, 0);
  });

  test('reads -Infinity from silence', () => {
    expect(loudnessLufs(silence(5), 8000)).toBe(-Infinity);
  });

  // EBU Tech 3342, minimum requirements, test signals 1 to 3: 20 s at one level, 20 s at the other; within 1 LU.
  test.each([
    [-20, -30, 10],
    [-20, -15, 5],
    [-40, -20, 20],
  ])('finds between %i and %i dBFS a loudness range of %i LU', (firstDb, secondDb, rangeLu) => {
    const range = loudnessRangeLu(join(tone(firstDb, 20), tone(secondDb, 20)), 8000);
    expect(Math.abs(range - rangeLu)).toBeLessThan(1);
  });

  test('reads the loudness that was set', () => {
    expect(loudnessLufs(setLoudness(tone(-31, 5), 8000, -20), 8000)).toBeCloseTo(-20, 6);
  });
});

describe('the true-peak meter', () => {
  test('finds a full-scale peak between samples that only reach -3 dB', () => {
    const sound = sine({ hz: 2000, seconds: 1, amplitude: 1, rateHz: 8000, phase: Math.PI / 4 });
    expect(decibelsOf(Math.max(...sound))).toBeCloseTo(-3.01, 2);
    expect(Math.abs(truePeakDb(sound))).toBeLessThan(0.1);
  });

  test('reads the peak of the samples in a slow tone', () => {
    expect(truePeakDb(sine({ hz: 100, seconds: 1, amplitude: 0.5, rateHz: 8000 }))).toBeCloseTo(-6.02, 1);
  });

  test('does not overlook a peak in the last sample', () => {
    expect(truePeakDb(silence(1).with(7999, 1))).toBe(0);
  });
});

describe('a', () => {
  test.each([
    ['high pass lets high tones through', highPass(200, 4, 8000), 800, 0],
    ['high pass halves the power at its cutoff', highPass(200, 4, 8000), 200, -3.01],
    ['high pass of order 4 falls by 24 dB an octave', highPass(200, 4, 8000), 100, -24.2],
    ['low pass lets low tones through', lowPass(1000, 8, 8000), 500, 0],
    ['low pass halves the power at its cutoff', lowPass(1000, 8, 8000), 1000, -3.01],
  ])('%s', (_title, biquads, hz, changeDb) => {
    const sound = sine({ hz, seconds: 2, amplitude: 1, rateHz: 8000 });
    expect(levelDb(filter(sound, biquads)) - levelDb(sound)).toBeCloseTo(changeDb, 1);
  });
});

describe('the limiter', () => {
  const music = join(tone(-20, 0.5, 16000), tone(0, 0.1, 16000), tone(-20, 2, 16000));
  const limited = limit(music, 16000, -6);

  test('lets no sample above the ceiling', () => {
    expect(
      decibelsOf(limited.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)),
    ).toBeLessThanOrEqual(-6);
  });

  test('leaves alone what is well before a peak, and recovers after it', () => {
    expect(limited.slice(0, 0.49 * 16000)).toEqual(music.slice(0, 0.49 * 16000));
    expect(limited.at(-9)).toBeCloseTo(music.at(-9) ?? 0, 4);
  });

  test('turns down without clipping: a limited tone is still a sine', () => {
    const inPeak = limited.slice(0.54 * 16000, 0.56 * 16000);
    const crestDb = decibelsOf(Math.max(...inPeak)) - decibelsOfPower(meanSquare(inPeak));
    expect(crestDb).toBeCloseTo(3.01, 0);
  });
});

describe('halving the sample rate', () => {
  const at = (hz: number) => sine({ hz, seconds: 1, amplitude: 1, rateHz: 16000 });

  test.each([300, 1000, 3000])('keeps a tone of %i Hz as it is', (hz) => {
    expect(levelDb(halveRate(at(hz)))).toBeCloseTo(-3.01, 1);
  });

  test.each([4300, 6000, 7900])('removes a tone of %i Hz, which would come back as a false one', (hz) => {
    expect(levelDb(halveRate(at(hz)))).toBeLessThan(-60);
  });
});
