import type { LoggedLine } from '../../src/log';
import { type CallOutcome, isOfAgent, outcomesOf } from '../outcome';
import { groupedBy, type LineOf, timeOf } from './lines';
import { type QueueEntry, queueEntriesOf } from './queue-entries';

/** A call of a caller, rebuilt from its log lines. */
export interface CallerCall {
  readonly call: string;
  readonly outcome: CallOutcome;
  /** The last queue that the caller was in; undefined if the call was in none. */
  readonly queue: string | undefined;
  readonly queueEntries: readonly QueueEntry[];
  /** Of the whole call, in every queue. */
  readonly secondsWaited: number;
  /** In milliseconds since 1970; undefined while the call goes on, or if its end is not in the log. */
  readonly endedAt: number | undefined;
}

/** A call that was turned away before it got into any line. */
export interface RefusedCall {
  readonly call: string;
  readonly queue: string;
  readonly why: LineOf<'refused'>['why'];
}

/** All calls of callers in a log. */
export interface CallsOfLog {
  readonly calls: readonly CallerCall[];
  readonly refused: readonly RefusedCall[];
}

/** The calls of callers, from lines in order. Agents' calls and calls to external numbers are left out. */
export function callsOf(lines: readonly LoggedLine[]): CallsOfLog {
  const agentCalls = new Set(lines.filter(isOfAgent).map(({ call }) => call));
  const ofCallers = lines.filter(({ call }) => !agentCalls.has(call));
  const byCall = groupedBy(ofCallers, ({ call }) => call);
  const refused = [...byCall].flatMap(([call, own]) => refusedCall(call, own) ?? []);
  const turnedAway = new Set(refused.map(({ call }) => call));
  const calls = [...outcomesOf(ofCallers)]
    .filter(([call]) => !turnedAway.has(call))
    .map(([call, outcome]) => callerCall(call, outcome, byCall.get(call) ?? []));
  return { calls, refused };
}

/** A caller who found a queue closed may have been sent to the line of another queue: that is a call like others. */
function refusedCall(call: string, lines: readonly LoggedLine[]): RefusedCall | undefined {
  const refusal = lines.find((line) => line.event === 'refused');
  if (!refusal || queueEntriesOf(lines).length > 0) return undefined;
  return { call, queue: refusal.queue, why: refusal.why };
}

function callerCall(call: string, outcome: CallOutcome, lines: readonly LoggedLine[]): CallerCall {
  const queueEntries = queueEntriesOf(lines);
  const last = queueEntries.at(-1);
  const ended = lines.find(({ event }) => event === 'ended');
  return {
    call,
    outcome,
    queue: last?.queue,
    queueEntries,
    secondsWaited: last ? last.secondsWaitedBefore + last.secondsWaited : 0,
    endedAt: ended && timeOf(ended),
  };
}
