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

/** What a page receives about a simulation. */
export type SimulationChange =
  | { readonly kind: 'event'; readonly event: CallBoardEvent }
  /** Something about it changed: its speed, a problem, failing functions, its scene. */
  | { readonly kind: 'change' };

/** The scene that plays in a simulation. */
export interface PlayedScene {
  readonly number: number;
  readonly name: string;
  /** What it waits for. */
  readonly next: () => Beat | undefined;
}

/** A number that is not in the config, such as one for trying out a deployment. */
export interface ExtraNumber extends CalledNumber {
  readonly isForAgents?: true;
}

export interface RunningSimulationOptions {
  readonly id: number;
  readonly queue: LocalQueue;
  readonly pace: Pace;
  /** How its clock moves once its scene is over; by default as before. */
  readonly paceAfterScene?: Pace;
  /** The file of its config. */
  readonly configFile: string;
  readonly speed?: Speed;
  /** The variables of its deployment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly extraNumbers?: readonly ExtraNumber[];
  /** The URL at which its functions answer on this machine. */
  readonly edgeUrl?: string;
  /** The messages that the team's own server received. */
  readonly receiver?: { readonly messages: readonly ReceivedMessage[] };
  readonly scene?: PlayedScene;
  /** Ends everything else that was started for it. */
  readonly end?: () => Promise<void>;
}

/** A caller, before the call. */
export interface NewCall {
  readonly from: string;
  readonly to: string;
  /** By default a usual name. */
  readonly name?: string | undefined;
}

/** A local Twilio with the queue on it, its clock at a pace, and the board of everything that happens there. */
export class RunningSimulation {
  readonly queue: LocalQueue;
  private seen: CallBoard;
  private speed: Speed;
  private pace: Pace;
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
  /** The name of a person who is about to call: the first event of a call comes before its SID is known. */
  private nextName: string | undefined;

