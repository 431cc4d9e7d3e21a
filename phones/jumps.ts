import { ControlError, type LocalTwilio } from '../emulator/index';
import type { QueuesConfig } from '../src/config/queue-config';
import { nextHoursChange } from './hours';
import type { HoursChange, Jump } from './protocol';

/** The longest jump: callers and agents make requests all the way. */
const longestJumpDays = 7;
const dayMillis = 24 * 3600_000;
const stepMillis = 60_000;

/** Lets time pass at once: one jump after another, each in steps, so that it can be stopped on the way. */
export class Jumps {
  private last: Promise<void> = Promise.resolve();
  private present: Jump | undefined;
  /** Jumps that were asked for before the last cancel take no further step. */
  private cancels = 0;
  private isClosed = false;

  constructor(
    private readonly clock: LocalTwilio['clock'],
    private readonly changed: () => void,
  ) {}

  get current(): Jump | undefined {
    return this.present;
  }

  /** Resolves when everything that was due by then has happened. */
  by(millis: number): Promise<void> {
    return this.to('later', () => this.nowMillis() + millis);
  }

  /** Until the next of the queues opens or closes; throws a `ControlError` if none does so soon. */
  async toHoursChange(config: QueuesConfig, change: HoursChange): Promise<void> {
    const moment = nextHoursChange(config, this.clock.now(), change)?.getTime() ?? Number.POSITIVE_INFINITY;
    if (moment - this.nowMillis() <= longestJumpDays * dayMillis) return this.to(change, () => moment);
    const verb = change === 'closing-time' ? 'closes' : 'opens';
    throw new ControlError(
      409,
      `No queue ${verb} within ${longestJumpDays} days. Set openingHours for a queue in queues.config.ts, and start again.`,
    );
  }

  /** Ends the current jump where it is, and drops those that were to follow. */
  cancel(): void {
    this.cancels += 1;
  }

  /** Takes no further step. */
  close(): void {
    this.isClosed = true;
  }

  private to(kind: Jump['to'], moment: () => number): Promise<void> {
    const { cancels } = this;
    const isStopped = () => this.isClosed || cancels !== this.cancels;
    this.last = this.last.then(async () => {
      const end = moment();
      if (isStopped()) return;
      this.show({ to: kind, from: this.clock.now().toISOString(), until: new Date(end).toISOString() });
      for (let left = end - this.nowMillis(); left > 0 && !isStopped(); left = end - this.nowMillis()) {
        // Errors are on the timeline, and time continues.
        await this.clock.advance(Math.min(left, stepMillis)).catch(console.error);
      }
      this.show(undefined);
    });
    return this.last;
  }

  private show(jump: Jump | undefined): void {
    this.present = jump;
    this.changed();
  }

  private nowMillis(): number {
    return this.clock.now().getTime();
  }
}
