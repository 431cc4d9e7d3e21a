import type { LoggedLine } from '../../src/log';
import type { Sound } from './answer';
import { type CallContext, callEventsOf, entryPaths, heardIn } from './call-events';
import type { CallRequest } from './call-requests';
import type { CallRecords } from './records';
import { itemsOf } from './source';
import type { CallEvent, TimelineEntry } from './timeline-entry';

/** What happened according to the requests of a call, in order. */
export function entriesOfRequests(requests: readonly CallRequest[], context: CallContext): TimelineEntry[] {
  const { call } = context.records;
  const [first] = requests;
  const isEntry = first !== undefined && entryPaths.includes(first.path);
  const rang: TimelineEntry = {
    at: call.startedAt,
    kind: 'rang',
    heard: isEntry ? heardIn(first.event) : [],
  };
  const entries = requests.flatMap((request) => {
    const events = callEventsOf(request, context);
    const heard = isEntry && request === first ? [] : heardIn(request.event);
    return events.map(
      (event, index): TimelineEntry => ({
        ...event,
        at: timeOf(event, request, call.endedAt),
        heard: index === 0 ? heard : [],
      }),
    );
  });
  const served = context.lines.flatMap((line) => servedEntry(line, call.sid));
  return foldedEntries(
    [rang, ...entries, ...served].sort((one, other) => one.at.getTime() - other.at.getTime()),
  );
}

/** Hanging up is reported after the end of the call, but did not happen after it. */
function timeOf({ kind }: CallEvent, { at }: CallRequest, endedAt: Date | undefined): Date {
  const isLate = kind === 'left' && endedAt !== undefined && at > endedAt.getTime();
  return isLate ? endedAt : new Date(at);
}

/** An agent is connected by a request of the caller's call. */
function servedEntry(line: LoggedLine, sid: string): TimelineEntry[] {
  if (line.event !== 'connected' || line.agentCall !== sid) return [];
  const { at, queue, call: caller, secondsWaited } = line;
  return [{ at: new Date(at), kind: 'served', queue, caller, secondsWaited, heard: [] }];
}

/** One after the other. What is repeated or only continues is combined with what came before. */
function foldedEntries(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const folded: TimelineEntry[] = [];
  for (const entry of entries) {
    const repeated = folded.findIndex((before) => isRepeated(before, entry));
    const before = folded[repeated];
    if (before) {
      folded[repeated] = { ...entry, at: before.at };
      continue;
    }
    const last = folded.at(-1);
    const merged = last && together(last, entry);
    if (merged) folded[folded.length - 1] = merged;
    else folded.push(arrivedInLine(entry, folded));
  }
  return folded;
}

/** Twilio may request `/action` twice for one queue entry. It uses the last answer. */
const isRepeated = (before: TimelineEntry, next: TimelineEntry) =>
  (before.kind === 'left' || before.kind === 'sent-to-line') &&
  before.kind === next.kind &&
  before.queue === next.queue &&
  before.queueEntry === next.queueEntry;

function together(last: TimelineEntry, next: TimelineEntry): TimelineEntry | undefined {
  if (next.kind === 'quiet' && last.kind === 'quiet' && last.isPaused === next.isPaused) {
    return { ...last, rounds: last.rounds + next.rounds, until: next.until };
  }
  const isOnlyMusic = next.kind === 'waited' && next.heard.every(({ kind }) => kind === 'played');
  const isInLine = last.kind === 'waited' || last.kind === 'joined';
  if (!isOnlyMusic || !isInLine || last.place !== next.place) return undefined;
  return { ...last, heard: [...last.heard, ...next.heard] };
}

/** The first request after a caller was sent to a line is the start of the wait. */
function arrivedInLine(entry: TimelineEntry, folded: TimelineEntry[]): TimelineEntry {
  const sent = folded.findLastIndex(({ kind }) => kind === 'sent-to-line' || kind === 'joined');
  const before = folded[sent];
  if (entry.kind !== 'waited' || before?.kind !== 'sent-to-line') return entry;
  folded.splice(sent, 1);
  const { queue, lane, queueEntry } = before;
  return {
    kind: 'joined',
    at: entry.at,
    heard: entry.heard,
    queue,
    lane,
    isAgain: queueEntry > 0,
    place: entry.place,
  };
}

/** What happened according to the other records. */
export function entriesOfRecords({ call, dialed, recordings, notices }: CallRecords): TimelineEntry[] {
  const heard: readonly Sound[] = [];
  return [
    ...itemsOf(dialed).map(
      ({ sid, at, to, status, seconds }): TimelineEntry => ({
        ...{ kind: 'dialed', at, heard, number: to, call: sid, status, seconds },
      }),
    ),
    ...itemsOf(recordings).map(
      ({ sid, at, seconds, status, source }): TimelineEntry => ({
        ...{ kind: 'recorded', at, heard, recording: sid, seconds, status, source },
      }),
    ),
    ...itemsOf(notices).map(
      ({ at, level, code, text, url }): TimelineEntry => ({
        ...{ kind: 'complaint', at, heard, level, code, text, path: pathOf(url) },
      }),
    ),
    ...(call.endedAt
      ? [{ kind: 'ended' as const, at: call.endedAt, heard, status: call.status, seconds: call.seconds }]
      : []),
  ];
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : '');
