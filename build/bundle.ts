import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { replaceFolder } from './replace-folder';

const root = join(__dirname, '..');
const functionsFolder = join(root, 'functions');

export interface BundleOptions {
  /** A config that replaces `queues.config.ts`. */
  readonly configFile?: string;
  /** Functions that this deployment does not include, such as `voicemail`. */
  readonly leftOut?: readonly string[];
}

/** Bundles the functions into a folder, which is replaced when all of them are built. */
export const bundleFunctions = (folder: string, options: BundleOptions = {}): Promise<void> =>
  replaceFolder(folder, (next) => bundleInto(next, options));

/**
 * Bundles each function into one file: deployed files cannot require each other. `twilio` is not bundled: the runtime
 * already has it, and accepts only its own classes. `configFile` replaces `queues.config.ts`.
 */
export async function bundleInto(
  folder: string,
  { configFile, leftOut = [] }: BundleOptions = {},
): Promise<void> {
  const left = leftOut.map((name) => `${name}.ts`);
  await build({
    entryPoints: (await filesBelow(functionsFolder)).filter(
      (file) => file.endsWith('.ts') && !left.includes(relative(functionsFolder, file).split(sep).join('/')),
    ),
    outbase: functionsFolder,
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['twilio', '@twilio/runtime-handler'],
    plugins: [plainExports, ...(configFile === undefined ? [] : [withConfig(configFile)])],
    // Do not declare fields again that a constructor sets.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    logLevel: 'silent',
  });
}

/** Exports the handler with `exports.handler`: esbuild's code for `export` is larger than some functions. */
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

/** The full path of every file below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
