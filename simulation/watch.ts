import { join } from 'node:path';
import { watch } from 'chokidar';

const root = join(__dirname, '..');

/** The sources of the functions. The fallback documents in assets/ are not among them: the build writes those. */
const sources = ['functions', 'src', 'assets/hold-music', 'queues.config.ts'].map((place) =>
  join(root, place),
);

/** Editors save in several steps, and people save several files: a change is over once nothing happens for this long. */
const settledMillis = 150;

/** Calls back after each change of the sources, never twice at once. Resolves to a function that stops it. */
export async function watchSources(changed: () => Promise<void>): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const watcher = watch(sources, { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(changed);
    }, settledMillis);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await working;
  };
}
