import { ControlError, type NumberedEvent, type Person, signed, type TimelineEvent } from '../emulator/index';
import type { FailureName } from '../simulation/failures';
import { agentsNumber, type LocalQueue, localDomain, localPin } from '../simulation/local-queue';
import type { ReceivedMessage } from '../simulation/scenes/receiver';
import { agentChoices } from './agent-choices';
import { AgentsAtWork, namesAtTwilio } from './agents-at-work';
import type { CallBoard, CallBoardEvent, DialedNumbers, Phone } from './call-board';
import { callBoardAfter, emptyCallBoard } from './call-board-after';
import { calledNumbers } from './called-numbers';
import { FailingFunctions } from './failing-functions';
import { firstAgentsNumber, firstCallersNumber, freeNumber } from './free-number';
import { HoursOfQueues, nextHoursChange } from './hours';
import { Jumps } from './jumps';
import type { Pace, Speed } from './pace';
import { nameOfNewCall } from './phone-name';
import { phoneNumberComplaint, readPhoneNumber } from './phone-number';
import type {
  AgentChoice,
  Beat,
  CalledNumber,
  HoursChange,
  QueueState,
  ReplayedRequest,
  SimulationState,
} from './protocol';
import { tooManyCalls } from './too-many-calls';

/** What a page is told about a simulation. */
export type SimulationChange =
  | { readonly kind: 'event'; readonly event: CallBoardEvent }
  /** Something about it is other: its speed, a problem, failing functions, its scene. */
  | { readonly kind: 'change' };

/** The scene that is played in a simulation. */
export interface PlayedScene {
  readonly number: number;
  readonly name: string;
  /** What it waits for. */
  readonly next: () => Beat | undefined;
}

/** A number besides those of the config, such as one that a deployment is tried out with. */
export interface ExtraNumber extends CalledNumber {
  readonly isForAgents?: true;
}

export interface RunningSimulationOptions {
  readonly id: number;
  readonly queue: LocalQueue;
  readonly pace: Pace;
  /** The file of the config that it runs. */
  readonly configFile: string;
  readonly speed?: Speed;
  /** The variables of its deployment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly extraNumbers?: readonly ExtraNumber[];
  /** Where its functions answer on this machine. */
  readonly edgeUrl?: string;
  /** The messages that a team's own server received. */
  readonly receiver?: { readonly messages: readonly ReceivedMessage[] };
  readonly scene?: PlayedScene;
  /** Ends what else was started for it. */
  readonly end?: () => Promise<void>;
}

/** Somebody who calls. */
export interface NewCall {
  readonly from: string;
  readonly to: string;
  /** What they are called; a usual name if it is not given. */
  readonly name?: string | undefined;
}

/** A local Twilio with the queue on it, its clock at a pace, and the board of all that happens there. */
export class RunningSimulation {
  readonly queue: LocalQueue;
  private seen: CallBoard;
  private speed: Speed;
  private problem: string | undefined;
  private sceneEnd: { readonly wentWrong: readonly string[] } | undefined;
  private stopClock: () => void = () => undefined;
  private readonly stopFollowing: () => void;
  private readonly listeners = new Set<(change: SimulationChange) => void>();
  private readonly choices: readonly AgentChoice[];
  private readonly agents: AgentsAtWork;
  private readonly functions: FailingFunctions;
  private readonly jumps: Jumps;
  private readonly hours: HoursOfQueues;
  private readonly numbers: DialedNumbers;
  /** The name of somebody who is just about to call: the first event of a call comes before its SID is known. */
  private nextName: string | undefined;

  constructor(private readonly options: RunningSimulationOptions) {
    const { queue, environment = { AGENT_PIN: localPin }, extraNumbers = [] } = options;
    const { clock, timeline } = queue.twilio;
    this.queue = queue;
    this.speed = options.speed ?? 1;
    this.choices = agentChoices(queue.config, environment);
    this.agents = new AgentsAtWork(queue, this.choices, (agent) => this.callAsAgent(agent).callSid);
    this.functions = new FailingFunctions(queue);
    this.jumps = new Jumps(clock, () => this.send({ kind: 'change' }));
    this.hours = new HoursOfQueues(queue.config);
    this.numbers = dialedNumbers([...calledNumbers(queue.config), ...extraNumbers]);
    this.seen = emptyCallBoard(clock.now());
    for (const event of timeline.events()) this.see(event);
    this.stopFollowing = timeline.follow((event) => this.see(event));
    this.startClock();
  }

  /** All that happened here, as the page shows it. */
  get board(): CallBoard {
    return this.seen;
  }

  get now(): Date {
    return this.queue.twilio.clock.now();
  }

