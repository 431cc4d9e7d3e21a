import { join } from 'node:path';
import { CountedRuntime } from '../../bench/day/counted-runtime';
import type { ExternalNumber, Person, Worker } from '../../emulator/index';
import type { LocalQueueOptions } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { type AgentActivity, activityNames } from '../../src/config/task-router';
import { waitPath } from '../../src/state/paths';
import rung from './rung.config';
import { Stage } from './stage';

let project: Promise<TemporaryProject> | undefined;

afterAll(async () => (await project)?.close());

const counted: CountedRuntime[] = [];

// Whatever happens in a story, no document costs its caller more than this.
afterEach(() => {
  for (const { mostRestCalls } of counted.splice(0)) {
    expect(mostRestCalls.get(waitPath) ?? 0).toBeLessThanOrEqual(1);
  }
});

async function countingRuntime(...given: ConstructorParameters<typeof CountedRuntime>) {
  const runtime = new CountedRuntime(...given);
  counted.push(runtime);
  return runtime;
}

export const phones = {
  ada: '+15557770011',
  ben: '+15557770012',
  cleo: '+15557770013',
  eva: '+15557770021',
  finn: '+15557770022',
  gil: '+15557770031',
  hal: '+15557770041',
  ida: '+15557770042',
  kai: '+15557770043',
  jo: '+15557770051',
  noa: '+15557770052',
  lea: '+15557770061',
  jon: '+15557770071',
} as const;

export type AgentName = keyof typeof phones;

/** The last digits of an agent's phone are also the code on the agents' line. */
const codeOf = (agent: AgentName) => phones[agent].slice(-2);

const pinOf = (agent: AgentName) => `73051849${codeOf(agent)}`;

const pins = Object.fromEntries(
  (Object.keys(phones) as AgentName[]).map((agent) => [`AGENT_PIN_${agent.toUpperCase()}`, pinOf(agent)]),
);

const numbers = {
  support: '+15550500001',
  levels: '+15550500002',
  premium: '+15550500003',
  quick: '+15550500004',
  sales: '+15550500005',
  brief: '+15550500006',
  office: '+15550500007',
};

/** The queue on a local Twilio, with agents whose phones are rung. */
export class RungStage {
  private calls = 0;
  /** Agents who are kept busy, on their own phones. */
  private readonly talks = new Map<AgentName, Person>();
  private startedAt = 0;

  private constructor(readonly stage: Stage) {}

  static async open(options: LocalQueueOptions = {}): Promise<RungStage> {
    project ??= projectWith(join(__dirname, 'rung.config.ts'), rung);
    const stage = new RungStage(
      await Stage.open({
        environment: pins,
        runtime: countingRuntime,
        ...options,
        project: await project,
      }),
    );
    stage.begin();
    return stage;
  }

  get twilio() {
    return this.stage.twilio;
  }

  get now(): number {
    return this.twilio.clock.now().getTime() / 1000 - this.startedAt;
  }

  /** From now on seconds are counted. */
  begin(): void {
    this.startedAt = this.twilio.clock.now().getTime() / 1000;
  }

  private get routed() {
    const [routed] = [...this.twilio.taskRouter.workspaces];
    if (!routed) throw new Error('There is no workspace.');
    return routed;
  }

  get workspace() {
    return this.routed.workspace;
  }

  worker(agent: AgentName): Worker {
    const found = this.workspace.workers.find(({ friendlyName }) => friendlyName === agent);
    if (!found) throw new Error(`There is no worker ${agent}.`);
    return found;
  }

  /** Agents begin to be there, the first of them idle the longest. */
  async available(...agents: AgentName[]): Promise<void> {
    for (const agent of agents) {
      if (this.talks.has(agent)) await this.endTalk(agent);
      await this.set(agent, 'available');
      await this.seconds(1);
    }
  }

  /** What somebody does at the Console, or another program. */
  async set(agent: AgentName, activity: AgentActivity): Promise<void> {
    const there = this.workspace.activities.find(
      ({ friendlyName }) => friendlyName === activityNames[activity],
    );
    this.routed.updateWorker(this.worker(agent).sid, { activitySid: there?.sid ?? '' });
  }

  /** What somebody makes of an agent's attributes at the Console. */
  edit(agent: AgentName, edited: (attributes: Record<string, unknown>) => object): void {
    const { sid, attributeValues } = this.worker(agent);
    this.routed.updateWorker(sid, { attributes: JSON.stringify(edited({ ...attributeValues })) });
  }

