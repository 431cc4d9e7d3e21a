import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { environmentVariables } from '../src/config/environment';
import { renderEnvironmentExample } from '../src/config/environment-example';
import { fallbackDocuments } from '../src/config/fallback-documents';
import type { QueuesConfig } from '../src/config/queue-config';
import { deployedEndpoints, type endpoints, functionsLeftOut } from '../src/endpoints';
import { errorInWords } from '../wording/error-in-words';
import { bundleInto } from './bundle';
import { checkedConfig, warningsOf } from './checked-config';
import { replaceFolder } from './replace-folder';
import { type FileToUpload, uploadFaults } from './upload-faults';

const root = join(__dirname, '..');
const distFolder = join(root, 'dist');
const bundlesFolder = join(distFolder, 'functions');
const assetsFolder = join(root, 'assets');

interface BuildOptions {
  /** Whether there will be a secret that signs the links to voicemails. */
  readonly voicemailSecret: boolean;
}

/**
 * Checks the config, bundles each function, and renders the fallback documents. The output replaces the last build only
 * when all of it has been checked: a build that fails or is killed leaves the last one unchanged.
 */
async function build({ voicemailSecret: hasVoicemailSecret }: BuildOptions): Promise<void> {
  const config = checkedConfig();
  for (const warning of warningsOf(config)) console.log(`Warning: ${warning}`);
  const deployed = deployedEndpoints(config, { hasVoicemailSecret });
  const leftOut = functionsLeftOut(config, { hasVoicemailSecret });
  const documents = Object.entries(fallbackDocuments(config)).map(
    ([name, text]) => [`fallback/${name}`, text] as const,
  );
  await replaceFolder(bundlesFolder, async (next) => {
    await bundleInto(next, { leftOut });
    await assertFitToUpload(next, documents, deployed);
  });
  for (const [name, text] of documents) await writeWhole(join(assetsFolder, name), text);
  await writeEnvironmentExample(config);
  console.log(
    `Built ${deployed.length} functions into dist/functions and the fallback documents into assets/.`,
  );
}

/** Checks what a deploy would upload, including the documents, which are not written yet. */
async function assertFitToUpload(
  functionsFolder: string,
  documents: readonly (readonly [name: string, text: string])[],
  deployed: typeof endpoints,
): Promise<void> {
  const assets = await filesToUpload('asset', assetsFolder);
  const files = [
    ...(await filesToUpload('function', functionsFolder)),
    ...assets.filter(({ name }) => documents.every(([document]) => document !== name)),
    ...documents.map(([name, text]) => ({
      ...{ kind: 'asset' as const, name, isLink: false },
      bytes: Buffer.byteLength(text),
    })),
  ];
  const faults = uploadFaults(files, deployed);
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

/** Writes a file atomically, by way of a temporary file in a folder that is not deployed. */
async function writeWhole(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  const next = join(distFolder, `next-${randomUUID()}`);
  await mkdir(join(file, '..'), { recursive: true });
  try {
    await writeFile(next, text);
    await rename(next, file);
  } finally {
    await rm(next, { force: true });
  }
}

/** Writes `.env.example`, with a PIN variable for each agent. */
async function writeEnvironmentExample({ agents }: QueuesConfig): Promise<void> {
  const example = renderEnvironmentExample(environmentVariables(agents));
  await writeWhole(join(root, '.env.example'), example);
}

new Command('npm run build --')
  .description('Checks queues.config.ts, bundles the functions, and renders the fallback documents.')
  .option('--no-voicemail-secret', 'leaves out /voicemail, as a deploy without VOICEMAIL_SECRET does')
  .action(build)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorInWords(error));
    process.exitCode = 1;
  });
