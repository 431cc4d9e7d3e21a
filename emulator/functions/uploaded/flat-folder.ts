import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeployedFile } from '../deployment';
import type { InstalledModules } from './modules';
import { handlerPackage } from './platform';
import type { Build, Version } from './service';

/** Modules that every build has, even if its dependencies do not name them. */
const alwaysThere = ['twilio', handlerPackage];

/**
 * Lays out builds as the cloud does: all files flat in one folder, named by SID, so that they cannot find each other by
 * path, and only the dependencies next to them.
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

  /** Removes all folders. Functions in them no longer run. */
  remove(): void {
    process.off('exit', this.removeAtExit);
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
  }

  /** Folders are also removed at exit. After a killed process, the next one removes them. */
  private makeFolder(): string {
    if (this.folders.size === 0) {
      process.once('exit', this.removeAtExit);
      removeFoldersOfEndedProcesses();
    }
    const folder = mkdtempSync(join(tmpdir(), `local-twilio-build-${process.pid}-`));
    this.folders.add(folder);
    return folder;
  }
}

function removeFoldersOfEndedProcesses(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^local-twilio-build-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only checks whether the process exists: https://nodejs.org/api/process.html#processkillpid-signal
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
