import type { Person } from '../../emulator/index';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import type { Randomness } from '../day/randomness';

const meanPatienceSeconds = 300;
const numbers = ['+15550200001', '+15550200002'];

/** A caller who hangs up or presses a key after some time, at any point of the call. */
export function sendCaller(index: number, queue: LocalQueue, randomness: Randomness): Person | undefined {
  const to = numbers[randomness.happens(0.6) ? 0 : 1] ?? '';
  const caller = queue.dial(`+1555200${String(index).padStart(4, '0')}`, to);
  const { clock } = queue.twilio;
  const patience = randomness.exponential(meanPatienceSeconds);
  const isQuiet = randomness.happens(0.3);
  clock.after(patience * 1000, () => (isQuiet ? caller?.press('*') : undefined));
  clock.after((patience + (isQuiet ? 400 : 0)) * 1000, () => caller?.hangUp());
  if (randomness.happens(0.2)) clock.after(patience * 500, () => caller?.press('5'));
  return caller;
}

/** An agent who dials in again whenever the call is over. */
export class StormAgent {
  private person: Person | undefined;

  constructor(
    private readonly number: string,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {}

  get callSid(): string | undefined {
    return this.person?.callSid;
  }

  dialIn(): void {
    this.person = this.queue.callAsAgent(this.number);
    const { person } = this;
    // The prompt for the PIN may be late.
    for (const seconds of [4, 12, 30]) this.after(seconds, () => person?.press(`${localPin}#`));
  }

  /** A third of the conversations break off, most within seconds. Each side ends half of the others. */
  bridged(caller: Person | undefined): void {
    const { randomness, person } = this;
    if (randomness.happens(0.33)) {
      this.after(randomness.uniform() * 25, () => person?.hangUp());
      return;
    }
    const isEndedByCaller = randomness.happens(0.5);
    this.after(randomness.logNormal(40, 1), () => (isEndedByCaller ? caller?.hangUp() : person?.press('*')));
  }

  ended(): void {
    this.after(10 + this.randomness.uniform() * 60, () => this.dialIn());
  }

  hangUp(): void {
    this.person?.hangUp();
  }

  private after(seconds: number, act: () => void): void {
    this.queue.twilio.clock.after(seconds * 1000, act);
  }
}
