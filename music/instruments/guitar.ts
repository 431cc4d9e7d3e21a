import type { Random } from '../seeded-random';
import { studioRateHz } from '../telephone';
import { endWithoutClick, type Instrument, type Tone } from './instrument';

/** How long a string rings until it has lost 60 dB; it is the same for every pitch. */
const ringSeconds = 4.5;
/** When a note ends, a finger stops the string: in this time it falls to 3 %. */
const dampingSeconds = 0.25;
const dampingPerSecond = 14;

/**
 * A plucked nylon string after Karplus and Strong (1983): a short burst of noise runs around a loop as long
 * as one vibration, and each pass averages neighboring samples, as a real string loses its brightness first.
 */
export const guitar: Instrument = (tone, random) => {
  const sound = new Float64Array(Math.ceil((tone.seconds + dampingSeconds) * studioRateHz));
  const { wholeSamples, restSamples } = loopLength(tone.frequencyHz);
  const loop = pluck(wholeSamples, tone.strength, random);
  const soften = averageWithLast(10 ** (-3 / (tone.frequencyHz * ringSeconds)));
  const tune = delayByFraction(restSamples);
  for (let i = 0; i < sound.length; i++) {
    const sample = loop[i % wholeSamples] ?? 0;
    sound[i] = sample * tone.strength * damping(tone, i / studioRateHz);
    loop[i % wholeSamples] = tune(soften(sample));
  }
  return endWithoutClick(sound);
};

/** The averaging delays by half a sample, the loop by whole samples, and the tuning filter by the rest. */
function loopLength(frequencyHz: number): { wholeSamples: number; restSamples: number } {
  const samples = studioRateHz / frequencyHz - 0.5;
  // The tuning filter rings at almost no delay: leave it at least a tenth of a sample.
  const wholeSamples = Math.floor(samples - 0.1);
  return { wholeSamples, restSamples: samples - wholeSamples };
}

/** The noise of a pluck, at most 1: smoothed more when soft, because a fingertip is not a plectrum. */
function pluck(samples: number, strength: number, random: Random): Float64Array {
  let noise = new Float64Array(samples).map(() => 2 * random() - 1);
  const rounds = Math.round(3 + 5 * (1 - strength));
  for (let round = 0; round < rounds; round++) noise = smooth(noise);
  const mean = noise.reduce((sum, sample) => sum + sample, 0) / samples;
  const peak = noise.reduce((most, sample) => Math.max(most, Math.abs(sample - mean)), 0);
  return noise.map((sample) => (sample - mean) / peak);
}

function smooth(loop: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  let last = loop.at(-1) ?? 0;
  return loop.map((sample) => {
    last = 0.5 * (sample + last);
    return last;
  });
}

function averageWithLast(loss: number): (sample: number) => number {
  let last = 0;
  return (sample) => {
    const average = 0.5 * loss * (sample + last);
    last = sample;
    return average;
  };
}

/** An all-pass filter: it delays by part of a sample without changing the level, and so keeps the string in tune. */
function delayByFraction(samples: number): (sample: number) => number {
  const coefficient = (1 - samples) / (1 + samples);
  let lastIn = 0;
  let lastOut = 0;
  return (sample) => {
    lastOut = coefficient * (sample - lastOut) + lastIn;
    lastIn = sample;
    return lastOut;
  };
}

function damping(tone: Tone, seconds: number): number {
  return seconds > tone.seconds ? Math.exp(-dampingPerSecond * (seconds - tone.seconds)) : 1;
}
