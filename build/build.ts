import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { secondsOfWav } from '../music/wav';
import config from '../queues.config';
import { faultsOf } from '../src/config/errors/config-errors';
import { fallbackDocuments } from '../src/config/fallback-documents';
import { missingFileFaults } from '../src/config/files-played';
import { endpoints } from '../src/endpoints';
import { bundleFunctions } from './bundle';
import { type FileToUpload, uploadFaults } from './upload-faults';

const root = join(__dirname, '..');
const bundlesFolder = join(root, 'dist', 'functions');
const fallbackFolder = join(root, 'assets', 'fallback');
const musicFolder = join(root, 'assets', 'hold-music');

/** Checks the config, bundles each function on its own, and renders the fallback documents. */
async function build(): Promise<void> {
  const faults = [...faultsOf(config, await readPieceSeconds()), ...(await playedFileFaults())];
  if (faults.length > 0) throw new Error(`queues.config.ts cannot be built:\n  ${faults.join('\n  ')}`);
  await bundleFunctions(bundlesFolder);
  await writeFallbackDocuments();
  await assertFitToUpload();
  console.log(
    `Built ${endpoints.length} functions into dist/functions and the fallback documents into assets/.`,
  );
}

async function playedFileFaults(): Promise<string[]> {
  const assets = await filesToUpload('asset', join(root, 'assets'));
  return missingFileFaults(
    config,
    assets.map(({ name }) => `/${name}`),
  );
}

/** Looks over what a deploy would upload, ours or that of Twilio's own tools. */
async function assertFitToUpload(): Promise<void> {
  const files = [
    ...(await filesToUpload('function', bundlesFolder)),
    ...(await filesToUpload('asset', join(root, 'assets'))),
  ];
  const faults = uploadFaults(files);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

async function filesToUpload(kind: FileToUpload['kind'], folder: string): Promise<FileToUpload[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const { size } = await lstat(file);
      const name = relative(folder, file).split(sep).join('/');
      return { kind, name, bytes: size, isLink: entry.isSymbolicLink() };
    });
  return Promise.all(files);
}

async function writeFallbackDocuments(): Promise<void> {
  await mkdir(fallbackFolder, { recursive: true });
  for (const [name, document] of Object.entries(fallbackDocuments(config))) {
    await writeFile(join(fallbackFolder, name), document);
  }
}

async function readPieceSeconds(): Promise<Map<string, number>> {
  const files = (await readdir(musicFolder)).filter((file) => file.endsWith('.wav'));
  const seconds = files.map(async (file) => [file, await secondsOfFile(file)] as const);
  return new Map(await Promise.all(seconds));
}

async function secondsOfFile(file: string): Promise<number> {
  try {
    return secondsOfWav(await readFile(join(musicFolder, file)));
  } catch (error) {
    throw new Error(`assets/hold-music/${file}: ${error instanceof Error ? error.message : error}`);
  }
}

build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
