import { join } from 'node:path';
import { watch } from 'chokidar';

const root = join(__dirname, '..');

/** What the functions are made of. The fallback documents in assets/ are made by the build itself. */
const sources = ['functions', 'src', 'assets/hold-music', 'queues.config.ts'].map((place) =>
  join(root, place),
);

/** Editors save in several steps, and people several files; a change is over when this long nothing happened. */
const settledMillis = 150;

/** Calls back after each change of the sources, once at a time. Resolves to a way to stop. */
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
