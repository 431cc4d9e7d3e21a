import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An npm module on this machine. */
export interface InstalledModule {
  readonly folder: string;
  readonly version: string;
  /** Whether it has native code, which Twilio does not support. */
  readonly isNative: boolean;
}

/** The modules for builds. They come from a folder on this machine instead of npm. */
export class InstalledModules {
  constructor(private readonly folder: string) {}

  find(name: string): InstalledModule | undefined {
    const folder = join(this.folder, name);
    if (!existsSync(join(folder, 'package.json'))) return undefined;
    const { version, gypfile, napi, binary } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version, isNative: Boolean(gypfile ?? napi ?? binary) || isCompiled(folder) };
  }
}

/** Whether a module has native code, or instructions to compile it. */
function isCompiled(folder: string): boolean {
  const files = readdirSync(folder);
  return (
    files.includes('binding.gyp') ||
    files.includes('prebuilds') ||
    files.some((file) => file.endsWith('.node'))
  );
}
