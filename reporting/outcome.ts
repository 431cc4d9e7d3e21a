import type { LeavingOutcome, LoggedLine } from '../src/log';
import { leftQueuePath } from '../src/state/urls';

/**
 * What became of a caller, in the end. `rejected`: not welcome. `unfinished`: the call is still up, as far as
 * the log tells.
 */
export type CallOutcome = Exclude<LeavingOutcome, 'backInLine'> | 'rejected' | 'unfinished';

/**
 * One outcome of a call from its log lines, in whatever order they stand and however often. A stay in line
 * that nobody reported the end of is judged by what is left: who was joined to an agent was served, who
 * joined the line and is gone has given up, and a call that we could not answer failed.
 */
export function outcomeOf(lines: readonly LoggedLine[]): CallOutcome {
  const joined = lines.filter((line) => line.event === 'joined');
  const left = lines.filter((line) => line.event === 'left');
  const refused = lines.find((line) => line.event === 'refused');
  const lastStay = [...joined, ...left].reduce((latest, { stay }) => Math.max(latest, stay), -1);
  const end = latest(left.filter(({ stay }) => stay === lastStay));
  if (end && end.outcome !== 'backInLine') return end.outcome;
  if (refused && lastStay < 0) {
    return refused.why === 'closed' || refused.why === 'noAgents' ? refused.why : 'rejected';
  }
  if (!lines.some(({ event }) => event === 'ended')) return 'unfinished';
  if (lastStay < 0 || lines.some(isFailedEnd)) return 'error';
  const joinedLast = latest(joined.filter(({ stay }) => stay === lastStay))?.at ?? '';
  return lines.some(({ event, at }) => event === 'connected' && at >= joinedLast) ? 'served' : 'abandoned';
}

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
