import { readdirSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';

export type Visibility = 'public' | 'protected' | 'private';

/** A deployed function or asset: its path and who may reach it. */
export interface DeployedFile {
  readonly kind: 'function' | 'asset';
  readonly path: string;
  readonly visibility: Visibility;
  readonly file: string;
}

/**
 * The files of these two folders, as a deployment would serve them. Functions are the `.js` files; their paths do not have
 * the extension. All files of the other folder are assets; their paths keep it. `.protected` or `.private` before the
 * extension says who may reach a file. Spaces become dashes. Throws if two files have the same path. https://www.twilio.com/docs/serverless/functions-assets/visibility
 */
export function deployedFiles(functionsFolder: string, assetsFolder: string): DeployedFile[] {
  const functions = filesBelow(functionsFolder).filter((file) => extname(file) === '.js');
  const assets = filesBelow(assetsFolder).filter((file) => basename(file) !== '.DS_Store');
  const files = [
    ...functions.map((file) => deployed('function', functionsFolder, file)),
    ...assets.map((file) => deployed('asset', assetsFolder, file)),
  ];
  for (const one of files) {
    const other = files.find(({ path }) => path === one.path);
    if (other !== one)
      throw new Error(
        `${one.file} and ${other?.file} would have the same path, ${one.path}: rename one of them.`,
      );
  }
  return files;
}

function deployed(kind: DeployedFile['kind'], folder: string, file: string): DeployedFile {
  const ending = extname(file);
  const whole = `/${relative(folder, file).split(sep).join('/')}`.replace(/\s/g, '-');
  const path = whole.slice(0, -ending.length || undefined);
  const [, stem = path, mark] = /^(.*)\.(protected|private)$/.exec(path) ?? [];
  return {
    kind,
    path: kind === 'function' ? stem : `${stem}${ending}`,
    visibility: mark === 'protected' || mark === 'private' ? mark : 'public',
    file,
  };
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
