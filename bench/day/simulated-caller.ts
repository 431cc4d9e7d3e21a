import type { Person } from '../../emulator/index';
import type { LocalQueue } from '../../simulation/local-queue';
import type { PlannedCaller } from './plan';
import type { Randomness } from './randomness';

const meanPatienceSeconds = 8 * 60;
const minPatienceSeconds = 20;
const shareGoneInGreeting = 0.01;
const shareLeavingByKey = 0.15;

/** One caller of the day, who waits patiently for a while, then leaves by key or hangs up. */
export class SimulatedCaller {
  private person: Person | undefined;
  private isWaiting = false;
  /** The number of this wait in line: the patience of an earlier one no longer counts. */
  private waitNumber = 0;

  constructor(
    private readonly planned: PlannedCaller,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {}

  /** Calls and returns the CallSid. Undefined if the account has no room for another call. */
  call(): string | undefined {
    this.person = this.queue.call(this.planned.number);
    if (this.randomness.happens(shareGoneInGreeting)) this.after(2, () => this.hangUp());
    return this.person?.callSid;
  }

  queued(): void {
    this.isWaiting = true;
    this.waitNumber += 1;
    const { waitNumber } = this;
    const patience = minPatienceSeconds + this.randomness.exponential(meanPatienceSeconds);
    this.after(patience, () => this.losePatience(waitNumber));
  }

  unqueued(): void {
    this.isWaiting = false;
  }

  hangUp(): void {
    this.person?.hangUp();
  }

  private losePatience(waitNumber: number): void {
    if (!this.isWaiting || waitNumber !== this.waitNumber) return;
    if (this.randomness.happens(shareLeavingByKey)) this.leaveByKey();
    else this.hangUp();
  }

  /** Twilio does not hear a key between two documents. In that case the caller hangs up. */
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
