import { join } from 'node:path';
import type { NumberedEvent, Person } from '../../emulator/index';
import { outcomesOf } from '../../reporting/outcome';
import type { LocalQueue } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import type { LoggedLine } from '../../src/log';
import { Randomness } from '../day/randomness';
import config from './config';
import { anyFault, redirect } from './faults';
import { StormAgent, sendCaller } from './people';
import { openStormQueue } from './storm-queue';
import { Witness } from './witness';

export interface StormOptions {
  readonly callers: number;
  readonly seed: number;
  /** How often something goes wrong, on average. */
  readonly secondsBetweenFaults: number;
}

/** The result of a storm: numbers, and lists of calls on which the log is wrong or that went wrong. */
export interface StormReport {
  readonly callers: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: number;
  /** Conversations that an agent ended before they count as served. */
  readonly brokenConversations: number;
  readonly longestSilence: number;
  /** Calls with two outcomes in the log for one wait. The log still uses one of them. */
  readonly twoOutcomes: number;
  readonly wrong: Readonly<Record<Wrong, readonly string[]>>;
}

const wrongs = [
  'served, but never connected to an agent',
  'served, but every conversation broke off',
  'lost, but after a long conversation',
  'without a final outcome',
  'in silence for more than 16 s',
  'heard messages out of order',
  'taken out of order',
  'broken in the local Twilio',
] as const;

type Wrong = (typeof wrongs)[number];

const servedAfterSeconds = 10;
/** A conversation that breaks off sooner is certainly lost, even if its end is reported late and voices are slow. */
export const surelyLostSeconds = 7;
/** A conversation that lasts longer certainly counts, even if its end is reported early and voices are fast. */
const surelyServedSeconds = 18;
const longestSilence = 16;
const secondsBetweenCallers = 12;
const agentNumbers = ['+15550990001', '+15550990002', '+15550990003', '+15550990004'];

/** The functions with the storm's own config. */
export const openStormProject = () => projectWith(join(__dirname, 'config.ts'), config);

/** Plays one storm: callers, agents whose lines break, and requests that go wrong. The same seed gives the same storm. */
export async function playStorm(options: StormOptions, project: TemporaryProject): Promise<StormReport> {
  const randomness = new Randomness(options.seed);
  const queue = await openStormQueue({ project }, options.seed, randomness);
  const storm = new Storm(queue, randomness);
  await storm.play(options);
  return storm.report();
}

class Storm {
  private readonly callers = new Map<string, { readonly person: Person; readonly witness: Witness }>();
  private readonly agents: StormAgent[];
  private readonly log: LoggedLine[] = [];
  /** The CallSids in each queue of the local Twilio, in the order of joining. */
  private readonly inLine = new Map<string, string[]>();
  private readonly wrong = Object.fromEntries(wrongs.map((name) => [name, new Set<string>()])) as Record<
    Wrong,
    Set<string>
  >;
  private faults = 0;

