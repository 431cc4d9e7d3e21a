/** Plays a day and reports on it. It runs in its own process, so that its time and memory are those of the day. */
import { type CallOutcome, outcomesOf } from '../../reporting/outcome';
import { quantile } from '../statistics';
import { answeredWithinSeconds } from './answered-within';
import { type DayOptions, type DayRecord, playDay } from './day';
import { agentPhones, callerPhones } from './plan';

/** The report on a day. */
export interface DayReport {
  readonly outcomes: Readonly<Record<string, number>>;
  /** Calls with exactly one final outcome. */
  readonly settledCalls: number;
  /** Calls on which the log and the local Twilio disagree. */
  readonly contradictions: number;
  readonly webhooks: number;
  readonly faults: readonly string[];
  /** How often a caller was put back in line, because the agent's line dropped. */
  readonly returns: number;
  /** How often agents signed in: at the start of a shift, and after being logged off. */
  readonly signIns: number;
  readonly longestWaitSeconds: number;
  /** Of callers who were joined to an agent: half of them waited so long at most, and nine of ten. */
  readonly medianWaitSeconds: number;
  readonly ninthWaitSeconds: number;
  /** Of all callers together. */
  readonly waitedMinutes: number;
  /** How often functions ran, those that our own functions ask included, by path. */
  readonly runs: Readonly<Record<string, number>>;
  /** REST calls that functions made, by path. */
  readonly restCalls: Readonly<Record<string, number>>;
  readonly tasks: number;
  /** Minutes as they are billed: callers', those of agents who call in, and those of agents who are called. */
  readonly callerMinutes: number;
  readonly agentMinutesInbound: number;
  readonly agentMinutesOutbound: number;
  /** Of all callers, the share joined to an agent within these seconds of joining the line. */
  readonly serviceLevel: number;
  readonly realSeconds: number;
  readonly peakMegabytes: number;
}

process.once('message', async (options: DayOptions) => {
  const startedAt = performance.now();
  const record = await playDay(options);
  const realSeconds = (performance.now() - startedAt) / 1000;
  // In kilobytes. https://nodejs.org/docs/latest-v20.x/api/process.html#processresourceusage
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ...reportOn(record), realSeconds, peakMegabytes } satisfies DayReport);
  process.disconnect();
});

function reportOn(record: DayRecord): Omit<DayReport, 'realSeconds' | 'peakMegabytes'> {
  const found = outcomesOf(record.log);
  const logged = finalOutcomes(record);
  const settled = record.callSids.filter((sid) => {
    const outcome = found.get(sid) ?? 'unfinished';
    return outcome !== 'unfinished' && [...(logged.get(sid) ?? [])].every((other) => other === outcome);
  });
  return {
    outcomes: counted([...found.values()]),
    settledCalls: found.size === record.callSids.length ? settled.length : 0,
    contradictions: settled.filter((sid) => found.get(sid) === 'served' && !record.bridgedCalls.has(sid))
      .length,
    webhooks: record.webhooks,
    faults: record.faults,
    returns: record.log.filter((line) => line.event === 'left' && line.outcome === 'backInLine').length,
    signIns: record.log.filter((line) => line.event === 'agent-pin' && line.accepted).length,
    longestWaitSeconds: Math.max(0, ...waitsOf(record)),
    medianWaitSeconds: quantile(waitsUntilJoined(record), 0.5),
    ninthWaitSeconds: quantile(waitsUntilJoined(record), 0.9),
    serviceLevel: serviceLevelOf(record),
    waitedMinutes: waitsOf(record).reduce((sum, seconds) => sum + seconds, 0) / 60,
    runs: Object.fromEntries(record.runs),
    restCalls: Object.fromEntries(record.restCalls),
    tasks: record.tasks,
    callerMinutes: record.legs.billedMinutes('inbound', callerPhones),
    agentMinutesInbound: record.legs.billedMinutes('inbound', agentPhones),
    agentMinutesOutbound: record.legs.billedMinutes('outbound', agentPhones),
  };
}

const waitsUntilJoined = ({ log }: DayRecord): number[] =>
  log.flatMap((line) => (line.event === 'connected' ? [line.secondsWaited ?? 0] : []));

/** Every final outcome that a line of the log gives to a call: there should be one at the most. */
function finalOutcomes({ log }: DayRecord): Map<string, Set<string>> {
  const outcomes = new Map<string, Set<string>>();
  for (const line of log) {
    if (line.event !== 'left' || line.outcome === 'backInLine') continue;
    outcomes.set(line.call, (outcomes.get(line.call) ?? new Set()).add(line.outcome));
  }
  return outcomes;
}

function counted(outcomes: readonly CallOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const waitsOf = ({ log }: DayRecord): number[] =>
  log.flatMap((line) => (line.event === 'left' ? [line.secondsWaited] : []));

/** Callers who gave up or were turned away count as not answered in time. */
function serviceLevelOf({ log, callSids }: DayRecord): number {
  const inTime = log.flatMap((line) => {
    const isInTime = line.event === 'connected' && (line.secondsWaited ?? 0) <= answeredWithinSeconds;
    return isInTime ? [line.call] : [];
  });
  return new Set(inTime).size / callSids.length;
}
