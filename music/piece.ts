import type { Instrument } from './instruments/instrument';
import type { Note } from './notes';

/** What one instrument plays in a piece, and how loud (0 to 1) it is in the mix. */
export interface Part {
  readonly instrument: Instrument;
  readonly level: number;
  readonly notes: readonly Note[];
}

/** A piece of hold music, as its composer wrote it. */
export interface Piece {
  /** Becomes the file name: lowercase words with hyphens. */
  readonly name: string;
  /** Raise it when the sound changes: Twilio caches media by file name. */
  readonly version: number;
  readonly title: string;
  /** The key as written, before transposing; the last bar is its chord. */
  readonly key: `${string} major`;
  /** Semitones from written to sounding pitch: telephones carry a melody of about E4 to F#5 best. */
  readonly transposeSemitones: number;
  readonly beatsPerMinute: number;
  readonly beatsPerBar: number;
  readonly bars: number;
  /** How long the last notes may ring on. */
  readonly ringSeconds: number;
  readonly parts: readonly Part[];
}

/** The file name of a piece, with its version: `porch-light.v1.wav`. */
export function fileNameOf(piece: Piece): string {
  return `${piece.name}.v${piece.version}.wav`;
}
