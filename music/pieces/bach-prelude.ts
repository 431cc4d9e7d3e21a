import { guitar } from '../instruments/guitar';
import { type Note, pitchesOf } from '../notes';
import type { Piece } from '../piece';

/**
 * Johann Sebastian Bach (1685-1750), Prelude in C major, The Well-Tempered Clavier I, BWV 846 (1722): bars 1 to 18.
 * In the public domain everywhere; the notes were compared with the public-domain edition of the Mutopia Project.
 * A bar has five notes: two that ring, and three that are picked twice; then all of it is repeated.
 */
const bars: readonly string[] = [
  'C4 E4 G4 C5 E5',
  'C4 D4 A4 D5 F5',
  'B3 D4 G4 D5 F5',
  'C4 E4 G4 C5 E5',

  'C4 E4 A4 E5 A5',
  'C4 D4 F#4 A4 D5',
  'B3 D4 G4 D5 G5',
  'B3 C4 E4 G4 C5',

  'A3 C4 E4 G4 C5',
  'D3 A3 D4 F#4 C5',
  'G3 B3 D4 G4 B4',
  'G3 Bb3 E4 G4 C#5',

  'F3 A3 D4 A4 D5',
  'F3 Ab3 D4 F4 B4',
  'E3 G3 C4 G4 C5',
  'E3 F3 A3 C4 F4',

  'D3 F3 A3 C4 F4',
  'G2 D3 G3 B3 F4',
];

/** Bar 19 brings the music home to C; here it ends there, on one chord rolled from below. */
const lastChord = 'C3 E4 G4 C5';

const beatsPerBar = 4;
const sixteenth = 1 / 4;

function barNotes(figure: string, bar: number): Note[] {
  // Eight bars swell and settle again.
  const strength = 0.66 + 0.14 * Math.sin((Math.PI * (bar % 8)) / 8);
  return [0, 2].flatMap((half) => halfBar(pitchesOf(figure), bar * beatsPerBar + half, strength));
}

function halfBar(figure: readonly number[], beat: number, strength: number): Note[] {
  const [low = Number.NaN, second = Number.NaN, ...picked] = figure;
  const stay: Note[] = [
    { beat, beats: 2, pitch: low, strength },
    { beat: beat + sixteenth, beats: 1.75, pitch: second, strength: 0.9 * strength },
  ];
  const run = [...picked, ...picked].map((pitch, i): Note => {
    const isTop = i % 3 === 2;
    return {
      beat: beat + (2 + i) * sixteenth,
      beats: isTop ? 0.6 : 0.45,
      pitch,
      strength: isTop ? strength : 0.85 * strength,
    };
  });
  return [...stay, ...run];
}

const ending = pitchesOf(lastChord).map(
  (pitch, i): Note => ({ beat: bars.length * beatsPerBar + 0.12 * i, beats: 3.6, pitch, strength: 0.75 }),
);

/** Bach's Prelude in C, bars 1 to 19, plucked. */
export const bachPrelude: Piece = {
  name: 'bach-prelude',
  version: 1,
  title: 'J. S. Bach, Prelude in C, BWV 846',
  key: 'C major',
  transposeSemitones: 5,
  beatsPerMinute: 76,
  beatsPerBar,
  bars: bars.length + 1,
  ringSeconds: 1.5,
  parts: [{ instrument: guitar, level: 0.5, notes: [...bars.flatMap(barNotes), ...ending] }],
};
