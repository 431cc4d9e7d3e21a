import { encodeMuLaw } from '../../music/mu-law';
import { writeWav } from '../../music/wav';

/** A sine tone; an amplitude of 1 is full scale. */
export function sine(tone: {
  hz: number;
  seconds: number;
  amplitude: number;
  rateHz: number;
  phase?: number;
}) {
  const { hz, seconds, amplitude, rateHz, phase = 0 } = tone;
  return new Float64Array(Math.round(seconds * rateHz)).map(
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rateHz + phase),
  );
}

export function silence(seconds: number): Float64Array {
  return new Float64Array(Math.round(seconds * 8000));
}

export function join(...sounds: Float64Array[]): Float64Array {
  return Float64Array.from(sounds.flatMap((sound) => [...sound]));
}

/** A file in the only format that callers hear. */
export function muLawFile(samples: Float64Array): Uint8Array {
  const format = { encoding: 'mu-law', channels: 1, sampleRateHz: 8000, bitsPerSample: 8 } as const;
  return writeWav(format, Uint8Array.from(samples, encodeMuLaw));
}

/** A file as music programs write it: 44.1 kHz, stereo, 16 bit. */
export function stereoFile(seconds: number): Uint8Array {
  const format = { encoding: 'PCM', channels: 2, sampleRateHz: 44100, bitsPerSample: 16 } as const;
  return writeWav(format, new Uint8Array(Math.round(seconds * 44100) * 4));
}
