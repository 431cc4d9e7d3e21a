import type { LoggedLine } from '../../src/log';
import { type CallOutcome, isOfAgent, outcomesOf } from '../outcome';
import { groupedBy, type LineOf, momentOf } from './lines';
import { type Stay, staysOf } from './stays';

/** A call of a caller, rebuilt from its log lines. */
export interface CallerCall {
  readonly call: string;
  readonly outcome: CallOutcome;
  /** The queue that the caller was in last; unknown for a call that no queue has seen. */
  readonly queue: string | undefined;
  readonly stays: readonly Stay[];
  /** Of the whole call, in every queue. */
  readonly secondsWaited: number;
  /** In milliseconds since 1970; unknown while the call is up, or if nobody told us. */
  readonly endedAt: number | undefined;
}

/** A call that was turned away before it got into any line. */
export interface RefusedCall {
  readonly call: string;
  readonly queue: string;
  readonly why: LineOf<'refused'>['why'];
}

/** Everything that a log tells about callers. */
export interface CallsOfLog {
  readonly calls: readonly CallerCall[];
  readonly refused: readonly RefusedCall[];
}

/** The calls of callers, from lines in order. Agents' calls and the legs of rung numbers are none. */
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

/** One who found a queue closed may have been sent on to the line of another: that is a call like others. */
function refusedCall(call: string, lines: readonly LoggedLine[]): RefusedCall | undefined {
  const refusal = lines.find((line) => line.event === 'refused');
  if (!refusal || staysOf(lines).length > 0) return undefined;
  return { call, queue: refusal.queue, why: refusal.why };
}

function callerCall(call: string, outcome: CallOutcome, lines: readonly LoggedLine[]): CallerCall {
  const stays = staysOf(lines);
  const last = stays.at(-1);
  const ended = lines.find(({ event }) => event === 'ended');
  return {
    call,
    outcome,
    queue: last?.queue,
    stays,
    secondsWaited: last ? last.secondsWaitedBefore + last.secondsWaited : 0,
    endedAt: ended && momentOf(ended),
  };
}
