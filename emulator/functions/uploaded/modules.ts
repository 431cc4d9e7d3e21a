import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of a module of npm on this machine. */
export interface InstalledModule {
  readonly folder: string;
  readonly version: string;
  /** It has code that is compiled for one kind of machine, which Twilio does not take. */
  readonly isNative: boolean;
}

/** The modules that builds are packed with: those of one folder of this machine, instead of npm. */
export class InstalledModules {
  constructor(private readonly folder: string) {}

  find(name: string): InstalledModule | undefined {
    const folder = join(this.folder, name);
    if (!existsSync(join(folder, 'package.json'))) return undefined;
    const { version, gypfile, napi, binary } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version, isNative: Boolean(gypfile ?? napi ?? binary) || isCompiled(folder) };
  }
}

/** A module brings the recipe of its compiled code, or the code itself. */
function isCompiled(folder: string): boolean {
  const files = readdirSync(folder);
  return (
    files.includes('binding.gyp') ||
    files.includes('prebuilds') ||
    files.some((file) => file.endsWith('.node'))
  );
}
