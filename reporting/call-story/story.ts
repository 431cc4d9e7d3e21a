import type { QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { inOrder } from '../log/lines';
import { type Ending, endingOf } from './ending';
import { type Gap, gapsOf } from './gaps';
import { linesWorkedOut } from './lines-worked-out';
import type { Moment } from './moments';
import { momentsOfRecords, momentsOfVisits } from './moments-of-call';
import type { CallRecord, CallRecords } from './records';
import { isOwn, type Role, roleOf } from './role';
import { itemsOf } from './source';
import { talksOf } from './talks';
import { type Visit, visitsOf } from './visits';

/** A call, told from its records. */
export interface Story {
  readonly call: CallRecord;
  readonly role: Role;
  readonly timeZone: string;
  readonly moments: readonly Moment[];
  readonly ending: Ending;
  readonly gaps: readonly Gap[];
}

/** Joins Twilio's records and the functions' log, whatever the order of their lists. */
export function storyOf(records: CallRecords, config: QueuesConfig): Story {
  const { call } = records;
  const events = itemsOf(records.events);
  const logged = inOrder(itemsOf(records.log));
  const role = roleOf(call, events, logged);
  const ofLog = visitsOf(
    events,
    logged.filter((line) => isOwn(line, role, call.sid, logged)),
  );
  const visits = ofLog.map((visit) => withLines(visit, config));
  const workedOut = visits.filter((visit, index) => visit !== ofLog[index]).flatMap(({ lines }) => lines);
  const own = withEnd(
    call,
    visits.flatMap((visit) => visit.lines),
  );
  const lines = inOrder([...logged, ...workedOut, ...own]);
  const moments = inOrderOfTime([
    ...momentsOfVisits(visits, { records, lines, talks: talksOf(lines) }),
    ...momentsOfRecords(records),
  ]);
  return {
    call,
    role,
    timeZone: timeZoneOf(own, config),
    moments,
    ending: endingOf(role, call, lines, own, moments),
    gaps: gapsOf(records, role, { isLogged: logged.length > 0, isWorkedOut: workedOut.length > 0 }),
  };
}

/** A request of which the log says nothing is told by what Twilio has kept of it. */
function withLines(visit: Visit, config: QueuesConfig): Visit {
  const lines = visit.event && visit.lines.length === 0 ? linesWorkedOut(visit.event, config) : [];
  return lines.length === 0 ? visit : { ...visit, lines };
}

/** A number may have no status callback: Twilio itself knows that the call is over. */
function withEnd({ sid, endedAt, status, seconds }: CallRecord, lines: readonly LoggedLine[]): LoggedLine[] {
  if (!endedAt || lines.some(({ event }) => event === 'ended')) return [...lines];
  const end = { event: 'ended', call: sid, status, seconds: seconds ?? null } as const;
  return [...lines, { at: endedAt.toISOString(), ...end }];
}

/** The clocks of the queue that the call was in last; of a queue without hours nobody has told us where it is. */
function timeZoneOf(lines: readonly LoggedLine[], { queues }: QueuesConfig): string {
  const names = lines.flatMap((line) => ('queue' in line && line.queue !== null ? [line.queue] : []));
  const hours = names.flatMap((name) => queues[name]?.openingHours ?? []);
  return hours.at(-1)?.timeZone ?? 'UTC';
}

/** By the second, which is all that most records know; within one, as they were put together. */
function inOrderOfTime(moments: readonly Moment[]): Moment[] {
  const second = ({ at }: Moment) => Math.floor(at.getTime() / 1000);
  const place = ({ kind }: Moment) => (kind === 'rang' ? 0 : kind === 'ended' ? 2 : 1);
  return [...moments].sort((one, other) => second(one) - second(other) || place(one) - place(other));
}
