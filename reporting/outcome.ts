import type { LeavingOutcome, LoggedLine } from '../src/log';
import { leftQueuePath } from '../src/state/urls';

/**
 * What became of a caller, in the end. `rejected`: not welcome. `unfinished`: the call is still up, as far as
 * the log tells.
 */
export type CallOutcome = Exclude<LeavingOutcome, 'backInLine'> | 'rejected' | 'unfinished';

/**
 * One outcome of a call from its log lines, in whatever order they stand and however often. A stay in line
 * that nobody reported the end of is judged by what is left: who was joined to an agent for long enough was served, who
 * joined the line and is gone has given up, and a call that we could not answer failed.
 */
export function outcomeOf(lines: readonly LoggedLine[]): CallOutcome {
  const left = lines.filter((line) => line.event === 'left');
  const joined = joinedInTruth(lines, left);
  const refused = lines.find((line) => line.event === 'refused');
  const lastStay = latestStay([...joined, ...left]);
  const end = latest(left.filter(({ stay }) => stay === lastStay));
  const endedAt = earliest(lines.filter(({ event }) => event === 'ended'));
  const joinedAt = latest(joined.filter(({ stay }) => stay === lastStay))?.at ?? '';
  const connected = lines.filter((line) => line.event === 'connected' && line.at >= joinedAt);
  if (end && end.outcome !== 'backInLine') {
    return isToldTooLate(end, connected, endedAt) ? 'abandoned' : end.outcome;
  }
  if (refused && lastStay < 0) {
    return refused.why === 'closed' || refused.why === 'noAgents' ? refused.why : 'rejected';
  }
  if (endedAt === undefined) return 'unfinished';
  if (lastStay < 0 || lines.some(isFailedEnd)) return 'error';
  // Of a request that was repeated, the last is the one that Twilio took.
  const taken = latest(connected);
  return taken && hasTalked(taken, endedAt) ? 'served' : 'abandoned';
}

/** A request that came late takes a short talk for a long one. The end of the call tells better. */
const isToldTooLate = (end: LineOf<'left'>, connected: readonly LoggedLine[], endedAt: number | undefined) =>
  end.outcome === 'served' &&
  endedAt !== undefined &&
  connected.length > 0 &&
  !connected.some((line) => hasTalked(line, endedAt));

type LineOf<Event extends LoggedLine['event']> = Extract<LoggedLine, { event: Event }>;

const latestStay = (lines: readonly { readonly stay: number }[]) =>
  lines.reduce((last, { stay }) => Math.max(last, stay), -1);

/**
 * The lines of stays that began. Twilio asks again where it got no answer, and goes by the last one: a stay that only an
 * earlier answer began is never heard of again. What `redirected` ends may be told after the next stay has begun.
 */
function joinedInTruth(
  lines: readonly LoggedLine[],
  left: readonly LineOf<'left'>[],
): readonly LineOf<'joined'>[] {
  const joined = lines.filter((line) => line.event === 'joined');
  const end = latest(
    left.filter(({ outcome, result }) => outcome !== 'backInLine' && !result.startsWith('redirected')),
  );
  const isInLineAfter = (at: string) =>
    lines.some((line) => (line.event === 'announced' || line.event === 'connected') && line.at > at);
  if (!end || isInLineAfter(end.at)) return joined;
  const lastLeft = latestStay(left);
  return joined.filter(({ stay, at }) => stay <= lastLeft || at >= end.at);
}

/** Whether an agent took the caller, and they had time to talk before the call ended. */
const hasTalked = (line: LoggedLine, endedAt: number) =>
  line.event === 'connected' && Date.parse(line.at) + (line.servedAfterSeconds ?? 0) * 1000 <= endedAt;

/** The moment of the first of some lines, which is nearest to the truth. */
const earliest = (lines: readonly LoggedLine[]): number | undefined =>
  lines.length === 0
    ? undefined
    : lines.reduce((first, { at }) => Math.min(first, Date.parse(at)), Number.POSITIVE_INFINITY);

/** The outcome of every call in a log, by CallSid. Agents' calls have none. */
export function outcomesOf(lines: readonly LoggedLine[]): Map<string, CallOutcome> {
  const byCall = new Map<string, LoggedLine[]>();
  for (const line of lines) {
    const ofCall = byCall.get(line.call);
    if (ofCall) ofCall.push(line);
    else byCall.set(line.call, [line]);
  }
  const ofCallers = [...byCall].filter(([, ofCall]) => ofCall.some(isOfCaller) && !ofCall.some(isOfAgent));
  return new Map(ofCallers.map(([call, ofCall]) => [call, outcomeOf(ofCall)]));
}

const eventsOfCallers = ['refused', 'joined', 'announced', 'leaving', 'key', 'left', 'connected', 'ended'];

const isFailedEnd = (line: LoggedLine) => line.event === 'failed' && line.path === leftQueuePath;

const isOfCaller = (line: LoggedLine) => eventsOfCallers.includes(line.event) || isFailedEnd(line);

/** Whoever asks to be let in. Later lines of an agent may carry the caller's CallSid: Twilio leaves that open. */
export const isOfAgent = ({ event }: LoggedLine) => event === 'agent-arrived' || event === 'agent-pin';

/** The last of some lines. Where two are of one instant, their text decides: their order tells nothing. */
function latest<Line extends LoggedLine>(lines: readonly Line[]): Line | undefined {
  const rank = (line: Line) => `${line.at} ${JSON.stringify(line)}`;
  return lines.reduce<Line | undefined>(
    (last, line) => (!last || rank(line) > rank(last) ? line : last),
    undefined,
  );
}
