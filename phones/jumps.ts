import { ControlError, type LocalTwilio } from '../emulator/index';
import type { QueuesConfig } from '../src/config/queue-config';
import { nextClosing } from './closing-time';

/** How far a jump may lead: callers and agents are asked about on the way. */
const longestJumpDays = 7;
const dayMillis = 24 * 3600_000;
const stepMillis = 60_000;

/** Lets time pass at once: one jump after the other, each in steps, so that it can be stopped on the way. */
export class Jumps {
  private last: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly clock: LocalTwilio['clock']) {}

  /** Resolves when all has happened that was due by then. */
  by(millis: number): Promise<void> {
    return this.to(() => this.nowMillis() + millis);
  }

  /** Until the next of the queues closes; throws a `ControlError` if none does so soon. */
  async toClosing(config: QueuesConfig): Promise<void> {
    const closing = nextClosing(config, this.clock.now())?.getTime() ?? Number.POSITIVE_INFINITY;
    if (closing - this.nowMillis() <= longestJumpDays * dayMillis) return this.to(() => closing);
    throw new ControlError(
      409,
      `No queue closes within ${longestJumpDays} days. Give one openingHours in queues.config.ts, and start again.`,
    );
  }

  /** No step is taken any more. */
  stop(): void {
    this.isStopped = true;
  }

  private to(moment: () => number): Promise<void> {
    this.last = this.last.then(async () => {
      const end = moment();
      for (let left = end - this.nowMillis(); left > 0 && !this.isStopped; left = end - this.nowMillis()) {
        // What breaks stands on the timeline, and time goes on.
        await this.clock.advance(Math.min(left, stepMillis)).catch(console.error);
      }
    });
    return this.last;
  }

  private nowMillis(): number {
    return this.clock.now().getTime();
  }
}
