import { frequencyHz } from './notes';
import type { Piece } from './piece';
import { addRoom } from './room';
import { seededRandom } from './seeded-random';
import { studioRateHz } from './telephone';

/** No player is a machine: a note comes up to this late, and up to 4 % louder or softer than written. */
const latestSeconds = 0.008;
const strengthSpread = 0.08;

/** Plays a piece in its room: returns samples at the studio rate, before mastering, the same ones every time. */
export function perform(piece: Piece): Float64Array {
  const secondsPerBeat = 60 / piece.beatsPerMinute;
  const seconds = piece.bars * piece.beatsPerBar * secondsPerBeat + piece.ringSeconds;
  const mix = new Float64Array(Math.ceil(seconds * studioRateHz));
  const hand = seededRandom(7);
  piece.parts.forEach((part, partNumber) => {
    part.notes.forEach((note, noteNumber) => {
      const tone = {
        frequencyHz: frequencyHz(note.pitch + piece.transposeSemitones),
        seconds: note.beats * secondsPerBeat,
        strength: note.strength * (1 + (hand() - 0.5) * strengthSpread),
      };
      const sound = part.instrument(tone, seededRandom(1000 * partNumber + noteNumber));
      mixIn(mix, sound, part.level, note.beat * secondsPerBeat + hand() * latestSeconds);
    });
  });
  return addRoom(mix);
}

function mixIn(mix: Float64Array, sound: Float64Array, level: number, atSeconds: number): void {
  const start = Math.round(atSeconds * studioRateHz);
  const end = Math.min(mix.length, start + sound.length);
  for (let i = start; i < end; i++) mix[i] = (mix[i] ?? 0) + level * (sound[i - start] ?? 0);
}
