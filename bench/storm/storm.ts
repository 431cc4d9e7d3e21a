import { join } from 'node:path';
import {
  type AssumptionName,
  type Assumptions,
  assumptions,
  Clock,
  type NumberedEvent,
  type Person,
} from '../../emulator/index';
import { outcomesOf } from '../../reporting/outcome';
import { LocalQueue } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import type { LoggedLine } from '../../src/log';
import { Randomness } from '../day/randomness';
import config from './config';
import { anyFault, redirect } from './faults';
import { StormAgent, sendCaller } from './people';
import { Witness } from './witness';

export interface StormOptions {
  readonly callers: number;
  readonly seed: number;
  /** How often something goes wrong, on average. */
  readonly secondsBetweenFaults: number;
}

/** What the log tells differently from what the local Twilio did, and what should never happen. Each is a list of calls. */
export interface StormReport {
  readonly callers: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: number;
  /** Of talks that an agent ended before the shortest talk that counts: how many were taken for served. */
  readonly brokenTalks: number;
  readonly longestSilence: number;
  /** Calls with a stay of which two requests told two ends; the log comes to one all the same. */
  readonly toldTwice: number;
  readonly wrong: Readonly<Record<Wrong, readonly string[]>>;
}

const wrongs = [
  'served, and never joined to an agent',
  'served, and every talk was broken',
  'lost, and talked for long',
  'without an outcome that is final',
  'in silence for more than 16 s',
  'told messages out of turn',
  'taken out of turn',
  'broken in the local Twilio',
] as const;

type Wrong = (typeof wrongs)[number];

const servedAfterSeconds = 10;
/** A talk that broke before is surely lost, however late its end is told and however slow the voices are. */
const surelyLostSeconds = 7;
/** From here on a talk counts, even if its end is told early and voices are fast. */
const surelyServedSeconds = 18;
const longestSilence = 16;
const secondsBetweenCallers = 12;
const agentNumbers = ['+15550990001', '+15550990002', '+15550990003', '+15550990004'];

/** The functions with the storm's own config. */
export const openStormProject = () => projectWith(join(__dirname, 'config.ts'), config);

/** Plays one storm: people who call, agents whose lines break, and requests that go wrong. The same seed, the same storm. */
export async function playStorm(options: StormOptions, project: TemporaryProject): Promise<StormReport> {
  const randomness = new Randomness(options.seed);
  const queue = await LocalQueue.open({
    project,
    clock: new Clock({ startsAt: new Date('2026-01-05T15:00:00Z') }),
    assumptions: anyAssumptions(randomness),
    settings: {
      maxConcurrentCalls: 5000,
      webhookJitterMillis: 300,
      webhookJitterSeed: options.seed,
      speechSpeed: 12 + 6 * randomness.uniform(),
    },
    timelineCapacity: 2000,
  });
  const storm = new Storm(queue, randomness);
  await storm.play(options);
  return storm.report();
}

