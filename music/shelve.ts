import { soundTheSame } from './same-sound';

/** What to do with a new render if a file of the same name exists. */
export type Shelving = 'write' | 'keep' | 'refuse';

/**
 * Decides whether a rendered file may be written. A file that sounds different from the existing one is refused
 * without `overwrite`: Twilio caches media by file name, and callers might hear the old one for days.
 */
export function shelve(existing: Uint8Array | undefined, rendered: Uint8Array, overwrite: boolean): Shelving {
  if (!existing) return 'write';
  if (soundTheSame(existing, rendered)) return 'keep';
  return overwrite ? 'write' : 'refuse';
}
