import type { LoggedLine } from '../../src/log';
import type { CallOutcome } from '../outcome';
import { AgentCounts, type AgentFigures } from './agent-figures';
import { secondsInStates, stateSpans } from './agent-states';
import { type CallerCall, callsOf, type RefusedCall } from './calls';
import { type LineOf, timeOf } from './lines';
import { LinesByCall } from './lines-by-call';
import { isWrongPin } from './wrong-pin';

/** How long callers waited, in seconds, by nearest rank: each figure is one caller's wait. */
export interface Waits {
  readonly callers: number;
  readonly median: number;
  readonly ninetieth: number;
  readonly longest: number;
}

/** Shares from 0 to 1; undefined if there are no callers to count. */
export interface ServiceLevel {
  readonly withinSeconds: number;
  /** Answered in time, of all callers who were in line. */
  readonly ofOffered: number | undefined;
  /** Asterisk's SL: answered in time, of those answered. */
  readonly ofAnswered: number | undefined;
  /** Asterisk's SL2: answered or given up in time, of those answered or given up. */
  readonly withAbandoned: number | undefined;
}

/** How the calls of one queue ended, or of all queues. */
export interface CallsSummary {
  /** Callers who have left the line. `full` never got in, and `unfinished` are still there. */
  readonly offered: number;
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>;
  readonly served: Waits | undefined;
  readonly notServed: Waits | undefined;
  readonly serviceLevel: ServiceLevel;
}

/** All figures of a log. */
export interface LogSummary {
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly all: CallsSummary;
  /** By each caller's last queue; callers who were in none are under the empty name. */
  readonly queues: Readonly<Record<string, CallsSummary>>;
  /** By the id. */
  readonly agents: Readonly<Record<string, AgentFigures>>;
  readonly turnedAway: Readonly<Partial<Record<RefusedCall['why'], number>>>;
  readonly survey: { readonly answers: number; readonly mean: number } | undefined;
  readonly failures: number;
  readonly wrongPins: WrongPins | undefined;
}

/** Wrong PINs that were entered. */
export interface WrongPins {
  readonly pins: number;
  readonly calls: number;
  /** In how many of the calls nobody was let in. */
  readonly callsInVain: number;
  /** By the claimed agent's id, most first; `agent` if no agent was claimed. */
  readonly agents: readonly (readonly [agent: string, pins: number])[];
}

/**
 * The figures of a log, with lines in any order and with repeats. Lines can be added in any number: they are sorted in
 * bounded memory, and read one call at a time.
 */
export class LogFigures {
  private readonly lines: LinesByCall<LoggedLine>;
  /** By the agent. */
  private readonly states: LinesByCall<LineOf<'agent-state'>>;
  private from: LoggedLine | undefined;
  private until: LoggedLine | undefined;

  constructor(
    private readonly withinSeconds: number,
    mostCharacters?: number,
  ) {
    this.lines = new LinesByCall(mostCharacters);
    this.states = new LinesByCall(mostCharacters);
  }

  add(line: LoggedLine): void {
    if (!this.from || isEarlier(line, this.from)) this.from = line;
    if (!this.until || isEarlier(this.until, line)) this.until = line;
    if (line.event === 'agent-state') this.states.add(line.agent, line);
    else this.lines.add(line.call, line);
  }

  /** Call this once, after adding every line. */
  summary(): LogSummary {
    const all = new CallCounts();
    const queues = new Map<string, CallCounts>();
    const turnedAway: Partial<Record<RefusedCall['why'], number>> = {};
    const survey = { answers: 0, sum: 0 };
    let failures = 0;
    const wrongPins = new WrongPinCounts();
    const agents = new AgentCounts();
    for (const { lines } of this.lines.calls()) {
      const { calls, refused } = callsOf(lines);
      for (const call of calls) {
        const queue = call.queue ?? '';
        const ofQueue = queues.get(queue) ?? new CallCounts();
        queues.set(queue, ofQueue);
        all.add(call);
        ofQueue.add(call);
        agents.addCall(call);
      }
      agents.addLines(lines);
      for (const { why } of refused) count(turnedAway, why);
      // The first answer of each call; a call without one counts for nothing.
      const answered = lines.find((line) => line.event === 'survey' && line.answer !== null);
      if (answered?.event === 'survey' && answered.answer !== null) {
        survey.answers += 1;
        survey.sum += answered.answer;
      }
      wrongPins.add(lines);
      failures += lines.filter(({ event }) => event === 'failed').length;
    }
    this.addStates(agents);
    const byQueue = [...queues].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      from: this.from?.at,
      until: this.until?.at,
      all: all.summary(this.withinSeconds),
      queues: Object.fromEntries(byQueue.map(([queue, own]) => [queue, own.summary(this.withinSeconds)])),
      agents: agents.summary(),
      turnedAway,
      survey:
        survey.answers === 0 ? undefined : { answers: survey.answers, mean: survey.sum / survey.answers },
      failures,
      wrongPins: wrongPins.summary(),
    };
  }

  private addStates(agents: AgentCounts): void {
    if (!this.from || !this.until) return;
    const logged = { from: timeOf(this.from), until: timeOf(this.until) };
    for (const { call: agent, lines } of this.states.calls()) {
      agents.addStates(agent, secondsInStates(stateSpans(lines), logged));
    }
  }

  close(): void {
    this.states.close();
    this.lines.close();
  }
}

