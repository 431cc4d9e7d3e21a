import { watch } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** What the functions are made of. The fallback documents in assets/ are made by the build itself. */
const watched = ['functions', 'src', 'assets/hold-music', 'queues.config.ts'];

/** Editors save a file in several steps; one change is over when nothing has happened for this long. */
const settledMillis = 150;

/** Calls back after each change of the sources, one call at a time. Returns how to stop. */
export function watchSources(changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(changed);
    }, settledMillis);
  };
  const watchers = watched.map((place) => watch(join(root, place), { recursive: true }, settle));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
