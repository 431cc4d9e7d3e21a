import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(__dirname, '..');
const functionsFolder = join(root, 'functions');

/**
 * Bundles each function whole into a folder, which is emptied first: deployed files cannot require each
 * other. `twilio` stays outside, because the runtime has it already and knows its own classes only. Another
 * config can be put in the place of `queues.config.ts`.
 */
export async function bundleFunctions(outFolder: string, configFile?: string): Promise<void> {
  await rm(outFolder, { recursive: true, force: true });
  await build({
    entryPoints: (await filesBelow(functionsFolder)).filter((file) => file.endsWith('.ts')),
    outbase: functionsFolder,
    outdir: outFolder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['twilio', '@twilio/runtime-handler'],
    plugins: configFile === undefined ? [] : [withConfig(configFile)],
    logLevel: 'silent',
  });
}

const withConfig = (configFile: string): Plugin => ({
  name: 'config',
  setup: ({ onResolve }) => onResolve({ filter: /\/queues\.config$/ }, () => ({ path: configFile })),
});

/** Every file below a folder, by its whole path. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
