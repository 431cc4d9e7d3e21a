import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeployedFile } from '../deployment';
import type { InstalledModules } from './modules';
import { handlerPackage } from './platform';
import type { Build, Version } from './service';

/** In every build, even if it is not among the dependencies. */
const alwaysThere = ['twilio', handlerPackage];

/**
 * Lays builds out as the cloud does: each file flat in one folder, under its sid, so that none finds another by its
 * path; and next to them nothing but the dependencies.
 */
export class FlatFolders {
  private readonly folders = new Set<string>();
  private readonly removeAtExit = () => this.remove();

  constructor(private readonly modules: InstalledModules) {}

  layOut(build: Build): DeployedFile[] {
    const folder = this.makeFolder();
    for (const name of new Set([...alwaysThere, ...build.dependencies.map((one) => one.name)])) {
      link(join(folder, 'node_modules', name), this.modules.find(name)?.folder);
    }
    return [...build.functionVersions, ...build.assetVersions].map((version) => write(folder, version));
  }

  /** Removes them all; what was laid out there does not run any more. */
  remove(): void {
    process.off('exit', this.removeAtExit);
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
  }

  /** Whoever forgets to remove them leaves nothing behind either; what was ended by force is cleared away by the next. */
  private makeFolder(): string {
    if (this.folders.size === 0) {
      process.once('exit', this.removeAtExit);
      removeThoseOfEnded();
    }
    const folder = mkdtempSync(join(tmpdir(), `local-twilio-build-${process.pid}-`));
    this.folders.add(folder);
    return folder;
  }
}

function removeThoseOfEnded(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^local-twilio-build-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    // Sends nothing, and tells whether it is there: https://nodejs.org/api/process.html#processkillpid-signal
    return process.kill(pid, 0);
  } catch (error) {
    return (Object(error) as { code?: unknown }).code !== 'ESRCH';
  }
}

function link(from: string, to: string | undefined): void {
  if (to === undefined) return;
  mkdirSync(dirname(from), { recursive: true });
  symlinkSync(to, from, 'junction');
}

function write(folder: string, { sid, of, path, visibility, content }: Version): DeployedFile {
  const [place, ending] = of.kind === 'function' ? ['handlers', '.js'] : ['files', ''];
  const file = join(folder, place, `${sid}${ending}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return { kind: of.kind, path, visibility, file };
}