  /** What the page is told about it. */
  get state(): Omit<SimulationState, 'scenes'> {
    const { id, scene, configFile, extraNumbers = [], edgeUrl, receiver } = this.options;
    const { config, twilio } = this.queue;
    const { now } = this;
    const next = scene?.next();
    return {
      id,
      configFile,
      ...(scene && {
        scene: {
          number: scene.number,
          name: scene.name,
          isOver: this.sceneEnd !== undefined,
          wentWrong: this.sceneEnd?.wentWrong ?? [],
          ...(next && { next }),
        },
      }),
      timeZone: timeZoneOf(this.queue),
      numbers: [...calledNumbers(config), ...extraNumbers.filter(({ isForAgents }) => !isForAgents)],
      dialed: this.numbers,
      agents: this.choices,
      queues: this.queueStates(),
      domain: localDomain,
      ...(edgeUrl !== undefined && { edgeUrl }),
      now: now.toISOString(),
      speed: this.speed,
      hasHours: nextHoursChange(config, now, 'closing-time') !== undefined,
      ...(this.jumps.current && { jump: this.jumps.current }),
      failure: this.functions.failure,
      ...(this.problem !== undefined && { problem: this.problem }),
      mostConcurrentCalls: twilio.settings.mostConcurrentCalls,
      ...(receiver && { received: receiver.messages.slice(-receivedShown) }),
    };
  }

