import type { Random } from '../seeded-random';
import { studioRateHz } from '../telephone';
import { endWithoutClick, type Tone } from './instrument';

/** One overtone: its multiple of the pitch, its level, and in how many seconds it fades (to 37 %) at A4. */
interface Harmonic {
  readonly number: number;
  readonly level: number;
  readonly fadeSeconds: number;
}

/** An instrument, described by its overtones and by how its tones start, end and vibrate. */
export interface Timbre {
  readonly harmonics: readonly Harmonic[];
  readonly attackSeconds: number;
  readonly releaseSeconds: number;
  /** How far the pitch swings to each side, as a share of the frequency. */
  readonly vibratoDepth: number;
}

const fullTurn = 2 * Math.PI;

/** Overtones stop here: a telephone carries none above, and higher ones could fold back as false tones. */
const highestHarmonicHz = 3500;
/** Over this range below the top, overtones grow weaker, so that a rising melody does not lose them abruptly. */
const thinningHz = 1200;

/** Plays a tone as the sum of its overtones. */
export function playHarmonics(timbre: Timbre, tone: Tone, random: Random): Float64Array {
  const sound = new Float64Array(Math.ceil((tone.seconds + timbre.releaseSeconds) * studioRateHz));
  const phases = fundamentalPhases(sound.length, tone.frequencyHz, timbre.vibratoDepth, random);
  const carried = timbre.harmonics.filter(({ number }) => number * tone.frequencyHz <= highestHarmonicHz);
  for (const harmonic of carried) addHarmonic(sound, harmonic, phases, tone, random);
  sound.forEach((sample, i) => {
    sound[i] = sample * tone.strength * envelope(timbre, tone, i / studioRateHz);
  });
  return endWithoutClick(sound);
}

/** The angle of the fundamental, in radians, at every sample. */
function fundamentalPhases(
  samples: number,
  frequencyHz: number,
  depth: number,
  random: Random,
): Float64Array {
  const vibratoHz = 4.6 + 0.5 * random();
  const turnPerSample = (fullTurn * frequencyHz) / studioRateHz;
  let phase = 0;
  return new Float64Array(samples).map((_, i) => {
    phase += turnPerSample * (1 + depth * vibrato(i / studioRateHz, vibratoHz));
    return phase;
  });
}

/** How far the pitch swings, -1 to 1: a player starts straight and adds vibrato only to long notes. */
function vibrato(seconds: number, vibratoHz: number): number {
  if (seconds < 0.25) return 0;
  const swing = Math.sin(fullTurn * vibratoHz * seconds);
  return seconds < 0.65 ? ((seconds - 0.25) / 0.4) * swing : swing;
}

function addHarmonic(
  sound: Float64Array,
  harmonic: Harmonic,
  phases: Float64Array,
  tone: Tone,
  random: Random,
): void {
  const startPhase = harmonic.number === 1 ? 0 : fullTurn * random();
  const level = levelOf(harmonic, tone);
  // High notes fade sooner than low ones, as on any string or bar.
  const fadePerSample = Math.exp(
    -1 / (harmonic.fadeSeconds * Math.sqrt(440 / tone.frequencyHz) * studioRateHz),
  );
  let fading = level;
  phases.forEach((phase, i) => {
    sound[i] = (sound[i] ?? 0) + fading * Math.sin(harmonic.number * phase + startPhase);
    fading *= fadePerSample;
  });
}

function levelOf({ number, level }: Harmonic, { frequencyHz, strength }: Tone): number {
  const thinning = Math.min(1, 0.25 + (highestHarmonicHz - number * frequencyHz) / thinningHz);
  // A soft note is also a duller one: the higher the overtone, the more it loses.
  const brightness = 0.55 + 0.45 * strength ** number;
  return level * thinning * brightness;
}

function envelope({ attackSeconds, releaseSeconds }: Timbre, tone: Tone, seconds: number): number {
  if (seconds < attackSeconds) return 0.5 - 0.5 * Math.cos((Math.PI * seconds) / attackSeconds);
  if (seconds > tone.seconds) return Math.exp((-5 * (seconds - tone.seconds)) / releaseSeconds);
  return 1;
}
