import { bass } from '../instruments/bass';
import { flute } from '../instruments/flute';
import { guitar } from '../instruments/guitar';
import { type Note, pitchesOf, pitchOf, readMelody } from '../notes';
import type { Piece } from '../piece';

/**
 * Erik Satie (1866-1925), Gymnopédie no. 1 (1888): the first strain, bars 1 to 39. In the public domain where
 * copyright lasts 70 years after the author's death, and in the United States; the notes were compared with the public-domain
 * edition of the Mutopia Project. Chords are thinned to three notes, and one inner chord (bar 37) is simplified.
 * One row per bar: the bass note as Satie wrote it, the chord on the second beat, the melody.
 */
const bars: readonly (readonly [bass: string, chord: string, melody: string])[] = [
  ['G2', 'B3 D4 F#4', '-:3'],
  ['D2', 'A3 C#4 F#4', '-:3'],
  ['G2', 'B3 D4 F#4', '-:3'],
  ['D2', 'A3 C#4 F#4', '-:3'],

  ['G2', 'B3 D4 F#4', '- F#5 A5'],
  ['D2', 'A3 C#4 F#4', 'G5 F#5 C#5'],
  ['G2', 'B3 D4 F#4', 'B4 C#5 D5'],
  ['D2', 'A3 C#4 F#4', 'A4:3'],

  ['G2', 'B3 D4 F#4', 'F#4:3'],
  ['D2', 'A3 C#4 F#4', '~:3'],
  ['G2', 'B3 D4 F#4', '~:3'],
  ['D2', 'A3 C#4 F#4', '~:3'],

  ['G2', 'B3 D4 F#4', '- F#5 A5'],
  ['D2', 'A3 C#4 F#4', 'G5 F#5 C#5'],
  ['G2', 'B3 D4 F#4', 'B4 C#5 D5'],
  ['D2', 'A3 C#4 F#4', 'A4:3'],

  ['F#2', 'A3 C#4 F#4', 'C#5:3'],
  ['B1', 'B3 D4 F#4', 'F#5:3'],
  ['E2', 'G3 B3', 'E4:3'],
  ['E2', 'B3 D4 G4', '~:3'],

  ['D2', 'F3 A3 D4', '~:3'],
  ['A1', 'A3 C4 E4', 'A4 B4 C5'],
  ['D2', 'G3 B3 E4', 'E5 D5 B4'],
  ['D2', 'G3 B3 E4', 'D5 C5 B4'],

  ['D2', 'E3 A3 D4', 'D5:3'],
  ['D2', 'F#3 A3 D4', '~:2 D5'],
  ['D2', 'A3 C4 F4', 'E5 F5 G5'],
  ['D2', 'A3 C4 E4', 'A5 C5 D5'],

  ['D2', 'G3 B3 E4', 'E5 D5 B4'],
  ['D2', 'E3 A3 D4', 'D5:3'],
  ['D2', 'F#3 A3 D4', '~:2 D5'],
  ['E2', 'B3 E4 G4', 'G5:3'],

  ['F#2', 'A3 C#4 F#4', 'F#5:3'],
  ['B1', 'B3 D4 F#4', 'B4 A4 B4'],
  ['E2', 'C#4 E4 A4', 'C#5 D5 E5'],
  ['E2', 'C#4 F#4 A4', 'C#5 D5 E5'],

  ['E2', 'B3 D4 G4', 'F#4:3'],
  ['A2', 'C4 E4 A4', 'C5:3'],
  ['D2', 'D4 F#4 A4', 'D5:3'],
];

const beatsPerBar = 3;

const melody = readMelody(
  bars.map(([, , melody]) => melody),
  beatsPerBar,
  () => 0.85,
);

const chords = bars.flatMap(([, chord], bar) =>
  pitchesOf(chord).map((pitch): Note => ({ beat: bar * beatsPerBar + 1, beats: 1.95, pitch, strength: 0.6 })),
);

/** An octave up: as written, it is below what a telephone carries. */
const bassLine = bars.map(
  ([root], bar): Note => ({ beat: bar * beatsPerBar, beats: 2.9, pitch: pitchOf(root) + 12, strength: 0.75 }),
);

/** Satie's first Gymnopédie, first strain, arranged for the telephone. */
export const satieGymnopedie: Piece = {
  name: 'satie-gymnopedie',
  version: 1,
  title: 'Erik Satie, Gymnopédie no. 1',
  key: 'D major',
  transposeSemitones: 0,
  beatsPerMinute: 84,
  beatsPerBar,
  bars: bars.length,
  ringSeconds: 2.5,
  parts: [
    { instrument: flute, level: 0.34, notes: melody },
    { instrument: guitar, level: 0.4, notes: chords },
    { instrument: bass, level: 0.26, notes: bassLine },
  ],
};
