import type { QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { inOrder } from '../log/lines';
import { type CallRequest, callRequestsOf } from './call-requests';
import { type Ending, endingOf } from './ending';
import { type Gap, gapsOf } from './gaps';
import { linesWorkedOut } from './lines-worked-out';
import type { CallRecord, CallRecords } from './records';
import { isOwn, type Role, roleOf } from './role';
import { entriesOfRouting, nobodyThere, whyCanceled } from './routing';
import { inSeconds } from './seconds';
import { itemsOf } from './source';
import { talksOf } from './talks';
import { entriesOfRecords, entriesOfRequests } from './timeline';
import type { TimelineEntry } from './timeline-entry';

/** What happened in a call, by its records. */
export interface Story {
  readonly call: CallRecord;
  readonly role: Role;
  readonly timeZone: string;
  readonly moments: readonly TimelineEntry[];
  readonly ending: Ending;
  readonly gaps: readonly Gap[];
}

/** Combines Twilio's records and the functions' log, in whatever order their lists are. */
export function storyOf(records: CallRecords, config: QueuesConfig): Story {
  const { call } = records;
  const events = itemsOf(records.events);
  const logged = inOrder(itemsOf(records.log));
  const role = roleOf(call, events, logged, itemsOf(records.routing));
  const ofLog = callRequestsOf(
    events,
    logged.filter((line) => isOwn(line, role, call.sid, logged)),
  );
  const requests = ofLog.map((request) => withLines(request, records, config));
  const workedOut = requests
    .filter((request, index) => request !== ofLog[index])
    .flatMap(({ lines }) => lines);
  const own = withEnd(
    call,
    requests.flatMap((request) => request.lines),
  );
  const lines = inOrder([...logged, ...workedOut, ...own]);
  const routed = role === 'caller' || role === 'rung-agent' ? entriesOfRouting(records, role) : [];
  const isInRouting = routed.some(({ kind }) => kind === 'rung');
  const asked = entriesOfRequests(requests, { records, lines, talks: talksOf(lines) });
  const moments = inOrderOfTime([
    ...asked.filter(({ kind }) => kind !== 'rung' || !isInRouting),
    ...nobodyThere(asked, records.routing, config),
    ...routed,
    ...entriesOfRecords(records),
  ]).filter((entry) => !endedWithCall(entry, call));
  return {
    call,
    role,
    timeZone: timeZoneOf(own, config),
    moments,
    ending: endingOf(role, call, lines, own, moments),
    gaps: gapsOf(records, role, { isLogged: logged.length > 0, isWorkedOut: workedOut.length > 0 }),
  };
}

/** Twilio also reports a dial that ended because the agent hung up while waiting. */
const endedWithCall = (entry: TimelineEntry, { endedAt }: CallRecord) =>
  entry.kind === 'free' &&
  !entry.hasTalked &&
  endedAt !== undefined &&
  inSeconds(entry.at) >= inSeconds(endedAt);

/** A request that is not in the log is explained by Twilio's record of it. */
function withLines(request: CallRequest, { call, routing }: CallRecords, config: QueuesConfig): CallRequest {
  const { event } = request;
  if (!event || request.lines.length > 0) return request;
  const lines = linesWorkedOut(event, config, whyCanceled(call.sid, itemsOf(routing), event));
  return lines.length === 0 ? request : { ...request, lines };
}

/** A number may have no status callback, but Twilio's record has the end of the call. */
function withEnd({ sid, endedAt, status, seconds }: CallRecord, lines: readonly LoggedLine[]): LoggedLine[] {
  if (!endedAt || lines.some(({ event }) => event === 'ended')) return [...lines];
  const end = { event: 'ended', call: sid, status, seconds: seconds ?? null } as const;
  return [...lines, { at: endedAt.toISOString(), ...end }];
}

/** The time zone of the call's last queue. Without opening hours, a queue has no time zone. */
function timeZoneOf(lines: readonly LoggedLine[], { queues }: QueuesConfig): string {
  const names = lines.flatMap((line) => ('queue' in line && line.queue !== null ? [line.queue] : []));
  const hours = names.flatMap((name) => queues[name]?.openingHours ?? []);
  return hours.at(-1)?.timeZone ?? 'UTC';
}

/** By the second, because most records have no more. Within a second, in the order in which they were assembled. */
function inOrderOfTime(moments: readonly TimelineEntry[]): TimelineEntry[] {
  const second = ({ at }: TimelineEntry) => inSeconds(at);
  const place = (entry: TimelineEntry) => {
    if (entry.kind === 'rang') return 0;
    // TaskRouter accepts the reservation when it connects the two, and the log line about that comes later.
    if (entry.kind === 'reservation-over' && entry.how === 'accepted') return 1;
    // The task is canceled first; then the caller is taken out of the line.
    if (entry.kind === 'given-up') return 1;
    return entry.kind === 'ended' ? 3 : 2;
  };
  return [...moments].sort((one, other) => second(one) - second(other) || place(one) - place(other));
}
