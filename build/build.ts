import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { environmentVariables } from '../src/config/environment';
import { renderEnvironmentExample } from '../src/config/environment-example';
import { fallbackDocuments } from '../src/config/fallback-documents';
import type { QueuesConfig } from '../src/config/queue-config';
import { endpoints } from '../src/endpoints';
import { errorInWords } from '../wording/error-in-words';
import { bundleFunctions } from './bundle';
import { checkedConfig, warningsOf } from './checked-config';
import { type FileToUpload, uploadFaults } from './upload-faults';

const root = join(__dirname, '..');
const bundlesFolder = join(root, 'dist', 'functions');
const fallbackFolder = join(root, 'assets', 'fallback');

/** Checks the config, bundles each function on its own, and renders the fallback documents. */
async function build(): Promise<void> {
  const config = checkedConfig();
  for (const warning of warningsOf(config)) console.log(`Warning: ${warning}`);
  await bundleFunctions(bundlesFolder);
  await writeFallbackDocuments(config);
  await writeEnvironmentExample(config);
  await assertFitToUpload();
  console.log(
    `Built ${endpoints.length} functions into dist/functions and the fallback documents into assets/.`,
  );
}

/** Checks what a deploy would upload, with our command or with Twilio's own tools. */
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

async function writeFallbackDocuments(config: QueuesConfig): Promise<void> {
  await mkdir(fallbackFolder, { recursive: true });
  for (const [name, document] of Object.entries(fallbackDocuments(config))) {
    await writeFile(join(fallbackFolder, name), document);
  }
}

/** It lists each agent's PIN, so that nobody has to guess the names of the variables. */
async function writeEnvironmentExample({ agents }: QueuesConfig): Promise<void> {
  const example = renderEnvironmentExample(environmentVariables(agents));
  const file = join(root, '.env.example');
  if ((await readFile(file, 'utf8').catch(() => '')) !== example) await writeFile(file, example);
}

new Command('npm run build --')
  .description('Checks queues.config.ts, bundles the functions, and renders the fallback documents.')
  .action(build)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorInWords(error));
    process.exitCode = 1;
  });
