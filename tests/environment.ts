import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Those that the running file of tests uses. */
const inUse = new Set<AsyncLocalStorage<unknown>>();

const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (
  this: AsyncLocalStorage<unknown>,
  ...rest: [unknown, () => unknown]
) {
  if (isJests(rest[0])) return rest[1]();
  inUse.add(this);
  return run.apply(this, rest);
} as typeof run;

/**
 * What Jest stores: which test or hook an error belongs to that nothing catches. Without it, such an error still fails
 * the file.
 */
const isJests = (stored: unknown): boolean =>
  typeof stored === 'object' && stored !== null && ('test' in stored || 'hook' in stored);

/**
 * Each storage in use makes every promise slower up to Node 22. Jest has one for each file and leaves it in use: the
 * hundredth file of a worker would take twice as long as the first.
 */
export default class Environment extends TestEnvironment {
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of inUse) storage.disable();
    inUse.clear();
  }
}