  constructor(private readonly options: RunningSimulationOptions) {
    const { queue, environment = { AGENT_PIN: localPin }, extraNumbers = [] } = options;
    const { clock, timeline } = queue.twilio;
    this.queue = queue;
    this.speed = options.speed ?? 1;
    this.pace = options.pace;
    const deployed = extraNumbers.flatMap(({ isForAgents, phoneNumber, queue: id }) =>
      isForAgents ? [{ id, queues: [], to: phoneNumber }] : [],
    );
    const listed = agentChoices(queue.config, environment);
    this.choices = [...listed.slice(0, -1), ...deployed, ...listed.slice(-1)];
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

  /** Everything that happened here, as the page shows it. */
  get board(): CallBoard {
    return this.seen;
  }

  get now(): Date {
    return this.queue.twilio.clock.now();
  }

  /** What the page shows about it. */
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
      maxConcurrentCalls: twilio.settings.maxConcurrentCalls,
      ...(receiver && { received: receiver.messages.slice(-receivedShown) }),
    };
  }

  /** Reports everything that happens from now on, until the returned function is called. */
  follow(listener: (change: SimulationChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.startClock();
    this.send({ kind: 'change' });
  }

  /** Sets why the last change to the code is not live; undefined if it is. */
  setProblem(problem: string | undefined): void {
    if (this.problem === problem) return;
    this.problem = problem;
    this.send({ kind: 'change' });
  }

  /** Sets what the scene waits for. */
  sceneChanged(): void {
    this.send({ kind: 'change' });
  }

  /** Ends the scene, with what did not go as scripted. */
  endScene(wentWrong: readonly string[]): void {
    this.sceneEnd = { wentWrong };
    this.pace = this.options.paceAfterScene ?? this.pace;
    this.setSpeed(this.speed === 0 ? 0 : 1);
  }

  /** Makes every function fail in this way from now on. */
  failFunctions(failure: FailureName | 'none'): void {
    this.functions.fail(failure);
    this.send({ kind: 'change' });
  }

  /** Calls a number; throws a `ControlError` that says why that is not possible. */
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

  /** Calls a queue, by default the first one, from a number that nobody has. */
  callQueue(queue?: string): Person {
    const to = calledNumbers(this.queue.config).find(
      (number) => number.kind === undefined && (queue === undefined || number.queue === queue),
    );
    return this.callNumber(to?.phoneNumber ?? '');
  }

  /** Calls from a number that nobody has. */
  callNumber(to: string): Person {
    return this.call({ from: freeNumber(this.seen.phones, firstCallersNumber), to });
  }

  /** Makes this many people call a queue at the same time. Returns the calls that got through. */
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

  /** Everyone who can call as an agent; the last one is not listed in the config. */
  get agentChoices(): readonly AgentChoice[] {
    return this.choices;
  }

  /** Makes an agent call the agents' number; throws a `ControlError` if the account allows no further call. */
  callAsAgent(agent: AgentChoice = this.unlistedAgent): Person {
    const from = agent.number ?? freeNumber(this.seen.phones, firstAgentsNumber);
    const { to = agentsNumber } = agent;
    const person = this.call({ from, to, name: agent.to === undefined ? agent.id : undefined });
    this.agents.choose(person.callSid, agent);
    return person;
  }

  /** Whether the PIN of the agent on a call is known here: that of a practiced deployment is not. */
  knowsPin(call: string): boolean {
    return this.agents.pinOn(call) !== undefined;
  }

  /** Enters the PIN for an agent as soon as it is asked for. */
  enterPin(call: string): void {
    this.agents.signIn(call);
  }

  /** Makes an agent take the next caller. Returns the agent’s call; throws a `ControlError` that says why none can. */
  takeNextCaller(): string {
    return this.agents.takeNextCaller(this.seen);
  }

  /** Makes a request of the timeline again, with a new signature. The call does not notice. */
  async replay(number: number): Promise<ReplayedRequest> {
    const { clock, timeline, account } = this.queue.twilio;
    const event = timeline.events(number - 1)[0];
    if (event?.number !== number || event.kind !== 'webhook') {
      throw new ControlError(404, `Request ${number} is no longer kept. Choose a newer one.`, 'request');
    }
    const answering = this.hostOf(event)(signed(requestOf(event), account.authToken));
    // A function needs time, and a paused clock gives it none.
    if (this.speed === 0) {
      let isOver = false;
      void answering.finally(() => (isOver = true)).catch(() => undefined);
      await clock.advanceUntil(() => isOver, longestAnswerMillis);
    }
    const { status, headers, body } = await answering;
    const contentType = headers['content-type'] ?? '';
    return { status, contentType, answer: contentType.startsWith('audio/') ? '' : body.toString() };
  }

  /** Lets this much time pass at once. Resolves when everything that was due by then has happened. */
  jump(millis: number): Promise<void> {
    return this.jumps.by(millis);
  }

  /** Lets time pass until the next queue opens or closes; throws a `ControlError` if none does soon. */
  jumpTo(change: HoursChange): Promise<void> {
    return this.jumps.toHoursChange(this.queue.config, change);
  }

  cancelJumps(): void {
    this.jumps.cancel();
  }

  /** Stops its clock, and ends everything that was started for it. */
  async close(): Promise<void> {
    this.jumps.close();
    this.stopClock();
    this.listeners.clear();
    // What is in progress finishes first.
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
    throw new ControlError(409, `Nothing is deployed at ${new URL(url).host} anymore.`, 'request');
  }

  private queueStates(): QueueState[] {
    const atTwilio = [...namesAtTwilio(this.queue.config)];
    return Object.entries(this.queue.config.queues).map(([name, { maxCallers, ringing }]) => {
      const hours = this.hours.at(name, this.now);
      return {
        name,
        namesAtTwilio: atTwilio.flatMap(([own, of]) => (of === name ? [own] : [])),
        maxCallers,
        ...(ringing && { isRung: true as const }),
        ...(hours && { hours }),
      };
    });
  }

  private startClock(): void {
    this.stopClock();
    const { clock, timeline } = this.queue.twilio;
    this.stopClock = this.speed === 0 ? () => undefined : this.pace(clock, this.speed, timeline);
  }

  private see(numbered: NumberedEvent): void {
    const event = this.withName(this.queue.withQueueName(numbered));
    this.seen = callBoardAfter(this.seen, event, this.numbers);
    this.agents.see(numbered);
    this.send({ kind: 'event', event });
    // By then the receiver has the message.
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
const longestAnswerMillis = 15_000;

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

/** The time zone of the first queue with hours, else this machine’s. */
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
