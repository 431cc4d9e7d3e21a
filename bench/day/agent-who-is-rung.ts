import type { Person } from '../../emulator/index';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import type { PlannedAgent, PlannedTalk } from './plan';
import type { Randomness } from './randomness';
import type { SimulatedAgent } from './simulated-agent';

const secondsToKeyIn = 4;
const secondsToChoose = 6;
/** From the first ring until the phone is answered. */
const quickestAnswerSeconds = 3;
const slowestAnswerSeconds = 8;
/** From the answer until the key, while the queue is named. */
const secondsToAccept = 4;
const shareOfMissedCalls = 0.02;

const keys = { accept: '1', available: '1', offline: '3' } as const;

/** Is available from the beginning of the shift to its end, and answers the phone nearly always. */
export class AgentWhoIsRung implements SimulatedAgent {
  /** The call that was begun by ringing. */
  private person: Person | undefined;
  private isTalking = false;
  private isOffline = true;

  constructor(
    private readonly planned: PlannedAgent,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
    /** Seconds since midnight. */
    private readonly now: () => number,
  ) {
    queue.twilio.setExternalNumber(planned.number, { kind: 'rings' });
  }

  get number(): string {
    return this.planned.number;
  }

  get callSid(): string | undefined {
    return this.person?.callSid;
  }

  startShift(): void {
    this.choose(keys.available);
    this.isOffline = false;
    this.after(this.planned.endsAt - this.now(), () => this.goHome());
  }

  rung(): void {
    const person = this.queue.twilio.personAt(this.planned.number);
    this.person = person;
    if (this.isOffline || this.randomness.happens(shareOfMissedCalls)) return;
    const spread = slowestAnswerSeconds - quickestAnswerSeconds;
    this.after(quickestAnswerSeconds + this.randomness.uniform() * spread, () => {
      person?.answer();
      this.after(secondsToAccept, () => person?.press(keys.accept));
    });
  }

  bridged({ seconds, endedBy }: PlannedTalk, hangUpCaller: () => void): void {
    const { person } = this;
    this.isTalking = true;
    this.after(seconds, () => (endedBy === 'caller' ? hangUpCaller() : person?.hangUp()));
  }

  /** Puts the phone down, also where the caller did so first. */
  parted(): void {
    this.isTalking = false;
    const { person } = this;
    this.after(1, () => person?.hangUp());
  }

  ended(): void {
    this.isTalking = false;
    if (this.now() >= this.planned.endsAt) this.goHome();
  }

  /** A call that lasts longer than the shift is finished first. */
  private goHome(): void {
    if (this.isOffline || this.isTalking) return;
    this.isOffline = true;
    this.choose(keys.offline);
  }

  /** On the agents' number, from the phone that is rung. */
  private choose(key: string): void {
    const person = this.queue.callAsAgent(this.planned.number);
    this.after(secondsToKeyIn, () => person?.press(`${localPin}#`));
    this.after(secondsToKeyIn + secondsToChoose, () => person?.press(key));
  }

  private after(seconds: number, act: () => void): void {
    this.queue.twilio.clock.after(seconds * 1000, act);
  }
}
