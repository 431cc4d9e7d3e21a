import type { Person } from '../../emulator/index';
import type { LocalQueue } from '../../simulation/local-queue';
import type { PlannedCaller, PlannedStay, PlannedTalk } from './plan';

/** One caller of the day: waits as long as the patience lasts, and then leaves by key or hangs up. */
export class SimulatedCaller {
  private person: Person | undefined;
  private isWaiting = false;
  /** Which stay in line this is: the patience of an earlier one no longer counts. */
  private stays = 0;

  constructor(
    private readonly planned: PlannedCaller,
    private readonly queue: LocalQueue,
  ) {}

  /** Calls; returns the CallSid, or nothing if the account carries no further call. */
  call(): string | undefined {
    this.person = this.queue.call(this.planned.number);
    if (this.planned.hangsUpInGreeting) this.after(2, () => this.hangUp());
    return this.person?.callSid;
  }

  /** The talk that this caller will have now. */
  get talk(): PlannedTalk {
    return this.stay.talk;
  }

  queued(): void {
    this.isWaiting = true;
    this.stays += 1;
    const { stays, stay } = this;
    this.after(stay.patienceSeconds, () => this.losePatience(stays));
  }

  unqueued(): void {
    this.isWaiting = false;
  }

  hangUp(): void {
    this.person?.hangUp();
  }

  private get stay(): PlannedStay {
    const [first, second, third] = this.planned.stays;
    return [first, first, second][this.stays] ?? third;
  }

  private losePatience(stays: number): void {
    if (!this.isWaiting || stays !== this.stays) return;
    if (this.stay.leavesByKey) this.leaveByKey();
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
