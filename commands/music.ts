import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { holdMusicFolder } from '../music/folder';
import { measure } from '../music/measure';
import { fileNameOf, type Piece } from '../music/piece';
import { pieces } from '../music/pieces';
import { record } from '../music/record';
import { type Shelving, shelve } from '../music/shelve';
import { muLawSamples, readWav } from '../music/wav';

interface Options {
  readonly check: boolean;
  readonly overwrite: boolean;
}

new Command('npm run music --')
  .description('Renders the hold music from its notes (music/pieces) into assets/hold-music.')
  .option('--check', 'render, compare with the files, and write nothing; exit with 1 if one differs', false)
  .option('--overwrite', 'replace a file even if it sounds different', false)
  .action(renderAll)
  .parse();

function renderAll(options: Options): void {
  mkdirSync(holdMusicFolder, { recursive: true });
  const isEachInPlace = pieces.map((piece) => renderOne(piece, options)).every(Boolean);
  if (!isEachInPlace) process.exitCode = 1;
}

/** Renders a piece and puts its file in place; false if it differs from the existing file and was not written. */
function renderOne(piece: Piece, options: Options): boolean {
  const path = join(holdMusicFolder, fileNameOf(piece));
  const rendered = record(piece);
  const existing = existsSync(path) ? readFileSync(path) : undefined;
  const shelving = shelve(existing, rendered, options.overwrite);
  if (shelving === 'write' && !options.check) writeFileSync(path, rendered);
  console.log(progressLine(piece, rendered, outcome(shelving, existing !== undefined, options)));
  if (shelving === 'refuse') console.log(`  ${adviceFor(piece)}`);
  return shelving === 'keep' || (shelving === 'write' && !options.check);
}

function outcome(shelving: Shelving, isThere: boolean, { check }: Options): string {
  if (shelving === 'keep') return 'unchanged';
  if (shelving === 'refuse') return 'DIFFERS from the file, not written';
  if (check) return isThere ? 'DIFFERS from the file' : 'MISSING';
  return isThere ? 'overwritten' : 'written';
}

function progressLine(piece: Piece, bytes: Uint8Array, outcome: string): string {
  const { seconds, loudnessLufs, truePeakDb } = measure(muLawSamples(readWav(bytes)));
  return [
    fileNameOf(piece).padEnd(26),
    `${seconds.toFixed(1)} s`,
    `${loudnessLufs.toFixed(1)} LUFS`,
    `${truePeakDb.toFixed(1)} dBTP`,
    `${Math.round(bytes.length / 1000)} kB`,
    outcome,
  ].join('  ');
}

function adviceFor({ name, version }: Piece): string {
  return (
    `Twilio caches media by file name: raise the version in music/pieces/${name}.ts to ${version + 1}, run this ` +
    `again and delete ${name}.v${version}.wav. If it was never deployed, --overwrite replaces it.`
  );
}