  stateOf(agent: AgentName): string {
    return this.workspace.activityOf(this.worker(agent)).friendlyName;
  }

  missesOf(agent: AgentName): number {
    return Number(this.worker(agent).attributeValues.misses ?? 0);
  }

  phone(agent: AgentName, behavior: ExternalNumber): void {
    this.twilio.setExternalNumber(phones[agent], behavior);
  }

  personAt(agent: AgentName): Person | undefined {
    return this.twilio.personAt(phones[agent]);
  }

  isRung = (agent: AgentName) => this.personAt(agent)?.isRung === true;

  caller(queue: keyof typeof numbers = 'support', from?: string): Person {
    this.calls += 1;
    return this.stage.ring(numbers[queue], from ?? `+155500010${String(this.calls).padStart(2, '0')}`);
  }

  seconds(count: number): Promise<void> {
    return this.stage.seconds(count);
  }

  /** Lets time pass up to a moment. */
  at(second: number): Promise<void> {
    return this.seconds(Math.max(0, second - this.now));
  }

  /** Lets time pass until it is so; fails after this many seconds. */
  async until(isSo: () => boolean, withinSeconds = 600): Promise<number> {
    const isSoNow = await this.twilio.clock.advanceUntil(isSo, withinSeconds * 1000);
    if (!isSoNow) throw new Error(`It was not so within ${withinSeconds} seconds.`);
    return this.now;
  }

  /** An agent's phone is answered once it rings, and a key is pressed. */
  async take(agent: AgentName, { after = 2, keyAfter = 2, key = '1' } = {}): Promise<Person> {
    await this.until(() => this.isRung(agent));
    await this.seconds(after);
    const person = this.personAt(agent);
    if (!person) throw new Error(`Nobody rings ${agent}.`);
    person.answer();
    await this.seconds(keyAfter);
    person.press(key);
    return person;
  }

  /** An agent talks with somebody, until `endTalk`, or `available` if there is to be no time for notes. */
  async busy(agent: AgentName, queue: keyof typeof numbers = 'support'): Promise<void> {
    await this.available(agent);
    const caller = this.caller(queue);
    this.talks.set(agent, await this.take(agent));
    await this.until(() => this.isTalking(caller), 10);
  }

  async endTalk(agent: AgentName): Promise<void> {
    this.talks.get(agent)?.hangUp();
    this.talks.delete(agent);
    await this.seconds(1);
  }

  isTalking = (person: Person) => {
    const kinds = person.events().map(({ kind }) => kind);
    return kinds.lastIndexOf('bridged') > kinds.lastIndexOf('parted');
  };

  /** An agent calls the agents' number from another phone, and presses keys there, one each second. */
  async choose(agent: AgentName, ...keys: string[]): Promise<Person> {
    const line = this.stage.agent('+15550990001');
    await this.seconds(1);
    line.press(`${codeOf(agent)}*${pinOf(agent)}#`);
    await this.seconds(1);
    for (const key of keys) {
      line.press(key);
      await this.seconds(1);
    }
    return line;
  }

  /** How often each agent's phone has rung. */
  ringsOf(agent: AgentName): number {
    return this.stage.log().filter((line) => line.event === 'rung' && line.agent === agent).length;
  }

  /** Tasks of callers that are not over. */
  openTasks(): number {
    return this.openCalls().length;
  }

  /** The same of one caller. */
  openTasksOf({ callSid }: Person): number {
    return this.openCalls().filter((call) => call === callSid).length;
  }

  /** What somebody does at the Console with the task of a caller. */
  deleteTask(caller: Person): void {
    this.routed.tasks.delete(this.taskSidOf(caller));
  }

  cancelTask(caller: Person, reason: string): void {
    this.routed.tasks.update(this.taskSidOf(caller), { assignmentStatus: 'canceled', reason });
  }

  private taskSidOf({ callSid }: Person): string {
    const found = [...this.workspace.tasks].findLast(
      ({ attributeValues }) => attributeValues.call_sid === callSid,
    );
    if (!found) throw new Error(`There is no task for ${callSid}.`);
    return found.sid;
  }

  private openCalls(): unknown[] {
    return [...this.workspace.tasks]
      .filter(({ assignmentStatus }) => !['completed', 'canceled'].includes(assignmentStatus))
      .flatMap(({ attributeValues }) => attributeValues.call_sid ?? []);
  }

  /** What has happened in TaskRouter, in order. */
  routerEvents() {
    return [...this.workspace.events.list()].reverse();
  }
}
