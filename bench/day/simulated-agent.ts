import type { Person } from '../../emulator/index';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import type { PlannedAgent } from './plan';
import type { Randomness } from './randomness';

const medianTalkSeconds = 120;
const talkSpread = 0.7;
const shareOfDroppedConversations = 0.01;
const droppedConversationSeconds = 3;
const shareEndedByCaller = 0.6;
const secondsToDialAgain = 60;
const secondsToEnterPin = 4;

/** One agent of the day: signs in by PIN, serves until the shift is over, and dials in again after being logged off. */
export class SimulatedAgent {
  private person: Person | undefined;
  private isTalking = false;

  constructor(
    private readonly planned: PlannedAgent,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
    /** Seconds since midnight. */
    private readonly now: () => number,
  ) {}

  get callSid(): string | undefined {
    return this.person?.callSid;
  }

  startShift(): void {
    this.dialIn();
    this.after(this.planned.endsAt - this.now(), () => this.goHome());
  }

  /** Talks for a while. Then the caller hangs up, the agent presses `*`, or the agent's line drops. */
  bridged(hangUpCaller: () => void): void {
    this.isTalking = true;
    if (this.randomness.happens(shareOfDroppedConversations)) {
      this.after(droppedConversationSeconds, () => this.person?.hangUp());
      return;
    }
    const seconds = this.randomness.logNormal(medianTalkSeconds, talkSpread);
    const endsByCaller = this.randomness.happens(shareEndedByCaller);
    this.after(seconds, () => (endsByCaller ? hangUpCaller() : this.person?.press('*')));
  }

  parted(): void {
    this.isTalking = false;
    if (this.isShiftOver()) this.goHome();
  }

  /** The agent's call is over. */
  ended(): void {
    this.isTalking = false;
    if (!this.isShiftOver()) this.after(secondsToDialAgain, () => this.dialIn());
  }

  private dialIn(): void {
    if (this.isShiftOver()) return;
    this.person = this.queue.callAsAgent(this.planned.number);
    this.after(secondsToEnterPin, () => this.person?.press(`${localPin}#`));
  }

  private goHome(): void {
    if (!this.isTalking) this.person?.hangUp();
  }

  private isShiftOver(): boolean {
    return this.now() >= this.planned.endsAt;
  }

  private after(seconds: number, act: () => void): void {
    this.queue.twilio.clock.after(seconds * 1000, act);
  }
}
