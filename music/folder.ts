import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MusicFile } from './audio-gate';

/** Where the files that callers hear lie; all of them are uploaded to Twilio. */
export const holdMusicFolder = join(__dirname, '../assets/hold-music');

/** Every file in the hold-music folder, also those that we did not render. */
export function readHoldMusic(): MusicFile[] {
  const visible = readdirSync(holdMusicFolder).filter((fileName) => !fileName.startsWith('.'));
  return visible
    .sort()
    .map((fileName) => ({ fileName, bytes: readFileSync(join(holdMusicFolder, fileName)) }));
}
