import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A folder that somebody still fills is younger than this. */
const longestBuildMillis = 10 * 60_000;
/** Builds that finish in the same instant put each other's folder aside; once around is enough for each. */
const mostTries = 20;

/**
 * Replaces a folder by one that `fill` makes beside it. The old one stays as it is until the new one is whole: if `fill`
 * fails or the process is killed, nothing has changed. Of several builds at once the last to finish stays, whole.
 */
export async function replaceFolder(folder: string, fill: (next: string) => Promise<void>): Promise<void> {
  await bringBack(folder);
  await removeAbandoned(folder);
  const next = `${folder}.next-${randomUUID()}`;
  await mkdir(next, { recursive: true });
  try {
    await fill(next);
    await putInPlace(next, folder);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function putInPlace(next: string, folder: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const previous = `${next.replace('.next-', '.previous-')}-${tried}`;
    try {
      swap(next, folder, previous);
      return;
    } catch (error) {
      if (!isTaken(error) || tried === mostTries) throw error;
    } finally {
      await rm(previous, { recursive: true, force: true });
    }
  }
}

/** A full folder cannot be renamed over. Between these two calls, some microseconds, there is none. */
function swap(next: string, folder: string, previous: string): void {
  try {
    renameSync(folder, previous);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  renameSync(next, folder);
}

/** After a kill in those microseconds: the next build, even one that fails, brings the last good folder back. */
async function bringBack(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return;
  for (const previous of await besides(folder, 'previous')) {
    // Another build may have been faster.
    await rename(previous, folder).catch(() => undefined);
  }
}

/** What killed builds have left. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const abandoned of [...(await besides(folder, 'next')), ...(await besides(folder, 'previous'))]) {
    const { mtimeMs = Date.now() } = (await stat(abandoned).catch(() => undefined)) ?? {};
    if (Date.now() - mtimeMs > longestBuildMillis) await rm(abandoned, { recursive: true, force: true });
  }
}

async function besides(folder: string, kind: 'next' | 'previous'): Promise<string[]> {
  const names = await readdir(dirname(folder)).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${basename(folder)}.${kind}-`))
    .map((name) => join(dirname(folder), name));
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const isTaken = (error: unknown) => ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '');
