import type { Person } from '../../emulator/index';
import type { LocalQueue } from '../../simulation/local-queue';
import type { Agent } from '../../src/config/queue-config';
import type { Randomness } from '../day/randomness';

/** The PIN of an agent in the storm. */
export const stormPinOf = ({ code }: Pick<Agent, 'code'>) => `73051849${code}`;

const otherPhone = '+15550990001';

/** An agent whose phone rings: they take most calls, decline or miss others, and come and go by phone. */
export class RungStormAgent {
  constructor(
    readonly agent: Agent,
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {}

  get phone(): string {
    return this.agent.contactUri ?? '';
  }

  /** Signs in on another phone, now and then. */
  comeAndGo(untilSeconds: number): void {
    const { randomness } = this;
    let seconds = randomness.uniform() * 20;
    this.after(seconds, () => this.choose('1'));
    while (seconds < untilSeconds) {
      seconds += 60 + randomness.exponential(200);
      // Many choices lead back to work; the last key is for the warning.
      const keys = [['1'], ['1'], ['1'], ['2', '3#'], ['3', '3'], ['2', '1#', '2']];
      const chosen = keys[randomness.weighted(keys.map(() => 1))] ?? ['1'];
      this.after(seconds, () => this.choose(...chosen));
      if (chosen[0] === '3') this.after(seconds + 90, () => this.choose('1'));
    }
  }

  private choose(...keys: string[]): void {
    const line = this.queue.callAsAgent(otherPhone);
    const all = [`${this.agent.code}*${stormPinOf(this.agent)}#`, ...keys];
    // The answer to a key may be late.
    for (const [index, key] of all.entries()) this.after(3 + 5 * index, () => line?.press(key));
    this.after(60, () => line?.hangUp());
  }

  /** What happens when the phone rings. */
  rings(): void {
    const { randomness } = this;
    const deed = randomness.weighted([70, 8, 7, 5, 10]);
    if (deed === 4) return;
    const person = this.queue.twilio.personAt(this.phone);
    this.after(1 + randomness.uniform() * 14, () => {
      person?.answer();
      const moment = randomness.uniform() * 9;
      if (deed === 0) for (const more of [0, 4]) this.after(moment + more, () => person?.press('1'));
      if (deed === 1) this.after(moment, () => person?.press('*'));
      if (deed === 2) this.after(moment, () => person?.hangUp());
      if (deed === 3) for (const key of ['0', '#', '9']) person?.press(key);
    });
  }

  /** A third of the conversations break off, most within seconds. Each side ends half of the others. */
  bridged(caller: Person | undefined): void {
    const { randomness } = this;
    const person = this.queue.twilio.personAt(this.phone);
    if (randomness.happens(0.33)) {
      this.after(randomness.uniform() * 25, () => person?.hangUp());
      return;
    }
    const isEndedByCaller = randomness.happens(0.5);
    const end = () => (isEndedByCaller ? caller?.hangUp() : person?.press('*'));
    const seconds = randomness.logNormal(40, 1);
    this.after(seconds, end);
    const keys = ['1', '2', '3', '33', ''];
    const inNotes = keys[randomness.weighted([1, 1, 1, 1, 6])] ?? '';
    for (const [index, key] of [...inNotes].entries()) {
      this.after(seconds + 4 + 6 * index, () => person?.press(key));
    }
  }

  private after(seconds: number, act: () => void): void {
    this.queue.twilio.clock.after(seconds * 1000, act);
  }
}