/** The same for lines in memory. */
export function summaryOf(lines: Iterable<LoggedLine>, withinSeconds: number): LogSummary {
  const figures = new LogFigures(withinSeconds);
  for (const line of lines) figures.add(line);
  return figures.summary();
}

function isEarlier(one: LoggedLine, other: LoggedLine): boolean {
  const [oneAt, otherAt] = [timeOf(one), timeOf(other)];
  return oneAt === otherAt ? one.at < other.at : oneAt < otherAt;
}

/** Counts wrong PINs, a call at a time. */
class WrongPinCounts {
  private readonly agents: Record<string, number> = {};
  private calls = 0;
  private callsInVain = 0;

  add(lines: readonly LoggedLine[]): void {
    const attempts = new Map(lines.flatMap((line) => (isWrongPin(line) ? [[line.attempt, line.agent]] : [])));
    if (attempts.size === 0) return;
    this.calls += 1;
    if (!lines.some((line) => line.event === 'agent-pin' && line.accepted)) this.callsInVain += 1;
    for (const agent of attempts.values()) count(this.agents, agent);
  }

  summary(): WrongPins | undefined {
    if (this.calls === 0) return undefined;
    const agents = Object.entries(this.agents).sort(([, one], [, other]) => other - one);
    const pins = agents.reduce((sum, [, own]) => sum + own, 0);
    return { pins, calls: this.calls, callsInVain: this.callsInVain, agents };
  }
}

/** How often each wait occurred: even a day of many calls has few different waits. */
type WaitCounts = Map<number, number>;

/** Counts the calls of one queue, or of all. */
class CallCounts {
  private readonly outcomes: Partial<Record<CallOutcome, number>> = {};
  private readonly served: WaitCounts = new Map();
  private readonly abandoned: WaitCounts = new Map();
  private readonly notServed: WaitCounts = new Map();

  add({ outcome, secondsWaited }: CallerCall): void {
    count(this.outcomes, outcome);
    if (outcome === 'full' || outcome === 'unfinished') return;
    const waits = outcome === 'served' ? [this.served] : [this.notServed];
    if (outcome === 'abandoned') waits.push(this.abandoned);
    for (const counts of waits) counts.set(secondsWaited, (counts.get(secondsWaited) ?? 0) + 1);
  }

  summary(withinSeconds: number): CallsSummary {
    const offered = total(this.served) + total(this.notServed);
    const served = total(this.served);
    const servedInTime = total(this.served, withinSeconds);
    const abandonedInTime = total(this.abandoned, withinSeconds);
    return {
      offered,
      outcomes: this.outcomes,
      served: waitsOf(this.served),
      notServed: waitsOf(this.notServed),
      serviceLevel: {
        withinSeconds,
        ofOffered: share(servedInTime, offered),
        ofAnswered: share(servedInTime, served),
        withAbandoned: share(servedInTime + abandonedInTime, served + total(this.abandoned)),
      },
    };
  }
}

/** How many waits were at most this long. */
function total(counts: WaitCounts, mostSeconds = Number.POSITIVE_INFINITY): number {
  let sum = 0;
  for (const [seconds, calls] of counts) if (seconds <= mostSeconds) sum += calls;
  return sum;
}

const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);

function waitsOf(counts: WaitCounts): Waits | undefined {
  const callers = total(counts);
  if (callers === 0) return undefined;
  const sorted = [...counts].sort(([one], [other]) => one - other);
  const rank = (fraction: number) => {
    let before = 0;
    for (const [seconds, calls] of sorted) {
      before += calls;
      if (before >= Math.ceil(fraction * callers)) return seconds;
    }
    return 0;
  };
  return { callers, median: rank(0.5), ninetieth: rank(0.9), longest: rank(1) };
}

function count<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
