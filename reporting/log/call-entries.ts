import type { QueuesConfig } from '../../src/config/queue-config';
import type { CallOutcome } from '../outcome';
import type { CallerCall } from './calls';
import { type LineOf, momentOf } from './lines';
import type { QueueLogEntry } from './queue-log-entry';
import type { Stay } from './stays';
import { hungUpFirst, secondsTalked } from './talk';

/** How long the agent's line says that a talk was; undefined if none does. */
export type TellSeconds = (connected: LineOf<'connected'>) => number | undefined;

/**
 * What is one wait to Asterisk: a stay in line, and the stay before it if it ended without a conversation: the agent was
 * gone before they were joined, or a request failed.
 */
type Visit = readonly [Stay, ...Stay[]];

/** How a visit ended, with all that tells about it. */
interface VisitEnd {
  readonly outcome: CallOutcome | 'backInLine';
  readonly at: number;
  readonly stay: Stay;
  readonly holdSeconds: number;
  readonly originalPosition: number;
  readonly position: number;
}

/** Everything about one caller, in order. Who never got into a line is not in Asterisk's log at all. */
export function callEntries(
  call: CallerCall,
  tellSeconds: TellSeconds,
  config: QueuesConfig,
): QueueLogEntry[] {
  const visits = visitsOf(call.stays);
  const entries = visits.flatMap((visit, index) => {
    const [{ queue, enteredAt = 0 }] = visit;
    const { originalPosition } = placesOf(visit);
    const entry = entryOf(call.call, queue);
    const end = endOf(visit, call, index === visits.length - 1);
    return [
      entry(enteredAt, 'ENTERQUEUE', ['', '', originalPosition]),
      ...visit.filter(wasDumped).map((stay) => entry(stay.leftAt ?? 0, 'AGENTDUMP', [], agentOf(stay))),
      ...(end ? endEntries(end, call, tellSeconds, config) : []),
    ];
  });
  return neverBackwards(entries);
}

/** One event after the other, even where a line came late. */
function neverBackwards(entries: readonly QueueLogEntry[]): QueueLogEntry[] {
  let latest = 0;
  return entries.map((entry) => {
    latest = Math.max(latest, entry.at);
    return { ...entry, at: latest };
  });
}

function visitsOf(stays: readonly Stay[]): Visit[] {
  const visits: [Stay, ...Stay[]][] = [];
  for (const stay of stays.filter(({ enteredAt }) => enteredAt !== undefined)) {
    const previous = visits.at(-1)?.at(-1);
    if (previous && keptWaiting(previous) && previous.queue === stay.queue) visits.at(-1)?.push(stay);
    else visits.push([stay]);
  }
  return visits;
}

const wasDumped = ({ left }: Stay) => left?.outcome === 'backInLine' && left.result === 'bridging-in-process';

const wasFailed = ({ left }: Stay) =>
  left?.outcome === 'backInLine' && (left.result === 'error' || left.result === 'system-error');

/** Back in line without a conversation. */
const keptWaiting = (stay: Stay) => wasDumped(stay) || wasFailed(stay);

const agentOf = ({ connected }: Stay) => connected?.agent ?? 'NONE';

type WriteEntry = (
  at: number,
  event: string,
  parameters: QueueLogEntry['parameters'],
  agent?: string,
) => QueueLogEntry;

const entryOf =
  (call: string, queue: string): WriteEntry =>
  (at, event, parameters, agent = 'NONE') => ({ at, call, queue, agent, event, parameters });

/** A caller who was never told a place came when an agent was free at once. */
function placesOf(visit: Visit) {
  const positions = visit.flatMap((stay) => stay.positions);
  return { originalPosition: positions[0] ?? 1, position: positions.at(-1) ?? 1 };
}

/** Undefined while the caller is still there. What no line tells follows from what became of the call. */
function endOf(visit: Visit, call: CallerCall, isLast: boolean): VisitEnd | undefined {
  const stay = visit.at(-1) ?? visit[0];
  const told = keptWaiting(stay) ? undefined : stay.left;
  const outcome = told?.outcome ?? (isLast ? call.outcome : 'backInLine');
  const at = told ? stay.leftAt : call.endedAt;
  if (at === undefined) return undefined;
  const holdSeconds = visit.reduce((total, { secondsWaited }) => total + secondsWaited, 0);
  return { outcome, at, stay, holdSeconds, ...placesOf(visit) };
}

function endEntries(
  end: VisitEnd,
  call: CallerCall,
  tellSeconds: TellSeconds,
  config: QueuesConfig,
): QueueLogEntry[] {
  const { outcome, at, stay, holdSeconds, position, originalPosition } = end;
  const entry = entryOf(call.call, stay.queue);
  const places = [position, originalPosition, holdSeconds];
  switch (outcome) {
    case 'served':
    case 'backInLine':
      return talkEntries(end, call, tellSeconds);
    case 'abandoned':
      return [entry(at, 'ABANDON', places)];
    case 'waitedTooLong':
      return [entry(at, 'EXITWITHTIMEOUT', places)];
    case 'keyPressed':
      return [entry(at, 'EXITWITHKEY', [config.queues[stay.queue]?.exitKey.key ?? '', ...places])];
    case 'closed':
    case 'error':
    case 'noAgents':
      return [entry(at, 'WITHDRAW', [...places, outcome])];
    case 'full':
    case 'rejected':
    case 'unfinished':
      return [];
    default:
      return outcome satisfies never;
  }
}

function talkEntries(end: VisitEnd, call: CallerCall, tellSeconds: TellSeconds): QueueLogEntry[] {
  const { at, stay, holdSeconds, originalPosition } = end;
  const entry = entryOf(call.call, stay.queue);
  const agent = agentOf(stay);
  const told = stay.connected && tellSeconds(stay.connected);
  const talked = secondsTalked(stay, at, told);
  const joinedAt = stay.connected ? momentOf(stay.connected) : at - talked * 1000;
  const who = hungUpFirst(stay, call) === 'agent' ? 'COMPLETEAGENT' : 'COMPLETECALLER';
  return [
    entry(joinedAt, 'CONNECT', [holdSeconds, stay.connected?.agentCall ?? '', stay.ringSeconds], agent),
    entry(at, who, [holdSeconds, talked, originalPosition], agent),
  ];
}
