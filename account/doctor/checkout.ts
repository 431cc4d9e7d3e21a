import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedFiles } from '../../emulator/reference';
import { secondsOfWav } from '../../music/wav';
import { dependencies, name } from '../../package.json';
import type { QueuesConfig } from '../../src/config/queue-config';
import type { PackageToDeploy } from '../deploy/package-faults';

const root = join(__dirname, '..', '..');

/** What this folder would deploy; the account is compared with it. */
export interface Checkout {
  readonly config: QueuesConfig;
  /** The code of each function by its path. */
  readonly functions: ReadonlyMap<string, string>;
  /** The bytes of each asset by its path. */
  readonly assets: ReadonlyMap<string, Buffer>;
  readonly package: PackageToDeploy;
}

/** Reads the bundled functions in a folder, and the assets of the project. */
export function readCheckout(config: QueuesConfig, functionsFolder: string): Checkout {
  const files = deployedFiles(functionsFolder, join(root, 'assets'));
  const bytesOf = (wanted: 'function' | 'asset') =>
    files.flatMap(({ kind, path, file }) => (kind === wanted ? [[path, readFileSync(file)] as const] : []));
  return {
    config,
    functions: new Map(bytesOf('function').map(([path, bytes]) => [path, bytes.toString()])),
    assets: new Map(bytesOf('asset')),
    package: { name, dependencies },
  };
}

/** The real length of each piece of hold music, in seconds. Unreadable files are left out. */
export function pieceSeconds({ assets }: Checkout): Map<string, number> {
  const folder = '/hold-music/';
  const pieces = [...assets].filter(([path]) => path.startsWith(folder));
  return new Map(pieces.map(([path, bytes]) => [path.slice(folder.length), lengthOf(bytes)]));
}

function lengthOf(bytes: Buffer): number {
  try {
    return secondsOfWav(bytes);
  } catch {
    return Number.NaN;
  }
}
