import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { secondsOfWav } from '../music/wav';
import config from '../queues.config';
import { faultsOf } from '../src/config-faults';
import { fallbackDocuments } from '../src/fallback-documents';
import { endpoints, publicEndpoints } from '../src/routes';
import { bundleFunctions, filesBelow } from './bundle';

const root = join(__dirname, '..');
const bundlesFolder = join(root, 'dist', 'functions');
const fallbackFolder = join(root, 'assets', 'fallback');
const musicFolder = join(root, 'assets', 'hold-music');

/** Checks the config, bundles each function on its own, and renders the fallback documents. */
async function build(): Promise<void> {
  const faults = faultsOf(config, await readPieceSeconds());
  if (faults.length > 0) throw new Error(`queues.config.ts cannot be built:\n  ${faults.join('\n  ')}`);
  await bundleFunctions(bundlesFolder);
  await assertEndpoints();
  await writeFallbackDocuments();
  console.log(
    `Built ${endpoints.length + publicEndpoints.length} functions into dist/functions and the fallback documents into assets/.`,
  );
}

/** Every endpoint is there, protected but for the public ones, and nothing else is: a stray file would be a public URL. */
async function assertEndpoints(): Promise<void> {
  const built = (await filesBelow(bundlesFolder)).map((file) => relative(bundlesFolder, file));
  const expected = [
    ...endpoints.map((path) => `${path.slice(1)}.protected.js`),
    ...publicEndpoints.map((path) => `${path.slice(1)}.js`),
  ];
  const missing = expected.filter((file) => !built.includes(file));
  const unexpected = built.filter((file) => !expected.includes(file));
  if (missing.length + unexpected.length === 0) return;
  throw new Error(
    [
      ...missing.map((file) => `functions/${file.replace(/\.js$/, '.ts')} is missing.`),
      ...unexpected.map(
        (file) => `functions/${file} is not an endpoint: list it in src/routes.ts or remove it.`,
      ),
    ].join('\n'),
  );
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
