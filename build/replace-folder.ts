import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Temporary folders older than this are abandoned. */
const longestBuildMillis = 10 * 60_000;
/** Builds that finish at the same instant move each other's folders; one retry per build is enough. */
const mostTries = 20;

/**
 * Replaces a folder with one that `fill` creates next to it. The old one is unchanged until the new one is complete,
 * even if `fill` fails or the process is killed. Of several builds at once, the last to finish wins.
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

/** A rename cannot replace a folder with content. For some microseconds between these two calls, there is no folder. */
function swap(next: string, folder: string, previous: string): void {
  try {
    renameSync(folder, previous);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  renameSync(next, folder);
}

/** Restores the last good folder after a kill in those microseconds, even if the next build fails. */
async function bringBack(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return;
  for (const previous of await siblings(folder, 'previous')) {
    // Another build may have been faster.
    await rename(previous, folder).catch(() => undefined);
  }
}

/** Removes the temporary folders of killed builds. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const abandoned of [...(await siblings(folder, 'next')), ...(await siblings(folder, 'previous'))]) {
    const { mtimeMs = Date.now() } = (await stat(abandoned).catch(() => undefined)) ?? {};
    if (Date.now() - mtimeMs > longestBuildMillis) await rm(abandoned, { recursive: true, force: true });
  }
}

async function siblings(folder: string, kind: 'next' | 'previous'): Promise<string[]> {
  const names = await readdir(dirname(folder)).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${basename(folder)}.${kind}-`))
    .map((name) => join(dirname(folder), name));
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const isTaken = (error: unknown) => ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '');