  constructor(
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {
    this.agents = agentNumbers.map((number) => new StormAgent(number, queue, randomness));
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  async play({ callers, secondsBetweenFaults }: StormOptions): Promise<void> {
    const { randomness, queue } = this;
    const { clock } = queue.twilio;
    for (const agent of this.agents) clock.after(randomness.uniform() * 60_000, () => agent.dialIn());
    let seconds = 0;
    for (let index = 0; index < callers; index++) {
      seconds += randomness.exponential(secondsBetweenCallers);
      clock.after(seconds * 1000, () => this.arrive(index));
    }
    for (let at = 0; at < seconds; at += randomness.exponential(secondsBetweenFaults)) {
      clock.after(at * 1000, () => this.goWrong());
    }
    await clock.advance(seconds * 1000);
    queue.twilio.disturbances.clear();
    // Most callers lose patience, and the rest hang up.
    await clock.advance(30 * 60_000);
    for (const { person } of this.callers.values()) person.hangUp();
    for (const agent of this.agents) agent.hangUp();
    await clock.advance(60_000);
  }

  report(): StormReport {
    const { log, wrong } = this;
    const found = outcomesOf(log);
    const outcomes: Record<string, number> = {};
    let brokenConversations = 0;
    let longest = 0;
    // If the log never got the conversation or its end, the call counts as abandoned.
    const reported = new Set(
      log.flatMap(({ event, call }) => (event === 'connected' || event === 'left' ? [call] : [])),
    );
    const ends = new Set(log.flatMap(({ event, call }) => (event === 'ended' ? [call] : [])));
    for (const [call, { person, witness }] of this.callers) {
      // If no function ever answered, the log only has the end of the call.
      const outcome = found.get(call) ?? 'unfinished';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const { conversations } = witness;
      const lastConversation = conversations.at(-1);
      const isBroken = ({ seconds, isEndedByAgent }: (typeof conversations)[number]) =>
        isEndedByAgent && seconds < servedAfterSeconds;
      brokenConversations += conversations.filter(isBroken).length;
      longest = Math.max(longest, witness.longestSilence);
      if (outcome === 'served' && !lastConversation)
        wrong['served, but never connected to an agent'].add(call);
      const isSurelyLost = (talk: (typeof conversations)[number]) =>
        isBroken(talk) && talk.seconds < surelyLostSeconds;
      if (outcome === 'served' && lastConversation && conversations.every(isSurelyLost))
        wrong['served, but every conversation broke off'].add(call);
      if (
        outcome === 'abandoned' &&
        lastConversation &&
        lastConversation.seconds > surelyServedSeconds &&
        conversations.length === 1
      ) {
        if (reported.has(call) && !this.queuedAgain.has(call) && !witness.isRedirected)
          wrong['lost, but after a long conversation'].add(call);
      }
      // Without a line for its end, the log does not show that a call is over.
      const isEndLogged = ends.has(call);
      if ((outcome === 'unfinished' && isEndLogged) || person.isOnTheLine)
        wrong['without a final outcome'].add(call);
      if (witness.longestSilence > longestSilence) wrong['in silence for more than 16 s'].add(call);
      if (!witness.areMessagesInTurn) wrong['heard messages out of order'].add(call);
    }
    return {
      callers: this.callers.size,
      outcomes,
      faults: this.faults,
      brokenConversations,
      longestSilence: longest,
      twoOutcomes: twoOutcomes(log).size,
      wrong: Object.fromEntries(
        wrongs.map((name) => [name, [...wrong[name]].map((call) => this.story(call))]),
      ) as Record<Wrong, string[]>,
    };
  }

  /** What the log and the local Twilio know about a call, in one line. */
  private story(call: string): string {
    const caller = this.callers.get(call);
    const lines = this.log.flatMap((line) => {
      if (line.call !== call) return [];
      const details = ['stay', 'result', 'outcome'].flatMap(
        (name) => (line as Record<string, unknown>)[name] ?? [],
      );
      return [[line.at.slice(11, 23), line.event, ...details].join(' ')];
    });
    const conversations = caller?.witness.conversations.map(
      ({ seconds, isEndedByAgent, endedAt }) =>
        `${endedAt.toISOString().slice(11, 23)} ${isEndedByAgent ? 'agent' : 'caller'} ended a conversation of ${seconds} s`,
    );
    return [call, `silent for ${caller?.witness.longestSilence}`, ...lines, ...(conversations ?? [])].join(
      '; ',
    );
  }

  /** Calls that were put in line after a conversation. */
  private readonly queuedAgain = new Set<string>();

  private arrive(index: number): void {
    const person = sendCaller(index, this.queue, this.randomness);
    if (!person)
      throw new Error('The local account allows too few calls for this storm: raise maxConcurrentCalls.');
    const witness = new Witness();
    this.callers.set(person.callSid, { person, witness });
    for (const event of person.events()) witness.note(event);
    if (this.randomness.happens(0.03)) {
      const seconds = this.randomness.exponential(200);
      this.queue.twilio.clock.after(seconds * 1000, () =>
        redirect(person.callSid, this.queue, this.randomness),
      );
    }
  }

  private goWrong(): void {
    this.faults += 1;
    const takeBack = this.queue.twilio.disturb(anyFault(this.randomness));
    // A fault that affects no request for ten minutes ends.
    if (typeof takeBack === 'function') this.queue.twilio.clock.after(600_000, takeBack);
  }

  private note(event: NumberedEvent): void {
    if ('call' in event && event.call !== undefined) this.callers.get(event.call)?.witness.note(event);
    switch (event.kind) {
      case 'log':
        if (event.text.startsWith('{')) this.log.push(JSON.parse(event.text) as LoggedLine);
        return;
      case 'queued': {
        const line = this.inLine.get(event.queue) ?? [];
        this.inLine.set(event.queue, [...line, event.call]);
        if ((this.callers.get(event.call)?.witness.conversations.length ?? 0) > 0)
          this.queuedAgain.add(event.call);
        return;
      }
      case 'unqueued': {
        const line = this.inLine.get(event.queue) ?? [];
        if (event.why === 'dequeued' && line[0] !== event.call)
          this.wrong['taken out of order'].add(event.call);
        this.inLine.set(
          event.queue,
          line.filter((call) => call !== event.call),
        );
        return;
      }
      case 'bridged':
        this.agentOn(event.agentCall)?.bridged(this.callers.get(event.call)?.person);
        return;
      case 'broken':
        this.wrong['broken in the local Twilio'].add(event.call);
        return;
      case 'call':
        if (event.status === 'completed') this.agentOn(event.call)?.ended();
        return;
      default:
    }
  }

  private agentOn(callSid: string): StormAgent | undefined {
    return this.agents.find((agent) => agent.callSid === callSid);
  }
}

/** Calls with two outcomes in the log for one wait. */
export function twoOutcomes(log: readonly LoggedLine[]): ReadonlySet<string> {
  const outcomes = new Map<string, string>();
  const calls = new Set<string>();
  for (const line of log) {
    if (line.event !== 'left') continue;
    const stay = `${line.call} ${line.stay}`;
    const before = outcomes.get(stay) ?? line.outcome;
    if (before !== line.outcome) calls.add(line.call);
    outcomes.set(stay, before);
  }
  return calls;
}
