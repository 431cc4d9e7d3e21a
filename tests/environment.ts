import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Those that the running file of tests uses: Jest itself has one for each file. */
const inUse = new Set<AsyncLocalStorage<unknown>>();

const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (
  this: AsyncLocalStorage<unknown>,
  ...rest: [unknown, () => unknown]
) {
  inUse.add(this);
  return run.apply(this, rest);
} as typeof run;

/**
 * Each storage in use makes every promise slower up to Node 22, and Jest leaves its own in use: the hundredth file of a
 * worker would take twice as long as the first.
 */
export default class Environment extends TestEnvironment {
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of inUse) storage.disable();
    inUse.clear();
  }
}
