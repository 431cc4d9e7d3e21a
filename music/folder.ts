import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MusicFile } from './audio-gate';

/** The folder of the files that callers hear; all of them are uploaded to Twilio. */
export const holdMusicFolder = join(__dirname, '../assets/hold-music');

/** Every file in the hold-music folder, even those that we did not render. */
export function readHoldMusic(): MusicFile[] {
  const visible = readdirSync(holdMusicFolder).filter((fileName) => !fileName.startsWith('.'));
  return visible
    .sort()
    .map((fileName) => ({ fileName, bytes: readFileSync(join(holdMusicFolder, fileName)) }));
}
