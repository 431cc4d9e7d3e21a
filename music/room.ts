import { studioRateHz } from './telephone';

/** Very little: with more reverb, codecs that save bandwidth in silence mistook a fifth of the music for silence. */
const wetLevel = 0.08;
/** The time an echo takes to lose 60 dB. */
const echoSeconds = 0.9;
/** Four paths of 29 to 44 ms; primes, so that their echoes never coincide. */
const pathSamples = [461, 587, 661, 701] as const;
/** How much of the sound soft walls reflect at once; the rest lags behind and loses its treble. */
const wallBrightness = 0.65;

/** Puts the music in a small room, so that its notes do not end abruptly. */
export function addRoom(dry: Float64Array): Float64Array {
  const paths = pathSamples.map(soundPath);
  return dry.map((sample) => {
    const echoes = paths.map((path) => path.hear());
    // Every path receives from all others as much energy as went in: the echoes mix, but never build up.
    const shared = echoes.reduce((sum, echo) => sum + echo, 0) / 2;
    let wet = 0;
    paths.forEach((path, i) => {
      const echo = echoes[i] ?? 0;
      path.send(0.5 * sample, echo - shared);
      wet += i % 2 === 0 ? echo : -echo;
    });
    return sample + wetLevel * wet;
  });
}

/** A path through the room: sound comes back later, and duller. */
function soundPath(samples: number) {
  const air = new Float64Array(samples);
  const loss = 10 ** ((-3 * samples) / studioRateHz / echoSeconds);
  let position = 0;
  let echo = 0;
  return {
    hear(): number {
      echo = wallBrightness * (air[position] ?? 0) + (1 - wallBrightness) * echo;
      return echo;
    },
    send(sound: number, reflected: number): void {
      air[position] = sound + loss * reflected;
      position = (position + 1) % samples;
    },
  };
}
