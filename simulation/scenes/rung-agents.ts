import type { Person } from '../../emulator/index';
import { agentsNumber, type LocalQueue, localPin } from '../local-queue';
import type { PassingTime } from './passing-time';
import { onTheLine } from './scene';

const longestMillis = 15 * 60_000;

/** Agents whose phones ring, in a scene. */
export class RungAgents {
  constructor(
    private readonly queue: LocalQueue,
    private readonly time: PassingTime,
  ) {}

  /** An agent's phone, which is also the one they sign in from. */
  numberOf(id: string): string {
    const number = this.queue.config.agents.find((agent) => agent.id === id)?.contactUri;
    if (number === undefined) throw new Error(`${id} has no phone that rings.`);
    return number;
  }

  /** The agent calls the agents' number, and is there. */
  async signIn(id: string): Promise<Person> {
    const agent = await this.atTheChoice(id);
    await this.choose(agent, '1', `${named(id)} is available`);
    return agent;
  }

  /** The agent calls the agents' number and goes on a break. Returns when it started, in milliseconds since 1970. */
  async takeBreak(id: string, minutes: number): Promise<{ agent: Person; startedAt: number }> {
    const agent = await this.atTheChoice(id);
    agent.press('2');
    await this.untilHeard(agent, 'Enter the number of minutes', `${named(id)} says how long the break is`);
    const startedAt = this.queue.twilio.clock.now().getTime();
    await this.choose(agent, `${minutes}#`, `${named(id)} is on a break`);
    return { agent, startedAt };
  }

  /** Waits until the agent's phone rings. */
  async rung(id: string): Promise<Person> {
    const number = this.numberOf(id);
    const isRung = () => this.queue.twilio.personAt(number)?.isRung === true;
    await this.until(isRung, `${named(id)}’s phone rings`);
    return onTheLine(this.queue.twilio.personAt(number));
  }

  /** Waits until the agent's phone rings; the agent takes the call by the key, and talks with the caller. */
  async take(id: string, caller: Person): Promise<Person> {
    const agent = await this.rung(id);
    await this.time.advance(3_000, `${named(id)} answers`);
    agent.answer();
    await this.untilHeard(agent, 'Press 1 to take it', `${named(id)} hears which queue it is`);
    await this.time.advance(4_000, `${named(id)} takes the call with 1`);
    agent.press('1');
    await this.until(() => connectedAt(caller) !== undefined, `${named(id)} and the caller are connected`);
    return agent;
  }

  /** The agent takes a caller's call, and the caller hangs up after a while. */
  async serve(id: string, caller: Person, name: string, millis: number): Promise<Person> {
    const agent = await this.take(id, caller);
    await this.time.advance(millis, `${name} hangs up`);
    caller.hangUp();
    return agent;
  }

  /** What an agent chooses during wrap-up. */
  async chooseInWrapUp(agent: Person, key: string, next: string): Promise<void> {
    await this.untilHeard(agent, 'seconds for your notes', next);
    await this.time.advance(3_000, next);
    agent.press(key);
  }

  /** The last agent who leaves while callers wait is warned, and presses the same key again. */
  async leaveAnyway(agent: Person, key: string, next: string): Promise<void> {
    await this.untilHeard(agent, 'Press the same key again', next);
    await this.time.advance(3_000, next);
    agent.press(key);
  }

  private async atTheChoice(id: string): Promise<Person> {
    const agent = onTheLine(this.queue.dial(this.numberOf(id), agentsNumber));
    await this.untilHeard(agent, 'enter your PIN', `${named(id)} enters the PIN`);
    agent.press(`${localPin}#`);
    await this.untilHeard(agent, 'Press 1 to be available', `${named(id)} chooses`);
    return agent;
  }

  /** Until the phone is free, nobody rings it. */
  private async choose(agent: Person, keys: string, next: string): Promise<void> {
    agent.press(keys);
    await this.until(() => !agent.isOnTheLine, next);
    await this.time.advance(5_000);
  }

  private untilHeard(agent: Person, words: string, next: string): Promise<void> {
    return this.until(() => agent.heard.some((heard) => heard.includes(words)), next);
  }

  private async until(isSo: () => boolean, next: string): Promise<void> {
    if (!(await this.time.advanceUntil(isSo, longestMillis, next)))
      throw new Error(`“${next}” did not happen.`);
  }
}

/** When a caller was connected with an agent for the first time. */
export const connectedAt = (person: Person): Date | undefined =>
  person.events().find(({ kind }) => kind === 'bridged')?.at;

/** An agent's name as people write it. */
const named = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);
