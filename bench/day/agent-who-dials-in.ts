import type { Person } from '../../emulator/index';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import type { PlannedAgent, PlannedTalk } from './plan';
import type { SimulatedAgent } from './simulated-agent';

const secondsToDialAgain = 60;
const secondsToKeyIn = 4;

/** Signs in by PIN, serves until the shift is over, and dials again when sent home. */
export class AgentWhoDialsIn implements SimulatedAgent {
  private person: Person | undefined;
  private isTalking = false;

  constructor(
    private readonly planned: PlannedAgent,
    private readonly queue: LocalQueue,
    /** Seconds since midnight. */
    private readonly now: () => number,
  ) {}

  get number(): string {
    return this.planned.number;
  }

  get callSid(): string | undefined {
    return this.person?.callSid;
  }

  startShift(): void {
    this.dialIn();
    this.after(this.planned.endsAt - this.now(), () => this.goHome());
  }

  /** This phone is never rung. */
  rung(): void {}

  bridged({ seconds, endedBy }: PlannedTalk, hangUpCaller: () => void): void {
    this.isTalking = true;
    this.after(seconds, () => {
      if (endedBy === 'caller') hangUpCaller();
      else if (endedBy === 'agent') this.person?.press('*');
      else this.person?.hangUp();
    });
  }

  parted(): void {
    this.isTalking = false;
    if (this.isShiftOver()) this.goHome();
  }

  ended(): void {
    this.isTalking = false;
    if (!this.isShiftOver()) this.after(secondsToDialAgain, () => this.dialIn());
  }

  private dialIn(): void {
    if (this.isShiftOver()) return;
    this.person = this.queue.callAsAgent(this.planned.number);
    this.after(secondsToKeyIn, () => this.person?.press(`${localPin}#`));
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
