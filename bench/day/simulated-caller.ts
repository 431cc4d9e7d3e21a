import type { Person } from '../../emulator/index';
import type { LocalQueue } from '../../simulation/local-queue';
import type { PlannedCaller, PlannedStay, PlannedTalk } from './plan';

/** One caller of the day, who waits patiently for a while, then leaves by key or hangs up. */
export class SimulatedCaller {
  private person: Person | undefined;
  private isWaiting = false;
  /** Which stay in line this is: the patience of an earlier one no longer counts. */
  private stays = 0;

  constructor(
    private readonly planned: PlannedCaller,
    private readonly queue: LocalQueue,
  ) {}

  /** Calls and returns the CallSid. Undefined if the account has no room for another call. */
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
