import { join } from 'node:path';
import type { NumberedEvent, Person, Worker } from '../../emulator/index';
import { outcomesOf } from '../../reporting/outcome';
import type { LocalQueue } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { activityNames } from '../../src/config/task-router';
import type { LoggedLine } from '../../src/log';
import { endsAt } from '../../src/rules/reconcile-workers';
import { readWorker } from '../../src/rules/worker-attributes';
import { Randomness } from '../day/randomness';
import { anyRungFault } from './faults';
import { sendCaller } from './people';
import config from './rung.config';
import { RungStormAgent, stormPinOf } from './rung-agent';
import { type StormOptions, surelyLostSeconds, twoOutcomes } from './storm';
import { openStormQueue } from './storm-queue';
import { Witness } from './witness';

const wrongs = [
  'served, but never connected to an agent',
  'served, but every conversation broke off',
  'without a final outcome',
  'in silence for more than 16 s',
  'with two agents at once',
  'with an agent who talked already',
  'looked for two minutes after the caller had left',
  'waiting while an agent stayed too long in a state',
  'waiting while an agent was available',
  'waiting although TaskRouter knows nothing of it',
  'broken in the local Twilio',
] as const;

type Wrong = (typeof wrongs)[number];

export interface RungStormReport {
  readonly brokenConversations: number;
  readonly callers: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: number;
  readonly longestSilence: number;
  readonly twoOutcomes: number;
  readonly wrong: Readonly<Record<Wrong, readonly string[]>>;
}

const longestSilence = 16;
const secondsBetweenCallers = 15;
const secondsBetweenLooks = 10;
/** A fault that affects no request for so long ends. */
const faultSeconds = 60;
/** A search for an agent, or an agent's state, is wrong if it continues this long after its end was due. */
const patienceSeconds = 120;
/** A caller's next document finds out what is overdue; to keep the messages in turn, one may have two pieces. */
const longestDocumentSeconds = 180;

/** The functions with the config of this storm. */
export const openRungStormProject = () => projectWith(join(__dirname, 'rung.config.ts'), config);

/** Plays one storm in which agents are rung. The same seed gives the same storm. */
export async function playRungStorm(
  options: StormOptions,
  project: TemporaryProject,
): Promise<RungStormReport> {
  const randomness = new Randomness(options.seed);
  const pins = config.agents.map((agent) => [`AGENT_PIN_${agent.id.toUpperCase()}`, stormPinOf(agent)]);
  const environment = Object.fromEntries(pins);
  const queue = await openStormQueue({ project, environment }, options.seed, randomness);
  const storm = new RungStorm(queue, randomness);
  await storm.play(options);
  return storm.report();
}

interface StormCaller {
  readonly person: Person;
  readonly witness: Witness;
  waitsSince?: number | undefined;
  forgottenSince?: number | undefined;
  leftAt?: number;
}

class RungStorm {
  private readonly callers = new Map<string, StormCaller>();
  private readonly agents: RungStormAgent[];
  private readonly phoneOfCall = new Map<string, string>();
  /** With whom each agent talks, and each caller. */
  private readonly talks = new Map<string, string>();
  private readonly log: LoggedLine[] = [];
  private readonly wrong = Object.fromEntries(wrongs.map((name) => [name, new Map()])) as Record<
    Wrong,
    Map<string, string>
  >;
  private faults = 0;
  /** A caller who leaves while REST fails may leave a task behind: docs/design.md says what happens to it. */
  private readonly restFaults: number[] = [];
  /** Since when an agent is free, and nobody is being rung. */
  private readonly freeSince = new Map<string, number>();