  /** Tells all that happens from now on, until the returned function is called. */
  follow(listener: (change: SimulationChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.startClock();
    this.send({ kind: 'change' });
  }

  /** Why the last change of the code is not in; undefined if it is. */
  setProblem(problem: string | undefined): void {
    if (this.problem === problem) return;
    this.problem = problem;
    this.send({ kind: 'change' });
  }

  /** The scene waits for something else. */
  sceneChanged(): void {
    this.send({ kind: 'change' });
  }

  /** The scene is over, and this did not go as scripted. */
  endScene(wentWrong: readonly string[]): void {
    this.sceneEnd = { wentWrong };
    this.send({ kind: 'change' });
  }

  /** From now on every function fails in this way. */
  failFunctions(failure: FailureName | 'none'): void {
    this.functions.fail(failure);
    this.send({ kind: 'change' });
  }

  /** Somebody calls a number; throws a `ControlError` that says why not. */
  call({ from, to, name }: NewCall): Person {
    const number = readPhoneNumber(from);
    if (number === undefined) throw new ControlError(400, phoneNumberComplaint(from), 'from');
    const known = this.queue.twilio.phoneNumbers;
    if (!known.includes(to)) {
      throw new ControlError(
        400,
        `${to} is not a number of this account. There is ${known.join(', ')}.`,
        'to',
      );
    }
    this.nextName = name;
    const person = this.queue.dial(number, to);
    this.nextName = undefined;
    if (!person) throw tooManyCalls(this.queue);
    return person;
  }

  /** Somebody calls a queue, the first one if none is named, from a number that nobody has. */
  callQueue(queue?: string): Person {
    const to = calledNumbers(this.queue.config).find(
      (number) => number.kind === undefined && (queue === undefined || number.queue === queue),
    );
    return this.callNumber(to?.phoneNumber ?? '');
  }

  /** Somebody calls from a number that nobody has. */
  callNumber(to: string): Person {
    return this.call({ from: freeNumber(this.seen.phones, firstCallersNumber), to });
  }

  /** So many people call a queue in the same moment. Returns the calls that got through. */
  crowd(callers: number, queue?: string): readonly string[] {
    const call = () => {
      try {
        return this.callQueue(queue).callSid;
      } catch (error) {
        if (error instanceof ControlError && error.status === 409) return [];
        throw error;
      }
    };
    return Array.from({ length: callers }, call).flat();
  }

  /** Everybody who can call as an agent; the last one is not listed in the config. */
  get agentChoices(): readonly AgentChoice[] {
    return this.choices;
  }

  /** An agent calls the agents' number; throws a `ControlError` if the account carries no further call. */
  callAsAgent(agent: AgentChoice = this.unlistedAgent, to = agentsNumber): Person {
    const from = agent.number ?? freeNumber(this.seen.phones, firstAgentsNumber);
    const person = this.call({ from, to, name: agent.id });
    this.agents.choose(person.callSid, agent);
    return person;
  }

  /** The PIN of an agent is entered for them, as soon as it is asked for. */
  enterPin(call: string): void {
    this.agents.signIn(call);
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why nobody can. */
  takeNextCaller(): string {
    return this.agents.takeNextCaller(this.seen);
  }

  /** Makes a request of the timeline once more, with a signature of its own. The call does not notice. */
  async replay(number: number): Promise<ReplayedRequest> {
    const { timeline, account } = this.queue.twilio;
    const event = timeline.events(number - 1)[0];
    if (event?.number !== number || event.kind !== 'webhook') {
      throw new ControlError(404, `Request ${number} is no longer kept. Take a newer one.`, 'request');
    }
    const { status, headers, body } = await this.hostOf(event)(signed(requestOf(event), account.authToken));
    const contentType = headers['content-type'] ?? '';
    return { status, contentType, answer: contentType.startsWith('audio/') ? '' : body.toString() };
  }

  /** Lets so much time pass at once, and resolves when all has happened that was due by then. */
  jump(millis: number): Promise<void> {
    return this.jumps.by(millis);
  }

  /** Lets all time pass until the next of the queues opens or closes; throws a `ControlError` if none does so soon. */
  jumpTo(change: HoursChange): Promise<void> {
    return this.jumps.toHoursChange(this.queue.config, change);
  }

  cancelJumps(): void {
    this.jumps.cancel();
  }

  /** Ends it: its clock, and all that was started for it. */
  async close(): Promise<void> {
    this.jumps.close();
    this.stopClock();
    this.listeners.clear();
    // What is under way comes to its end first.
    await this.queue.twilio.clock.advance(0).catch(() => undefined);
    this.stopFollowing();
    await this.options.end?.();
  }

  private get unlistedAgent(): AgentChoice {
    const unlisted = this.choices.at(-1);
    if (!unlisted) throw new Error('There is always an agent whom the config does not list.');
    return unlisted;
  }

  private hostOf({ url }: Extract<TimelineEvent, { kind: 'webhook' }>) {
    const host = this.queue.twilio.deployedAt(new URL(url));
    if (host) return host;
    throw new ControlError(409, `Nothing is deployed at ${new URL(url).host} any more.`, 'request');
  }

  private queueStates(): QueueState[] {
    const atTwilio = [...namesAtTwilio(this.queue.config)];
    return Object.entries(this.queue.config.queues).map(([name, { maxCallers }]) => {
      const hours = this.hours.at(name, this.now);
      return {
        name,
        namesAtTwilio: atTwilio.flatMap(([own, of]) => (of === name ? [own] : [])),
        maxCallers,
        ...(hours && { hours }),
      };
    });
  }

  private startClock(): void {
    this.stopClock();
    const { clock, timeline } = this.queue.twilio;
    this.stopClock = this.speed === 0 ? () => undefined : this.options.pace(clock, this.speed, timeline);
  }

  private see(numbered: NumberedEvent): void {
    const event = this.withName(numbered);
    this.seen = callBoardAfter(this.seen, event, this.numbers);
    this.agents.see(numbered);
    this.send({ kind: 'event', event });
    // By then the message is with the receiver.
    if (numbered.kind === 'log' && numbered.text.includes('"voicemail"')) this.send({ kind: 'change' });
  }

  private withName(event: NumberedEvent): CallBoardEvent {
    if (event.kind !== 'call' || event.status !== 'ringing') return event;
    const { direction, from, to } = event;
    const inboundRole = this.numbers.agents.includes(to) ? 'agent' : 'caller';
    const role: Phone['role'] = direction === 'inbound' ? inboundRole : 'external';
    const name = nameOfNewCall({ role, from, to }, this.nextName, this.seen.phones, this.queue.config.agents);
    return { ...event, name };
  }

  private send(change: SimulationChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

const receivedShown = 20;

/** Names for the numbers that people call. */
function dialedNumbers(numbers: readonly ExtraNumber[]): DialedNumbers {
  const extraAgents = numbers.filter(({ isForAgents }) => isForAgents);
  return {
    agents: [agentsNumber, ...extraAgents.map(({ phoneNumber }) => phoneNumber)],
    names: {
      [agentsNumber]: 'the agents’ number',
      ...Object.fromEntries(numbers.map(({ phoneNumber, queue }) => [phoneNumber, queue])),
    },
  };
}

/** That of the first queue with hours, else that of this machine. */
function timeZoneOf({ config: { queues } }: LocalQueue): string {
  const [hours] = Object.values(queues).flatMap(({ openingHours }) => openingHours ?? []);
  return hours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** As Twilio sent it, without the signature. */
function requestOf({ method, url, parameters, headers = {} }: Extract<TimelineEvent, { kind: 'webhook' }>) {
  const target = new URL(url);
  target.hash = '';
  const isPost = method === 'POST';
  if (!isPost)
    for (const [name, value] of Object.entries(parameters)) target.searchParams.append(name, value);
  return {
    method: isPost ? ('POST' as const) : ('GET' as const),
    url: target,
    headers,
    form: new URLSearchParams(isPost ? parameters : {}),
  };
}
