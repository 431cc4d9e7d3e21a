import { type Note, pitchesOf, pitchOf, readMelody } from '../../music/notes';
import type { Piece } from '../../music/piece';
import { pieces } from '../../music/pieces';

function notesOf(piece: Piece): Note[] {
  return piece.parts.flatMap((part) => part.notes);
}

function mostAtOneInstant(notes: readonly Note[]): number {
  const struck = new Map<number, number>();
  for (const { beat } of notes) struck.set(beat, (struck.get(beat) ?? 0) + 1);
  return Math.max(...struck.values());
}

/** The three pitches of a major key's tonic chord, as semitones above C. */
function tonicChord({ key }: Piece): number[] {
  const tonic = pitchOf(`${key.split(' ')[0]}4`);
  return [tonic, tonic + 4, tonic + 7].map((pitch) => pitch % 12);
}

describe.each(pieces)('the notes of $name', (piece) => {
  const notes = notesOf(piece);

  test('begin at most four at once, because codecs lose more', () => {
    expect(mostAtOneInstant(notes)).toBeLessThanOrEqual(4);
  });

  test('sound where a telephone can carry them', () => {
    const pitches = notes.map(({ pitch }) => pitch + piece.transposeSemitones);
    expect(Math.min(...pitches)).toBeGreaterThanOrEqual(35);
    expect(Math.max(...pitches)).toBeLessThanOrEqual(88);
  });

  test('end on the tonic chord, so that nothing seems to break off', () => {
    const lastBar = (piece.bars - 1) * piece.beatsPerBar;
    const heard = new Set(notes.filter(({ beat }) => beat >= lastBar).map(({ pitch }) => pitch % 12));
    expect([...heard].sort()).toEqual(tonicChord(piece).sort());
  });

  test('begin right away, and are all within the bars of the piece', () => {
    const beats = notes.map(({ beat }) => beat);
    expect(Math.min(...beats)).toBe(0);
    expect(Math.max(...beats)).toBeLessThan(piece.bars * piece.beatsPerBar);
  });
});

describe('a pitch name', () => {
  test.each([
    ['C4', 60],
    ['A4', 69],
    ['F#3', 54],
    ['Bb3', 58],
    ['Ab2', 44],
  ])('%s is MIDI number %i', (name, pitch) => {
    expect(pitchOf(name)).toBe(pitch);
  });

  test.each(['H4', 'C', 'c4', 'C##4', ''])('"%s" is refused', (name) => {
    expect(() => pitchOf(name)).toThrow('is not a pitch');
  });

  test('can be in a list of several', () => {
    expect(pitchesOf('B3 D4 G4')).toEqual([59, 62, 67]);
  });
});

describe('a written melody', () => {
  const read = (...bars: string[]) => readMelody(bars, 3, () => 0.8);

  test('lays its notes end to end, with rests between', () => {
    expect(read('C4 -:0.5 D4:1.5')).toEqual([
      { beat: 0, beats: 1, pitch: 60, strength: 0.8 },
      { beat: 1.5, beats: 1.5, pitch: 62, strength: 0.8 },
    ]);
  });

  test('holds a note over the bar line', () => {
    expect(read('C4:3', '~:2 D4')).toEqual([
      { beat: 0, beats: 5, pitch: 60, strength: 0.8 },
      { beat: 5, beats: 1, pitch: 62, strength: 0.8 },
    ]);
  });

  test.each([
    ['a bar that is not full', 'C4 D4', 'lasts 2 beats, not 3'],
    ['a length that is not a number', 'C4:x D4 E4', 'lasts NaN beats, not 3'],
    ['a held note with nothing before it', '~:3', 'no note to hold'],
  ])('is refused for %s', (_title, bar, message) => {
    expect(() => read(bar)).toThrow(message);
  });
});