  constructor(
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {
    this.agents = config.agents.map((agent) => new RungStormAgent(agent, queue, randomness));
    for (const { phone } of this.agents)
      queue.twilio.setExternalNumber(phone, { kind: 'rings', maxCalls: 1 });
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  async play({ callers, secondsBetweenFaults }: StormOptions): Promise<void> {
    const { randomness, queue } = this;
    const { clock } = queue.twilio;
    let seconds = 30;
    for (let index = 0; index < callers; index++) {
      seconds += randomness.exponential(secondsBetweenCallers);
      clock.after(seconds * 1000, () => this.arrive(index));
    }
    for (const agent of this.agents) agent.comeAndGo(seconds);
    for (let at = 0; at < seconds; at += randomness.exponential(secondsBetweenFaults)) {
      clock.after(at * 1000, () => this.goWrong());
    }
    for (let at = 0; at < seconds + 30 * 60; at += secondsBetweenLooks) {
      clock.after(at * 1000, () => this.look());
    }
    await clock.advance(seconds * 1000);
    queue.twilio.disturbances.clear();
    await clock.advance(30 * 60_000);
    for (const { person } of this.callers.values()) person.hangUp();
    await clock.advance(60_000);
  }

  report(): RungStormReport {
    const found = outcomesOf(this.log);
    const ends = new Set(this.log.flatMap(({ event, call }) => (event === 'ended' ? [call] : [])));
    const outcomes: Record<string, number> = {};
    let longest = 0;
    let brokenConversations = 0;
    for (const [call, { person, witness }] of this.callers) {
      const outcome = found.get(call) ?? 'unfinished';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      brokenConversations += witness.conversations.filter(
        ({ seconds, isEndedByAgent }) => isEndedByAgent && seconds < config.queues.first.servedAfterSeconds,
      ).length;
      longest = Math.max(longest, witness.longestSilence);
      const { conversations } = witness;
      const isLost = ({ seconds, isEndedByAgent }: (typeof conversations)[number]) =>
        isEndedByAgent && seconds < surelyLostSeconds;
      if (outcome === 'served' && conversations.length === 0)
        this.blame('served, but never connected to an agent', call);
      if (outcome === 'served' && conversations.length > 0 && conversations.every(isLost))
        this.blame('served, but every conversation broke off', call);
      if ((outcome === 'unfinished' && ends.has(call)) || person.isOnTheLine)
        this.blame('without a final outcome', call);
      if (witness.longestSilence > longestSilence)
        this.blame('in silence for more than 16 s', call, `${witness.longestSilence}`);
    }
    const wrong = wrongs.map((name) => [
      name,
      [...this.wrong[name]].map(([call, what]) => `${call} ${what}; ${this.story(call)}`),
    ]);
    return {
      callers: this.callers.size,
      outcomes,
      brokenConversations,
      faults: this.faults,
      longestSilence: longest,
      twoOutcomes: twoOutcomes(this.log).size,
      wrong: Object.fromEntries(wrong) as Record<Wrong, string[]>,
    };
  }

  private story(call: string): string {
    return this.log
      .flatMap((line) => {
        if (line.call !== call) return [];
        const details = ['agent', 'stay', 'result', 'outcome', 'accepted'].flatMap(
          (name) => (line as Record<string, unknown>)[name] ?? [],
        );
        return [[line.at.slice(11, 23), line.event, ...details].join(' ')];
      })
      .join('; ');
  }

  private blame(what: Wrong, call: string, more = ''): void {
    if (!this.wrong[what].has(call))
      this.wrong[what].set(call, `${this.queue.twilio.clock.now().toISOString().slice(11, 23)} ${more}`);
  }

  private arrive(index: number): void {
    const person = sendCaller(index, this.queue, this.randomness);
    if (!person) throw new Error('The local account allows too few calls: raise maxConcurrentCalls.');
    const witness = new Witness();
    this.callers.set(person.callSid, { person, witness });
    for (const event of person.events()) witness.note(event);
  }

  private goWrong(): void {
    this.faults += 1;
    if (this.randomness.happens(0.05)) {
      this.meddle();
      return;
    }
    const fault = anyRungFault(this.randomness);
    if (fault.where === 'rest') this.restFaults.push(this.seconds);
    const takeBack = this.queue.twilio.disturb(fault);
    this.queue.twilio.clock.after(faultSeconds * 1000, takeBack);
  }

  /** What somebody does at the Console. */
  private meddle(): void {
    const { randomness, routed, workspace } = this;
    const tasks = [...workspace.tasks].filter(({ assignmentStatus }) => assignmentStatus === 'pending');
    const task = tasks[Math.floor(randomness.uniform() * tasks.length)];
    const workers = [...workspace.workers];
    const worker = workers[Math.floor(randomness.uniform() * workers.length)];
    const offline = workspace.activities.find(({ friendlyName }) => friendlyName === activityNames.offline);
    switch (randomness.weighted([1, 1, 1])) {
      case 0:
        if (worker && offline) routed.updateWorker(worker.sid, { activitySid: offline.sid });
        return;
      case 1:
        if (task) routed.tasks.delete(task.sid);
        return;
      default:
        if (task) routed.tasks.cancel(task, 'Somebody cleans up.');
    }
  }

  private get workspace() {
    return this.routed.workspace;
  }

  private get routed() {
    const [routed] = [...this.queue.twilio.taskRouter.workspaces];
    if (!routed) throw new Error('There is no workspace.');
    return routed;
  }

  private get seconds(): number {
    return this.queue.twilio.clock.now().getTime() / 1000;
  }

  /** What must hold whatever has gone wrong. */
  private look(): void {
    const now = this.seconds;
    const { workspace } = this;
    for (const task of workspace.tasks) {
      const { call_sid: call } = task.attributeValues;
      const leftAt = this.callers.get(`${call}`)?.leftAt;
      const isOpen = !['completed', 'canceled'].includes(task.assignmentStatus);
      const couldBeEnded =
        leftAt !== undefined && !this.restFaults.some((at) => Math.abs(at - leftAt) < faultSeconds);
      if (isOpen && couldBeEnded && now > leftAt + patienceSeconds)
        this.blame('looked for two minutes after the caller had left', `${call}`, task.assignmentStatus);
    }
    for (const worker of workspace.workers) this.lookAt(worker, now);
    for (const [call, caller] of this.callers) {
      const isForgotten = caller.waitsSince !== undefined && this.queueOf(call) === undefined;
      caller.forgottenSince = isForgotten ? (caller.forgottenSince ?? now) : undefined;
      // One document may fail to find it out.
      if (now > (caller.forgottenSince ?? now) + 2 * longestDocumentSeconds)
        this.blame('waiting although TaskRouter knows nothing of it', call);
    }
  }

  private lookAt(worker: Worker, now: number): void {
    const activityName = this.workspace.activityOf(worker).friendlyName;
    const read = readWorker({ ...worker, activityName }, config);
    if (!read) return;
    const queues = config.agents.find(({ id }) => id === read.agent)?.queues ?? [];
    const longest = [...this.callers]
      .filter(([call]) => queues.some((queue) => queue === this.queueOf(call)))
      .flatMap(([call, { waitsSince }]) =>
        waitsSince === undefined ? [] : [{ call, seconds: now - waitsSince }],
      )
      .sort((one, other) => other.seconds - one.seconds)[0];
    const isBusy = [...this.workspace.reservations].some(
      ({ workerSid, reservationStatus }) => workerSid === worker.sid && reservationStatus === 'pending',
    );
    const isFree = activityName === activityNames.available && !isBusy && longest !== undefined;
    if (!isFree) this.freeSince.delete(read.agent);
    else this.freeSince.set(read.agent, this.freeSince.get(read.agent) ?? now);
    if (!longest || longest.seconds < longestDocumentSeconds) return;
    if (now > (this.freeSince.get(read.agent) ?? now) + longestDocumentSeconds)
      this.blame('waiting while an agent was available', longest.call, read.agent);
    const phone = config.agents.find(({ id }) => id === read.agent)?.contactUri ?? '';
    const end = read.activity === 'onCall' && !this.talks.has(phone) ? read.since + 30 : endsAt(read);
    if (end !== undefined && now > end + longestDocumentSeconds + patienceSeconds)
      this.blame(
        'waiting while an agent stayed too long in a state',
        longest.call,
        `${read.agent} ${read.activity} since ${new Date(read.since * 1000).toISOString().slice(11, 19)}`,
      );
  }

  /** The queue in which TaskRouter looks for an agent for a caller. */
  private queueOf(call: string): unknown {
    return [...this.workspace.tasks].findLast(
      ({ attributeValues, assignmentStatus }) =>
        attributeValues.call_sid === call && ['pending', 'reserved'].includes(assignmentStatus),
    )?.attributeValues.queue;
  }

  private note(event: NumberedEvent): void {
    const call = 'call' in event ? event.call : undefined;
    const caller = call === undefined ? undefined : this.callers.get(call);
    caller?.witness.note(event);
    switch (event.kind) {
      case 'log':
        if (event.text.startsWith('{')) this.log.push(JSON.parse(event.text) as LoggedLine);
        return;
      case 'queued':
        if (caller) caller.waitsSince = event.at.getTime() / 1000;
        return;
      case 'unqueued':
        if (caller) caller.waitsSince = undefined;
        return;
      case 'bridged': {
        const phone = this.phoneOfCall.get(event.agentCall) ?? '';
        if (this.talks.has(event.call)) this.blame('with two agents at once', event.call);
        if (this.talks.has(phone)) this.blame('with an agent who talked already', event.call);
        this.talks.set(event.call, phone).set(phone, event.call);
        this.agents.find((agent) => agent.phone === phone)?.bridged(caller?.person);
        return;
      }
      case 'parted':
        this.talks.delete(event.call);
        this.talks.delete(this.phoneOfCall.get(event.agentCall) ?? '');
        return;
      case 'broken':
        this.blame('broken in the local Twilio', event.call, event.why);
        return;
      case 'call':
        this.phoneOfCall.set(event.call, event.to);
        if (event.status === 'ringing') this.agents.find(({ phone }) => phone === event.to)?.rings();
        if (event.status === 'completed' && caller) {
          caller.leftAt = event.at.getTime() / 1000;
          caller.waitsSince = undefined;
        }
        return;
      default:
    }
  }
}
