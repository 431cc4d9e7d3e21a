import type { NumberedEvent } from '../emulator/index';
import type { FailureName } from '../simulation/failures';
import { agentsNumber, type LocalQueue, localDomain, localPin } from '../simulation/local-queue';
import { AgentsAtWork } from './agents-at-work';
import type { Board } from './board';
import { boardAfter, emptyBoard } from './board-after';
import { nextClosing } from './closing-time';
import { FailingFunctions } from './failing-functions';
import { firstCallersNumber, freeNumber } from './free-number';
import { Jumps } from './jumps';
import { numbersToRing } from './numbers-to-ring';
import type { Pace, Speed } from './pace';
import type { World } from './protocol';

/** What those are told who look at a world. */
export type WorldNews =
  | { readonly kind: 'event'; readonly event: NumberedEvent }
  /** Something about it is other: its speed, a problem, failing functions, the end of its scene. */
  | { readonly kind: 'change' };

export interface RunningWorldOptions {
  readonly id: number;
  readonly queue: LocalQueue;
  readonly pace: Pace;
  /** The scene that is played in it. */
  readonly scene?: { readonly number: number; readonly name: string };
  /** Ends what else was started for it. */
  readonly end?: () => Promise<void>;
}

/** A local Twilio with the queue on it, its clock at a pace, and the board of all that happens there. */
export class RunningWorld {
  readonly queue: LocalQueue;
  private seen: Board;
  private speed: Speed = 1;
  private problem: string | undefined;
  private sceneEnd: { readonly wentWrong: readonly string[] } | undefined;
  private stopClock: () => void;
  private readonly stopFollowing: () => void;
  private readonly listeners = new Set<(news: WorldNews) => void>();
  private readonly agents: AgentsAtWork;
  private readonly functions: FailingFunctions;
  private readonly jumps: Jumps;

  constructor(private readonly options: RunningWorldOptions) {
    const { queue, pace } = options;
    const { clock, timeline } = queue.twilio;
    this.queue = queue;
    this.agents = new AgentsAtWork(queue);
    this.functions = new FailingFunctions(queue);
    this.jumps = new Jumps(clock);
    this.seen = emptyBoard(clock.now());
    for (const event of timeline.events()) this.see(event);
    this.stopFollowing = timeline.follow((event) => this.see(event));
    this.stopClock = pace(clock, this.speed);
  }

  /** All that happened here, as the page shows it. */
  get board(): Board {
    return this.seen;
  }

  get now(): Date {
    return this.queue.twilio.clock.now();
  }

  /** What the page is told about it. */
  get told(): Omit<World, 'scenes'> {
    const { id, scene } = this.options;
    const { config, twilio } = this.queue;
    return {
      id,
      ...(scene && {
        scene: { ...scene, isOver: this.sceneEnd !== undefined, wentWrong: this.sceneEnd?.wentWrong ?? [] },
      }),
      numbers: numbersToRing(config),
      agentsNumber,
      pin: localPin,
      domain: localDomain,
      now: this.now.toISOString(),
      speed: this.speed,
      hasClosingTime: nextClosing(config, this.now) !== undefined,
      failure: this.functions.failure,
      ...(this.problem !== undefined && { problem: this.problem }),
      mostConcurrentCalls: twilio.settings.mostConcurrentCalls,
    };
  }

  /** Tells all that happens from now on, until the returned function is called. */
  follow(listener: (news: WorldNews) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setSpeed(speed: Speed): void {
    this.stopClock();
    this.speed = speed;
    this.stopClock = this.options.pace(this.queue.twilio.clock, speed);
    this.tell({ kind: 'change' });
  }

  /** Why the last change of the code is not in; undefined if it is. */
  setProblem(problem: string | undefined): void {
    if (this.problem === problem) return;
    this.problem = problem;
    this.tell({ kind: 'change' });
  }

  /** The scene is over, and this did not come out as told. */
  endScene(wentWrong: readonly string[]): void {
    this.sceneEnd = { wentWrong };
    this.tell({ kind: 'change' });
  }

  /** From now on every function fails in this way. */
  failFunctions(failure: FailureName | 'none'): void {
    this.functions.fail(failure);
    this.tell({ kind: 'change' });
  }

  /** So many people ring a queue in the same moment, the first queue’s if none is named. Returns the calls that got through. */
  crowd(callers: number, queue: string | undefined): readonly string[] {
    const ring = () => this.queue.call(freeNumber(this.seen.phones, firstCallersNumber), queue);
    return Array.from({ length: callers }, ring).flatMap((person) => person?.callSid ?? []);
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why nobody can. */
  takeNextCaller(): string {
    return this.agents.takeNextCaller(this.seen);
  }

  /** Lets so much time pass at once, and resolves when all has happened that was due by then. */
  jump(millis: number): Promise<void> {
    return this.jumps.by(millis);
  }

  /** Lets all time pass until the next of the queues closes; throws a `ControlError` if none does so soon. */
  jumpToClosing(): Promise<void> {
    return this.jumps.toClosing(this.queue.config);
  }

  /** Ends it: its clock, and all that was started for it. */
  async close(): Promise<void> {
    this.jumps.stop();
    this.stopClock();
    this.listeners.clear();
    // What is under way comes to its end first.
    await this.queue.twilio.clock.advance(0).catch(() => undefined);
    this.stopFollowing();
    await this.options.end?.();
  }

  private see(event: NumberedEvent): void {
    this.seen = boardAfter(this.seen, event, agentsNumber);
    this.agents.see(event);
    this.tell({ kind: 'event', event });
  }

  private tell(news: WorldNews): void {
    for (const listener of this.listeners) listener(news);
  }
}
