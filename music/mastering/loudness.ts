import { amplitudeOf, decibelsOfPower, meanSquares } from './decibels';
import { type Biquad, filter } from './filters';

/** The constant of ITU-R BS.1770-4 that makes a full-scale 997 Hz sine in one channel measure -3.01 LUFS. */
const offsetDb = -0.691;
/** Blocks softer than this never count (BS.1770-4). */
const silenceLufs = -70;

/** The loudness of a whole mono sound in LUFS, by ITU-R BS.1770-4; silence is -Infinity. */
export function loudnessLufs(samples: Float64Array, sampleRateHz: number): number {
  const weighted = filter(samples, earWeighting(sampleRateHz));
  const blocks = meanSquares(weighted, Math.round(0.4 * sampleRateHz), Math.round(0.1 * sampleRateHz));
  return lufsOf(mean(loudEnough(blocks, -10)));
}

/** How much louder a mono sound's loud passages are than its soft ones, in LU, by EBU Tech 3342. */
export function loudnessRangeLu(samples: Float64Array, sampleRateHz: number): number {
  const weighted = filter(samples, earWeighting(sampleRateHz));
  const blocks = loudEnough(meanSquares(weighted, 3 * sampleRateHz, sampleRateHz), -20);
  const levels = blocks.map(lufsOf).sort((soft, loud) => soft - loud);
  const levelAt = (share: number) => levels[Math.round((levels.length - 1) * share)] ?? 0;
  return levelAt(0.95) - levelAt(0.1);
}

/** Makes a sound louder or softer, so that it has the given loudness. */
export function setLoudness(samples: Float64Array, sampleRateHz: number, lufs: number): Float64Array {
  const gain = amplitudeOf(lufs - loudnessLufs(samples, sampleRateHz));
  return samples.map((sample) => sample * gain);
}

/** The blocks that count: not silent, and at most this many LU below the mean of those that are not silent. */
function loudEnough(blocks: readonly number[], relativeLu: number): number[] {
  const heard = blocks.filter((block) => lufsOf(block) > silenceLufs);
  const thresholdLufs = lufsOf(mean(heard)) + relativeLu;
  return heard.filter((block) => lufsOf(block) > thresholdLufs);
}

function lufsOf(meanSquare: number): number {
  return offsetDb + decibelsOfPower(meanSquare);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The "K weighting" of BS.1770: a shelf for the effect of the head, and a high pass for the ear's weak bass. The
 * standard gives coefficients for 48 kHz only; these are the analog values behind them, for any sample rate.
 */
function earWeighting(sampleRateHz: number): Biquad[] {
  return [headShelf(sampleRateHz), bassRollOff(sampleRateHz)];
}

function headShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const kByQ = k / 0.7071752369554196;
  const highGain = amplitudeOf(3.999843853973347);
  const bandGain = highGain ** 0.4996667741545416;
  const a0 = 1 + kByQ + k * k;
  return {
    b: [
      (highGain + bandGain * kByQ + k * k) / a0,
      (2 * (k * k - highGain)) / a0,
      (highGain - bandGain * kByQ + k * k) / a0,
    ],
    a: [(2 * (k * k - 1)) / a0, (1 - kByQ + k * k) / a0],
  };
}

function bassRollOff(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const kByQ = k / 0.5003270373238773;
  const a0 = 1 + kByQ + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - kByQ + k * k) / a0] };
}
