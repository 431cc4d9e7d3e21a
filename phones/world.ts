import { type FailureName, failures } from '../commands/failures';
import {
  agentsNumber,
  type LocalQueue,
  localDomain,
  localPin,
  numbersOfQueues,
} from '../commands/local-queue';
import { ControlError } from '../emulator/control/request';
import type { NumberedEvent } from '../emulator/timeline';
import { tooManyCalls } from '../emulator/voice/leg';
import type { Disturbance } from '../emulator/web/disturbances';
import { queueNameAtTwilio } from '../src/line-name';
import type { QueuesConfig } from '../src/queue-config';
import { AgentsAtWork } from './agents-at-work';
import { type Board, boardAfter, emptyBoard } from './board';
import { nextClosing } from './closing-time';
import { decideNextCaller } from './next-caller';
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

/** How far a jump may lead: callers and agents are asked about on the way. */
const longestJumpDays = 7;
const dayMillis = 24 * 3600_000;
const jumpStepMillis = 60_000;

/** A local Twilio with the queue on it, its clock at a pace, and the board of all that happens there. */
export class RunningWorld {
  readonly queue: LocalQueue;
  private seen: Board;
  private speed: Speed = 1;
  private failure: FailureName | 'none' = 'none';
  private problem: string | undefined;
  private sceneEnd: { readonly wentWrong: readonly string[] } | undefined;
  private endFailure: () => void = () => undefined;
  private stopClock: () => void;
  private readonly stopFollowing: () => void;
  private readonly listeners = new Set<(news: WorldNews) => void>();
  private readonly agents: AgentsAtWork;
  private people = 0;
  private jumping: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly options: RunningWorldOptions) {
    const { queue, pace } = options;
    const { clock, timeline } = queue.twilio;
    this.queue = queue;
    this.agents = new AgentsAtWork(queue.twilio);
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
      numbers: numbersOf(config),
      agentsNumber,
      pin: localPin,
      domain: localDomain,
      now: this.now.toISOString(),
      speed: this.speed,
      hasClosingTime: nextClosing(config, this.now) !== undefined,
      failure: this.failure,
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

  /** From now on every function fails in this way; assets are served as ever, as they would be by Twilio. */
  failFunctions(failure: FailureName | 'none'): void {
    this.endFailure();
    this.failure = failure;
    const ends = failure === 'none' ? [] : this.disturbFunctions(failures[failure]);
    this.endFailure = () => {
      for (const end of ends) end();
    };
    this.tell({ kind: 'change' });
  }

  /** So many people ring a queue in the same moment, the first queue’s if none is named. Returns the calls that got through. */
  crowd(callers: number, queue: string | undefined): readonly string[] {
    return Array.from({ length: callers }, () => this.queue.call(this.inventNumber(), queue)).flatMap(
      (person) => person?.callSid ?? [],
    );
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why nobody can. */
  takeNextCaller(): string {
    const { config, twilio } = this.queue;
    const step = decideNextCaller(this.agents.onTheLine(this.seen.phones), this.waitingQueues(), config);
    switch (step.kind) {
      case 'ring': {
        const person = this.queue.callAsAgent(step.from ?? this.inventNumber());
        if (!person) throw this.tooManyCalls();
        this.agents.signIn(person.callSid);
        return person.callSid;
      }
      case 'sign-in':
        this.agents.signIn(step.call);
        return step.call;
      case 'press':
        twilio.personOn(step.call)?.press(step.key);
        return step.call;
      case 'wait':
        return step.call;
      case 'nobody-serves':
        throw new ControlError(
          409,
          `No agent is free who serves ${step.queue}. List one with a number under agents in queues.config.ts.`,
        );
      default:
        return step satisfies never;
    }
  }

  /** The account carries no further call: said as Twilio says it, and what to do about it here. */
  tooManyCalls(): ControlError {
    const { mostConcurrentCalls } = this.queue.twilio.settings;
    const { code, message } = tooManyCalls(mostConcurrentCalls);
    return new ControlError(
      409,
      `${code} ${message}. Have somebody hang up, or start with more: npm start -- --calls ${mostConcurrentCalls * 2}`,
    );
  }

  /** Lets so much time pass at once, and resolves when all has happened that was due by then. */
  jump(millis: number): Promise<void> {
    return this.jumpTo(() => this.now.getTime() + millis);
  }

  /** Lets all time pass until the next of the queues closes; throws a `ControlError` if none does so soon. */
  async jumpToClosing(): Promise<void> {
    const closing = nextClosing(this.queue.config, this.now)?.getTime() ?? Number.POSITIVE_INFINITY;
    if (closing - this.now.getTime() <= longestJumpDays * dayMillis) return this.jumpTo(() => closing);
    throw new ControlError(
      409,
      `No queue closes within ${longestJumpDays} days. Give one openingHours in queues.config.ts, and start again.`,
    );
  }

  /** Ends it: its clock, and all that was started for it. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.stopClock();
    this.listeners.clear();
    // What is under way comes to its end first.
    await this.queue.twilio.clock.advance(0).catch(() => undefined);
    this.stopFollowing();
    await this.options.end?.();
  }

  /** One jump after the other, each in steps, so that a world can be left on the way. */
  private jumpTo(moment: () => number): Promise<void> {
    this.jumping = this.jumping.then(async () => {
      const end = moment();
      for (let left = end - this.now.getTime(); left > 0 && !this.isClosed; left = end - this.now.getTime()) {
        // What breaks stands on the timeline, and time goes on.
        await this.queue.twilio.clock.advance(Math.min(left, jumpStepMillis)).catch(console.error);
      }
    });
    return this.jumping;
  }

  /** Returns a way to end it for each function. */
  private disturbFunctions(disturbance: Disturbance): (() => void)[] {
    const { files, twilio } = this.queue;
    return files
      .filter(({ kind }) => kind === 'function')
      .map(({ path }) => twilio.disturb({ ...disturbance, path, times: Number.POSITIVE_INFINITY }));
  }

  private see(event: NumberedEvent): void {
    this.seen = boardAfter(this.seen, event, agentsNumber);
    this.agents.see(event);
    this.tell({ kind: 'event', event });
  }

  /** By the names of the config, from the queue in which somebody has waited longest. */
  private waitingQueues(): string[] {
    const names = namesAtTwilio(this.queue.config);
    return this.seen.lines
      .flatMap(({ queue, places: [first] }) => (first ? [{ queue, since: first.since }] : []))
      .sort((one, other) => one.since.localeCompare(other.since))
      .map(({ queue }) => names.get(queue) ?? queue);
  }

  private inventNumber(): string {
    this.people += 1;
    return `+1555${2_000_000 + this.people}`;
  }

  private tell(news: WorldNews): void {
    for (const listener of this.listeners) listener(news);
  }
}

/** Every number that callers may ring, and what they reach by it. */
function numbersOf(config: QueuesConfig): World['numbers'] {
  const { queues, menus = {} } = config;
  return [
    ...[...numbersOfQueues(config)].flatMap(([queue, numbers]) =>
      numbers.map((phoneNumber) => ({ queue, phoneNumber })),
    ),
    ...Object.entries(queues).flatMap(([queue, { priority }]) =>
      (priority?.numbers ?? []).map((phoneNumber) => ({ queue, phoneNumber, kind: 'priority' as const })),
    ),
    ...Object.entries(menus).flatMap(([menu, { numbers }]) =>
      numbers.map((phoneNumber) => ({ queue: menu, phoneNumber, kind: 'menu' as const })),
    ),
  ];
}

/** A queue of the config is one or two at Twilio. */
const namesAtTwilio = ({ queues }: QueuesConfig) =>
  new Map(
    Object.keys(queues).flatMap((name) =>
      (['normal', 'priority'] as const).map((lane) => [queueNameAtTwilio(name, lane), name] as const),
    ),
  );
