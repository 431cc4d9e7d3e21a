import { readdirSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';

export type Visibility = 'public' | 'protected' | 'private';

/** A function or asset as it is deployed: the path it is reached by, and who may. */
export interface DeployedFile {
  readonly kind: 'function' | 'asset';
  readonly path: string;
  readonly visibility: Visibility;
  readonly file: string;
}

/**
 * What a deploy of these two folders would make of their files. Functions are the `.js` files, reached
 * without their ending; assets are all files, and keep it. The word before the ending says who may reach
 * them; spaces become dashes. https://www.twilio.com/docs/serverless/functions-assets/visibility
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
      throw new Error(`${one.file} and ${other?.file} would both be ${one.path}: rename one.`);
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
