import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(__dirname, '..');
const functionsFolder = join(root, 'functions');

/**
 * Bundles each function into one file: deployed files cannot require each other. `twilio` stays outside, because
 * the runtime already has it, and accepts only its own classes. `configFile` replaces `queues.config.ts`.
 * The folder is replaced once everything is built, so a failed build leaves the last one in place.
 */
export async function bundleFunctions(outFolder: string, configFile?: string): Promise<void> {
  const nextFolder = `${outFolder}.next`;
  await rm(nextFolder, { recursive: true, force: true });
  await build({
    entryPoints: (await filesBelow(functionsFolder)).filter((file) => file.endsWith('.ts')),
    outbase: functionsFolder,
    outdir: nextFolder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['twilio', '@twilio/runtime-handler'],
    plugins: configFile === undefined ? [] : [withConfig(configFile)],
    logLevel: 'silent',
  });
  await rm(outFolder, { recursive: true, force: true });
  await rename(nextFolder, outFolder);
}

const withConfig = (configFile: string): Plugin => ({
  name: 'config',
  setup: ({ onResolve }) => onResolve({ filter: /\/queues\.config$/ }, () => ({ path: configFile })),
});

/** The full path of every file below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
