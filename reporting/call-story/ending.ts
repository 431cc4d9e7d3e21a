import type { LoggedLine } from '../../src/log';
import { callsOf, type RefusedCall } from '../log/calls';
import { type CallOutcome, outcomesOf } from '../outcome';
import type { CallRecord } from './records';
import type { Role } from './role';
import type { Talk } from './talks';
import type { TimelineEntry } from './timeline-entry';

export type RingEnding = 'talked' | 'declined' | 'missed' | 'not-needed' | 'unknown';

/** How a call ended. */
export type Ending =
  | {
      readonly kind: 'caller';
      readonly outcome: CallOutcome;
      readonly queue: string | undefined;
      readonly secondsWaited: number;
      readonly refused: RefusedCall['why'] | undefined;
      /** The last agent who took the caller. */
      readonly agent: string | undefined;
      readonly talk: Talk | undefined;
    }
  | {
      readonly kind: 'session';
      readonly agent: string;
      readonly callers: number;
      /** As far as known. */
      readonly secondsTalked: number;
      readonly pauses: number;
      readonly isSignedIn: boolean;
    }
  /** A call to an agent who was rung. */
  | {
      readonly kind: 'ring';
      readonly agent: string;
      readonly how: RingEnding;
      /** The caller's CallSid, if the two were connected. */
      readonly caller: string | undefined;
    }
  /** The call of an external person, or of somebody unknown. */
  | { readonly kind: 'unknown' };

/** From the lines of the call, and those of the calls that it was connected to. */
export function endingOf(
  role: Role,
  { sid }: CallRecord,
  lines: readonly LoggedLine[],
  own: readonly LoggedLine[],
  entries: readonly TimelineEntry[],
): Ending {
  switch (role) {
    case 'caller':
      return callerEnding(sid, own, entries);
    case 'agent':
      return sessionEnding(sid, lines, own);
    case 'rung-agent':
      return ringEnding(sid, lines, own, entries);
    case 'outside':
    case 'stranger':
    case 'unknown':
      return { kind: 'unknown' };
    default:
      return role satisfies never;
  }
}

function callerEnding(sid: string, own: readonly LoggedLine[], entries: readonly TimelineEntry[]): Ending {
  const outcome = outcomesOf(own).get(sid);
  if (!outcome) return { kind: 'unknown' };
  const { calls, refused } = callsOf(own);
  const call = calls.find((one) => one.call === sid);
  const turnedAway = refused.find((one) => one.call === sid);
  const left = entries.findLast((entry) => entry.kind === 'left');
  const connected = entries.findLast((entry) => entry.kind === 'connected');
  return {
    kind: 'caller',
    outcome,
    queue: call?.queue ?? turnedAway?.queue,
    secondsWaited: call?.secondsWaited ?? 0,
    refused: turnedAway?.why,
    agent: connected?.agent,
    talk: left?.talk,
  };
}

/** By the first of these that says it: the connection to a caller, the agent's key, TaskRouter. */
function ringEnding(
  sid: string,
  lines: readonly LoggedLine[],
  own: readonly LoggedLine[],
  entries: readonly TimelineEntry[],
): Ending {
  const joined = lines.find((line) => line.event === 'connected' && line.agentCall === sid);
  const named = own.flatMap((line) => ('agent' in line ? [line.agent] : []));
  const agent = named[0] ?? entries.flatMap((entry) => (entry.kind === 'rung' ? [entry.agent] : []))[0];
  const over = entries.findLast((entry) => entry.kind === 'reservation-over')?.how;
  const how = (): RingEnding => {
    if (joined || over === 'accepted') return 'talked';
    if (own.some((line) => line.event === 'taken' && !line.accepted)) return 'declined';
    if (own.some(({ event }) => event === 'missed') || over === 'rejected' || over === 'timeout')
      return 'missed';
    return over === undefined ? 'unknown' : 'not-needed';
  };
  return { kind: 'ring', agent: agent ?? 'agent', how: how(), caller: joined?.call };
}

function sessionEnding(sid: string, lines: readonly LoggedLine[], own: readonly LoggedLine[]): Ending {
  const joined = lines.filter((line) => line.event === 'connected' && line.agentCall === sid);
  const talks = own.flatMap((line) => (line.event === 'agent-free' && line.hasTalked ? [line] : []));
  const named = own.flatMap((line) => ('agent' in line ? [line.agent] : []));
  return {
    kind: 'session',
    agent: named.at(-1) ?? 'agent',
    // Without the log, only the ends of conversations are known.
    callers: Math.max(joined.length, talks.length),
    secondsTalked: talks.reduce((sum, { secondsTalked }) => sum + (secondsTalked ?? 0), 0),
    pauses: own.filter((line) => line.event === 'agent-idle' && line.step === 'pause').length,
    isSignedIn: own.some(isLetIn),
  };
}

const isLetIn = (line: LoggedLine) =>
  (line.event === 'agent-pin' && line.accepted) ||
  (line.event === 'agent-arrived' && line.check === 'let-in');
