import type { QueuesConfig } from '../../src/config/queue-config';
import type { CallOutcome } from '../outcome';
import type { CallerCall } from './calls';
import { type LineOf, timeOf } from './lines';
import type { QueueEntry } from './queue-entries';
import type { QueueLogEntry } from './queue-log-entry';
import { hungUpFirst, secondsTalked } from './talk';

/** How long the agent's line says that a conversation was; undefined if there is no such line. */
export type LoggedSeconds = (connected: LineOf<'connected'>) => number | undefined;

/**
 * What Asterisk counts as one wait: a queue entry, and the one before it if that ended without a conversation because the
 * agent was gone before the two were connected, or because a request failed.
 */
type Visit = readonly [QueueEntry, ...QueueEntry[]];

/** How a visit ended, with its details. */
interface VisitEnd {
  readonly outcome: CallOutcome | 'backInLine';
  readonly at: number;
  readonly queueEntry: QueueEntry;
  readonly holdSeconds: number;
  readonly originalPosition: number;
  readonly position: number;
}

/** Everything about one caller, in order. A caller who never got into a line is not in Asterisk's log. */
export function callEntries(
  call: CallerCall,
  loggedSeconds: LoggedSeconds,
  config: QueuesConfig,
): QueueLogEntry[] {
  const visits = visitsOf(call.queueEntries);
  const entries = visits.flatMap((visit, index) => {
    const [{ queue, enteredAt = 0 }] = visit;
    const { originalPosition } = placesOf(visit);
    const entry = entryOf(call.call, queue);
    const end = endOf(visit, call, index === visits.length - 1);
    return [
      entry(enteredAt, 'ENTERQUEUE', ['', '', originalPosition]),
      ...visit
        .filter(wasDumped)
        .map((queueEntry) => entry(queueEntry.leftAt ?? 0, 'AGENTDUMP', [], agentOf(queueEntry))),
      ...(end ? endEntries(end, call, loggedSeconds, config) : []),
    ];
  });
  return neverBackwards(entries);
}

/** Keeps events in order, even if a line came late. */
function neverBackwards(entries: readonly QueueLogEntry[]): QueueLogEntry[] {
  let latest = 0;
  return entries.map((entry) => {
    latest = Math.max(latest, entry.at);
    return { ...entry, at: latest };
  });
}

function visitsOf(queueEntries: readonly QueueEntry[]): Visit[] {
  const visits: [QueueEntry, ...QueueEntry[]][] = [];
  for (const queueEntry of queueEntries.filter(({ enteredAt }) => enteredAt !== undefined)) {
    const previous = visits.at(-1)?.at(-1);
    if (previous && keptWaiting(previous) && previous.queue === queueEntry.queue)
      visits.at(-1)?.push(queueEntry);
    else visits.push([queueEntry]);
  }
  return visits;
}

const wasDumped = ({ left }: QueueEntry) =>
  left?.outcome === 'backInLine' && left.result === 'bridging-in-process';

const wasFailed = ({ left }: QueueEntry) =>
  left?.outcome === 'backInLine' && (left.result === 'error' || left.result === 'system-error');

/** Back in line without a conversation. */
const keptWaiting = (queueEntry: QueueEntry) => wasDumped(queueEntry) || wasFailed(queueEntry);

const agentOf = ({ connected }: QueueEntry) => connected?.agent ?? 'NONE';

type WriteEntry = (
  at: number,
  event: string,
  parameters: QueueLogEntry['parameters'],
  agent?: string,
) => QueueLogEntry;

const entryOf =
  (call: string, queue: string): WriteEntry =>
  (at, event, parameters, agent = 'NONE') => ({ at, call, queue, agent, event, parameters });

/** A caller without an announced place was connected to a free agent at once. */
function placesOf(visit: Visit) {
  const positions = visit.flatMap((queueEntry) => queueEntry.positions);
  return { originalPosition: positions[0] ?? 1, position: positions.at(-1) ?? 1 };
}

/** Undefined while the caller is still there. If no line has the end, it follows from the outcome of the call. */
function endOf(visit: Visit, call: CallerCall, isLast: boolean): VisitEnd | undefined {
  const queueEntry = visit.at(-1) ?? visit[0];
  const logged = keptWaiting(queueEntry) ? undefined : queueEntry.left;
  const outcome = logged?.outcome ?? (isLast ? call.outcome : 'backInLine');
  const at = logged ? queueEntry.leftAt : call.endedAt;
  if (at === undefined) return undefined;
  const holdSeconds = visit.reduce((total, { secondsWaited }) => total + secondsWaited, 0);
  return { outcome, at, queueEntry, holdSeconds, ...placesOf(visit) };
}

function endEntries(
  end: VisitEnd,
  call: CallerCall,
  loggedSeconds: LoggedSeconds,
  config: QueuesConfig,
): QueueLogEntry[] {
  const { outcome, at, queueEntry, holdSeconds, position, originalPosition } = end;
  const entry = entryOf(call.call, queueEntry.queue);
  const places = [position, originalPosition, holdSeconds];
  switch (outcome) {
    case 'served':
    case 'backInLine':
      return talkEntries(end, call, loggedSeconds);
    case 'abandoned':
      return [entry(at, 'ABANDON', places)];
    case 'waitedTooLong':
      return [entry(at, 'EXITWITHTIMEOUT', places)];
    case 'keyPressed':
      return [entry(at, 'EXITWITHKEY', [config.queues[queueEntry.queue]?.exitKey.key ?? '', ...places])];
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

function talkEntries(end: VisitEnd, call: CallerCall, loggedSeconds: LoggedSeconds): QueueLogEntry[] {
  const { at, queueEntry, holdSeconds, originalPosition } = end;
  const entry = entryOf(call.call, queueEntry.queue);
  const agent = agentOf(queueEntry);
  const logged = queueEntry.connected && loggedSeconds(queueEntry.connected);
  const talked = secondsTalked(queueEntry, at, logged);
  const joinedAt = queueEntry.connected ? timeOf(queueEntry.connected) : at - talked * 1000;
  const who = hungUpFirst(queueEntry, call) === 'agent' ? 'COMPLETEAGENT' : 'COMPLETECALLER';
  return [
    entry(
      joinedAt,
      'CONNECT',
      [holdSeconds, queueEntry.connected?.agentCall ?? '', queueEntry.ringSeconds],
      agent,
    ),
    entry(at, who, [holdSeconds, talked, originalPosition], agent),
  ];
}
