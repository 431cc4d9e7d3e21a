import { soundTheSame } from './same-sound';

/** What is to be done with a newly rendered file, given the one of the same name that is already there. */
export type Shelving = 'write' | 'keep' | 'refuse';

/**
 * Decides whether a rendered file may take its place. A file of another sound is refused unless overwriting is
 * asked for: Twilio caches media by file name, and callers might hear the old one for days.
 */
export function shelve(existing: Uint8Array | undefined, rendered: Uint8Array, overwrite: boolean): Shelving {
  if (!existing) return 'write';
  if (soundTheSame(existing, rendered)) return 'keep';
  return overwrite ? 'write' : 'refuse';
}