/** An answer to each question that Twilio leaves open, by chance. */
function anyAssumptions(randomness: Randomness): Partial<Assumptions> {
  const names = Object.keys(assumptions) as AssumptionName[];
  return Object.fromEntries(
    names.map((name) => [name, assumptions[name].answers[randomness.isSo(0.3) ? 1 : 0]]),
  );
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
    // Patience ends; whoever is left hangs up.
    await clock.advance(30 * 60_000);
    for (const { person } of this.callers.values()) person.hangUp();
    for (const agent of this.agents) agent.hangUp();
    await clock.advance(60_000);
  }

  report(): StormReport {
    const { log, wrong } = this;
    const found = outcomesOf(log);
    const outcomes: Record<string, number> = {};
    let brokenTalks = 0;
    let longest = 0;
    // A call of which neither the talk nor its end was ever told has abandoned, as far as its lines tell.
    const told = new Set(
      log.flatMap(({ event, call }) => (event === 'connected' || event === 'left' ? [call] : [])),
    );
    const ends = new Set(log.flatMap(({ event, call }) => (event === 'ended' ? [call] : [])));
    for (const [call, { person, witness }] of this.callers) {
      // A call that no function ever answered has no line but its end.
      const outcome = found.get(call) ?? 'unfinished';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const { talks } = witness;
      const lastTalk = talks.at(-1);
      const isBroken = ({ seconds, isEndedByAgent }: (typeof talks)[number]) =>
        isEndedByAgent && seconds < servedAfterSeconds;
      brokenTalks += talks.filter(isBroken).length;
      longest = Math.max(longest, witness.longestSilence);
      if (outcome === 'served' && !lastTalk) wrong['served, and never joined to an agent'].add(call);
      const isSurelyLost = (talk: (typeof talks)[number]) =>
        isBroken(talk) && talk.seconds < surelyLostSeconds;
      if (outcome === 'served' && lastTalk && talks.every(isSurelyLost))
        wrong['served, and every talk was broken'].add(call);
      if (
        outcome === 'abandoned' &&
        lastTalk &&
        lastTalk.seconds > surelyServedSeconds &&
        talks.length === 1
      ) {
        if (told.has(call) && !this.queuedAgain.has(call) && !witness.isRedirected)
          wrong['lost, and talked for long'].add(call);
      }
      // Without a line of its end nothing tells that a call is over.
      const isTold = ends.has(call);
      if ((outcome === 'unfinished' && isTold) || person.isOnTheLine)
        wrong['without an outcome that is final'].add(call);
      if (witness.longestSilence > longestSilence) wrong['in silence for more than 16 s'].add(call);
      if (!witness.areMessagesInTurn) wrong['told messages out of turn'].add(call);
    }
    return {
      callers: this.callers.size,
      outcomes,
      faults: this.faults,
      brokenTalks,
      longestSilence: longest,
      toldTwice: twoOutcomes(log).size,
      wrong: Object.fromEntries(
        wrongs.map((name) => [name, [...wrong[name]].map((call) => this.story(call))]),
      ) as Record<Wrong, string[]>,
    };
  }

  /** What the log and the local Twilio have of a call, in one line. */
  private story(call: string): string {
    const caller = this.callers.get(call);
    const lines = this.log.flatMap((line) => {
      if (line.call !== call) return [];
      const details = ['stay', 'result', 'outcome'].flatMap(
        (name) => (line as Record<string, unknown>)[name] ?? [],
      );
      return [[line.at.slice(11, 23), line.event, ...details].join(' ')];
    });
    const talks = caller?.witness.talks.map(
      ({ seconds, isEndedByAgent, endedAt }) =>
        `${endedAt.toISOString().slice(11, 23)} ${isEndedByAgent ? 'agent' : 'caller'} ended a talk of ${seconds} s`,
    );
    return [call, `silent for ${caller?.witness.longestSilence}`, ...lines, ...(talks ?? [])].join('; ');
  }

  /** Calls that were put in line after a talk. */
  private readonly queuedAgain = new Set<string>();

  private arrive(index: number): void {
    const person = sendCaller(index, this.queue, this.randomness);
    if (!person) throw new Error('The local account carries too few calls for this storm.');
    const witness = new Witness();
    this.callers.set(person.callSid, { person, witness });
    for (const event of person.events()) witness.note(event);
    if (this.randomness.isSo(0.03)) {
      const seconds = this.randomness.exponential(200);
      this.queue.twilio.clock.after(seconds * 1000, () =>
        redirect(person.callSid, this.queue, this.randomness),
      );
    }
  }

  private goWrong(): void {
    this.faults += 1;
    const takeBack = this.queue.twilio.disturb(anyFault(this.randomness));
    // What meets nobody for ten minutes is over.
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
        if ((this.callers.get(event.call)?.witness.talks.length ?? 0) > 0) this.queuedAgain.add(event.call);
        return;
      }
      case 'unqueued': {
        const line = this.inLine.get(event.queue) ?? [];
        if (event.why === 'dequeued' && line[0] !== event.call)
          this.wrong['taken out of turn'].add(event.call);
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

/** Calls with a stay that two lines give two outcomes. */
function twoOutcomes(log: readonly LoggedLine[]): ReadonlySet<string> {
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
