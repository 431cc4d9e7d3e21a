import type { LeavingOutcome, LoggedLine } from '../src/log';
import { leftQueuePath } from '../src/state/urls';

/**
 * How a caller's call ended. `rejected`: blocked, or the number was hidden. `unfinished`: the log does not have the end
 * of the call.
 */
export type CallOutcome = Exclude<LeavingOutcome, 'backInLine'> | 'rejected' | 'unfinished';

/**
 * The outcome of a call from its log lines, in any order and with repeats. If the end of the last queue entry was not
 * reported, the other lines decide: a caller who was with an agent for long enough was served, a caller who joined the
 * line and is gone gave up, and a call that we could not answer failed.
 */
export function outcomeOf(lines: readonly LoggedLine[]): CallOutcome {
  const left = lines.filter((line) => line.event === 'left');
  const joined = joinedInTruth(lines, left);
  const refused = lines.find((line) => line.event === 'refused');
  const lastEntry = latestEntry([...joined, ...left]);
  const end = latest(left.filter(({ stay }) => stay === lastEntry));
  const endedAt = earliest(lines.filter(({ event }) => event === 'ended'));
  const joinedAt = latest(joined.filter(({ stay }) => stay === lastEntry))?.at ?? '';
  const connected = lines.filter((line) => line.event === 'connected' && line.at >= joinedAt);
  if (end && end.outcome !== 'backInLine') {
    return isTooLate(end, connected, endedAt) ? 'abandoned' : end.outcome;
  }
  if (refused && lastEntry < 0) {
    return refused.why === 'closed' || refused.why === 'noAgents' ? refused.why : 'rejected';
  }
  if (endedAt === undefined) return 'unfinished';
  if (lastEntry < 0 || lines.some(isFailedEnd)) return 'error';
  // Of a repeated request, Twilio used the last answer.
  const taken = latest(connected);
  return taken && hasTalked(taken, endedAt) ? 'served' : 'abandoned';
}

/** A late request mistakes a short conversation for a long one. The end of the call is more exact. */
const isTooLate = (end: LineOf<'left'>, connected: readonly LoggedLine[], endedAt: number | undefined) =>
  end.outcome === 'served' &&
  endedAt !== undefined &&
  connected.length > 0 &&
  !connected.some((line) => hasTalked(line, endedAt));

type LineOf<Event extends LoggedLine['event']> = Extract<LoggedLine, { event: Event }>;

const latestEntry = (lines: readonly { readonly stay: number }[]) =>
  lines.reduce((last, { stay }) => Math.max(last, stay), -1);

/**
 * The lines of queue entries that really started. Without an answer, Twilio requests again, and uses the last answer: an
 * entry that only an earlier answer started never appears again. An entry that `redirected` ends may be logged as over
 * after the next one has started.
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
  const lastLeft = latestEntry(left);
  return joined.filter(({ stay, at }) => stay <= lastLeft || at >= end.at);
}

/** Whether an agent took the caller, and they had time to talk before the call ended. */
const hasTalked = (line: LoggedLine, endedAt: number) =>
  line.event === 'connected' && Date.parse(line.at) + (line.servedAfterSeconds ?? 0) * 1000 <= endedAt;

/** The time of the first of some lines, which is nearest to the truth. */
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

/** A call to sign in. Later lines of an agent may have the caller's CallSid: Twilio leaves that open. */
export const isOfAgent = ({ event }: LoggedLine) => event === 'agent-arrived' || event === 'agent-pin';

/** The last of some lines. If two have the same time, their text decides, because their order means nothing. */
function latest<Line extends LoggedLine>(lines: readonly Line[]): Line | undefined {
  const rank = (line: Line) => `${line.at} ${JSON.stringify(line)}`;
  return lines.reduce<Line | undefined>(
    (last, line) => (!last || rank(line) > rank(last) ? line : last),
    undefined,
  );
}
