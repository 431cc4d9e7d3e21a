import type { LoggedLine } from '../../src/log';
import type { CallOutcome } from '../outcome';
import { type CallerCall, callsOf, type RefusedCall } from './calls';
import { groupedBy, inOrder } from './lines';

/** How long callers waited, in seconds, by nearest rank: each figure is the wait of some caller. */
export interface Waits {
  readonly callers: number;
  readonly median: number;
  readonly ninetieth: number;
  readonly longest: number;
}

/** Shares from 0 to 1; undefined where nobody is there to be counted. */
export interface ServiceLevel {
  readonly withinSeconds: number;
  /** Answered in time, of everybody who was in line. */
  readonly ofOffered: number | undefined;
  /** Asterisk's SL: answered in time, of those answered. */
  readonly ofAnswered: number | undefined;
  /** Asterisk's SL2: answered or given up in time, of those answered or given up. */
  readonly withAbandoned: number | undefined;
}

/** What became of the callers of one queue, or of all of them. */
export interface CallsSummary {
  /** Who was in line and is no more: `full` never got in, `unfinished` are still there. */
  readonly offered: number;
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>;
  readonly served: Waits | undefined;
  readonly notServed: Waits | undefined;
  readonly serviceLevel: ServiceLevel;
}

/** Everything that a log comes to. */
export interface LogSummary {
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly all: CallsSummary;
  /** By the queue that each caller was in last; under no name who was in none. */
  readonly queues: Readonly<Record<string, CallsSummary>>;
  readonly turnedAway: Readonly<Partial<Record<RefusedCall['why'], number>>>;
  readonly survey: { readonly answers: number; readonly mean: number } | undefined;
  readonly failures: number;
}

/** The figures of a log, whatever the order of its lines and however often each stands in it. */
export function summaryOf(lines: readonly LoggedLine[], withinSeconds: number): LogSummary {
  const ordered = inOrder(lines);
  const { calls, refused } = callsOf(ordered);
  const byQueue = [...groupedBy(calls, ({ queue }) => queue ?? '')].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return {
    from: ordered[0]?.at,
    until: ordered.at(-1)?.at,
    all: callsSummary(calls, withinSeconds),
    queues: Object.fromEntries(byQueue.map(([queue, own]) => [queue, callsSummary(own, withinSeconds)])),
    turnedAway: countedBy(refused, ({ why }) => why),
    survey: surveyOf(ordered),
    failures: ordered.filter(({ event }) => event === 'failed').length,
  };
}

function callsSummary(calls: readonly CallerCall[], withinSeconds: number): CallsSummary {
  const offered = calls.filter(({ outcome }) => outcome !== 'full' && outcome !== 'unfinished');
  const waits = (isServed: boolean) =>
    offered
      .filter(({ outcome }) => (outcome === 'served') === isServed)
      .map(({ secondsWaited }) => secondsWaited);
  return {
    offered: offered.length,
    outcomes: countedBy(calls, ({ outcome }) => outcome),
    served: waitsOf(waits(true)),
    notServed: waitsOf(waits(false)),
    serviceLevel: serviceLevelOf(offered, withinSeconds),
  };
}

function serviceLevelOf(offered: readonly CallerCall[], withinSeconds: number): ServiceLevel {
  const served = offered.filter(({ outcome }) => outcome === 'served');
  const abandoned = offered.filter(({ outcome }) => outcome === 'abandoned');
  const inTime = (calls: readonly CallerCall[]) =>
    calls.filter(({ secondsWaited }) => secondsWaited <= withinSeconds).length;
  return {
    withinSeconds,
    ofOffered: share(inTime(served), offered.length),
    ofAnswered: share(inTime(served), served.length),
    withAbandoned: share(inTime(served) + inTime(abandoned), served.length + abandoned.length),
  };
}

const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);

function waitsOf(seconds: readonly number[]): Waits | undefined {
  if (seconds.length === 0) return undefined;
  const sorted = [...seconds].sort((one, other) => one - other);
  const rank = (fraction: number) => sorted[Math.ceil(fraction * sorted.length) - 1] ?? 0;
  return { callers: sorted.length, median: rank(0.5), ninetieth: rank(0.9), longest: rank(1) };
}

/** The first answer of each call; a call without one counts for nothing. */
function surveyOf(lines: readonly LoggedLine[]): LogSummary['survey'] {
  const given = lines.flatMap((line) => (line.event === 'survey' && line.answer !== null ? [line] : []));
  const answers = [...groupedBy(given, ({ call }) => call).values()].map(([first]) => first?.answer ?? 0);
  if (answers.length === 0) return undefined;
  return { answers: answers.length, mean: answers.reduce((sum, answer) => sum + answer, 0) / answers.length };
}

function countedBy<Thing, Key extends string>(things: readonly Thing[], keyOf: (thing: Thing) => Key) {
  const counts: Partial<Record<Key, number>> = {};
  for (const thing of things) counts[keyOf(thing)] = (counts[keyOf(thing)] ?? 0) + 1;
  return counts;
}
