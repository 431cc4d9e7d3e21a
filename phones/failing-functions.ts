import { type FailureName, failures } from '../simulation/failures';
import type { LocalQueue } from '../simulation/local-queue';

/** Makes every function fail in one way; assets are still served, as they would be by Twilio. */
export class FailingFunctions {
  private current: FailureName | 'none' = 'none';
  private ends: readonly (() => void)[] = [];

  constructor(private readonly queue: LocalQueue) {}

  get failure(): FailureName | 'none' {
    return this.current;
  }

  /** Replaces the previous failure from now on. */
  fail(failure: FailureName | 'none'): void {
    for (const end of this.ends) end();
    this.current = failure;
    this.ends = failure === 'none' ? [] : this.disturbAll(failure);
  }

  private disturbAll(failure: FailureName): (() => void)[] {
    const { files, twilio } = this.queue;
    return files
      .filter(({ kind }) => kind === 'function')
      .map(({ path }) => twilio.disturb({ ...failures[failure], path, times: Number.POSITIVE_INFINITY }));
  }
}
