import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(__dirname, '..');
const functionsFolder = join(root, 'functions');

/**
 * Bundles each function whole into a folder: deployed files cannot require each other. `twilio` stays outside,
 * because the runtime has it already and knows its own classes only. Another config can be put in the place of
 * `queues.config.ts`. The folder is replaced once everything is built, so a failed build leaves the last one.
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
    plugins: [plainExports, ...(configFile === undefined ? [] : [withConfig(configFile)])],
    // Fields that a constructor sets are not declared a second time.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    logLevel: 'silent',
  });
  await rm(outFolder, { recursive: true, force: true });
  await rename(nextFolder, outFolder);
}

/** A function exports its handler as Node has it: what esbuild adds for `export` is more than some functions are. */
const plainExports: Plugin = {
  name: 'plain-exports',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/functions\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replace('export const handler =', 'exports.handler ='), loader: 'ts' };
    }),
};

const withConfig = (configFile: string): Plugin => ({
  name: 'config',
  setup: ({ onResolve }) => onResolve({ filter: /\/queues\.config$/ }, () => ({ path: configFile })),
});

/** Every file below a folder, by its whole path. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
