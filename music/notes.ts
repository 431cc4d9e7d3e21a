/** One struck note: its start and length in beats, its pitch as a MIDI number (60 is middle C), its strength 0 to 1. */
export interface Note {
  readonly beat: number;
  readonly beats: number;
  readonly pitch: number;
  readonly strength: number;
}

const semitonesAboveC = new Map(Object.entries({ C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }));
const semitonesOfAccidental = new Map(Object.entries({ '': 0, '#': 1, b: -1 }));

/** The MIDI number of a pitch written as letter, accidental and octave: `C4` is 60, `F#3` is 54, `Bb3` is 58. */
export function pitchOf(name: string): number {
  const [, letter = '', accidental = '', octave = ''] = /^([A-G])([#b]?)(\d)$/.exec(name) ?? [];
  const semitones = semitonesAboveC.get(letter);
  if (semitones === undefined) throw new Error(`"${name}" is not a pitch; write it like C4, F#3 or Bb3`);
  return 12 * (Number(octave) + 1) + semitones + (semitonesOfAccidental.get(accidental) ?? 0);
}

/** The MIDI numbers of several pitches, separated by spaces: `B3 D4 G4`. */
export function pitchesOf(names: string): number[] {
  return names.split(' ').map(pitchOf);
}

/** How fast a pitch vibrates, in hertz, in equal temperament with A4 at 440. */
export function frequencyHz(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/**
 * Reads a melody, one string per bar. `D5` lasts one beat, `D5:1.5` one and a half; `-` rests; `~:3` holds the
 * note before it for three more beats. A bar that is not full is a typo and throws.
 */
export function readMelody(
  bars: readonly string[],
  beatsPerBar: number,
  strengthAt: (beat: number) => number,
): Note[] {
  const notes: Note[] = [];
  bars.forEach((bar, index) => {
    let beat = index * beatsPerBar;
    for (const { name, beats } of readBar(bar, beatsPerBar)) {
      if (name === '~') hold(notes, beats);
      else if (name !== '-') notes.push({ beat, beats, pitch: pitchOf(name), strength: strengthAt(beat) });
      beat += beats;
    }
  });
  return notes;
}

function readBar(bar: string, beatsPerBar: number): { name: string; beats: number }[] {
  const steps = bar.split(' ').map((step) => {
    const [name = '', beats = '1'] = step.split(':');
    return { name, beats: Number(beats) };
  });
  const beats = steps.reduce((sum, step) => sum + step.beats, 0);
  if (beats !== beatsPerBar) throw new Error(`the bar "${bar}" lasts ${beats} beats, not ${beatsPerBar}`);
  return steps;
}

function hold(notes: Note[], beats: number): void {
  const last = notes.pop();
  if (!last) throw new Error('a melody cannot start with "~": there is no note to hold');
  notes.push({ ...last, beats: last.beats + beats });
}
