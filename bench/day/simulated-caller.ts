import type { Person } from '../../emulator/index';
import type { LocalQueue } from '../../simulation/local-queue';
import type { PlannedCaller } from './plan';
import type { Randomness } from './randomness';

const meanPatienceSeconds = 8 * 60;
const leastPatienceSeconds = 20;
const shareGoneInGreeting = 0.01;
const shareLeavingByKey = 0.15;

/** One caller of the day: waits as long as the patience lasts, and then leaves by key or hangs up. */
export class SimulatedCaller {
  private person: Person | undefined;
  private isWaiting = false;
  /** Which stay in line this is: the patience of an earlier one no longer counts. */
  private stay = 0;

  constructor(
    private readonly planned: PlannedCaller,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {}

  /** Calls; returns the CallSid, or nothing if the account carries no further call. */
  call(): string | undefined {
    this.person = this.queue.call(this.planned.number);
    if (this.randomness.isSo(shareGoneInGreeting)) this.after(2, () => this.hangUp());
    return this.person?.callSid;
  }

  queued(): void {
    this.isWaiting = true;
    this.stay += 1;
    const { stay } = this;
    const patience = leastPatienceSeconds + this.randomness.exponential(meanPatienceSeconds);
    this.after(patience, () => this.losePatience(stay));
  }

  unqueued(): void {
    this.isWaiting = false;
  }

  hangUp(): void {
    this.person?.hangUp();
  }

  private losePatience(stay: number): void {
    if (!this.isWaiting || stay !== this.stay) return;
    if (this.randomness.isSo(shareLeavingByKey)) this.leaveByKey();
    else this.hangUp();
  }

  /** Between two documents nobody hears a key: then the caller hangs up after all. */
  private leaveByKey(): void {
    this.person?.press('*');
    this.after(5, () => {
      if (this.isWaiting) this.hangUp();
    });
  }

  private after(seconds: number, act: () => void): void {
    this.queue.twilio.clock.after(seconds * 1000, act);
  }
}
