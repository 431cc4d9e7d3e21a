import { bass } from '../instruments/bass';
import { flute } from '../instruments/flute';
import { guitar } from '../instruments/guitar';
import { type Note, pitchesOf, pitchOf, readMelody } from '../notes';
import type { Piece } from '../piece';

/**
 * Composed for this project and under its license: a slow evening song, flute over a finger-picked guitar.
 * One row per bar: the bass note, the three strings that the fingers pick, the melody. The chord is in the comment.
 */
const bars: readonly (readonly [bass: string, strings: string, melody: string])[] = [
  ['G3', 'B3 D4 G4', 'B4:1.5 D5:0.5 G5:2'], // G
  ['E3', 'B3 D4 G4', 'F#5 E5 B4:2'], // Em7
  ['C4', 'E4 G4 B4', 'E5:1.5 D5:0.5 C5 E5'], // Cmaj7
  ['D4', 'F#4 A4 D5', 'D5:3 A4'], // D

  ['G3', 'B3 D4 G4', 'B4:1.5 D5:0.5 B5:2'], // G
  ['B3', 'D4 F#4 A4', 'A5 F#5 D5:2'], // Bm7
  ['C4', 'E4 G4 C5', 'E5:1.5 G5:0.5 F#5 E5'], // C
  ['D4', 'F#4 A4 D5', 'F#5:2 A5:2'], // D

  ['E3', 'B3 E4 G4', 'G5:2 F#5 E5'], // Em
  ['B3', 'D4 F#4 A4', 'D5:2 F#5 A5'], // Bm7
  ['C4', 'E4 G4 C5', 'G5:2 E5 C5'], // C
  ['B3', 'D4 G4 B4', 'D5:3 B4'], // G over B

  ['A3', 'C4 E4 G4', 'C5:1.5 E5:0.5 A5:2'], // Am7
  ['D4', 'F#4 A4 C5', 'G5 F#5 E5 F#5'], // D7
  ['G3', 'B3 D4 G4', 'G5:3 D5'], // G
  ['G3', 'B3 D4 G4', 'B4:4'], // G
];

const beatsPerBar = 4;
/** Which of the three strings is picked, eight times a bar. */
const pickingPattern = [0, 1, 2, 1, 2, 1, 0, 1] as const;

const melody = readMelody(
  bars.map(([, , melody]) => melody),
  beatsPerBar,
  swellOverFourBars,
);

const picking = bars.flatMap(([, strings], bar) =>
  pickingPattern.map((string, eighth): Note => {
    const onMainBeat = eighth % 4 === 0;
    return {
      beat: bar * beatsPerBar + eighth / 2,
      beats: 1.2,
      pitch: pitchesOf(strings)[string] ?? Number.NaN,
      strength: onMainBeat ? 0.75 : 0.58,
    };
  }),
);

const bassLine = bars.flatMap(([root], bar): Note[] => [
  { beat: bar * beatsPerBar, beats: 1.9, pitch: pitchOf(root), strength: 0.8 },
  { beat: bar * beatsPerBar + 2, beats: 1.9, pitch: pitchOf(root), strength: 0.65 },
]);

function swellOverFourBars(beat: number): number {
  const phrase = 4 * beatsPerBar;
  return 0.72 + 0.16 * Math.sin((Math.PI * (beat % phrase)) / phrase);
}

/** "Porch Light", an original piece. */
export const porchLight: Piece = {
  name: 'porch-light',
  version: 1,
  title: 'Porch Light',
  key: 'G major',
  transposeSemitones: -5,
  beatsPerMinute: 80,
  beatsPerBar,
  bars: bars.length,
  ringSeconds: 2.5,
  parts: [
    { instrument: flute, level: 0.36, notes: melody },
    { instrument: guitar, level: 0.5, notes: picking },
    { instrument: bass, level: 0.2, notes: bassLine },
  ],
};
