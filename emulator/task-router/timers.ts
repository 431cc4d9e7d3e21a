import type { Cancel, Clock } from '../platform/clock';

/** Named timers on the clock, one per name. */
export class Timers {
  private readonly cancels = new Map<string, Cancel>();

  constructor(private readonly clock: Clock) {}

  /** Starts a timer, which replaces any other of that name. */
  start(name: string, millis: number, run: () => void): void {
    this.stop(name);
    const cancel = this.clock.after(millis, () => {
      this.cancels.delete(name);
      run();
    });
    this.cancels.set(name, cancel);
  }

  stop(name: string): void {
    this.cancels.get(name)?.();
    this.cancels.delete(name);
  }

  stopAll(): void {
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }

  names(): Iterable<string> {
    return this.cancels.keys();
  }
}
