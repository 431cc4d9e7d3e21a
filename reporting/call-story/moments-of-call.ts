import type { LoggedLine } from '../../src/log';
import type { Sound } from './answer';
import { type CallContext, entries, happeningsOf, heardIn } from './happenings';
import type { Happening, Moment } from './moments';
import type { CallRecords } from './records';
import { itemsOf } from './source';
import type { Visit } from './visits';

/** What happened by the requests of a call, in their order. */
export function momentsOfVisits(visits: readonly Visit[], context: CallContext): Moment[] {
  const { call } = context.records;
  const [first] = visits;
  const isEntry = first !== undefined && entries.includes(first.path);
  const rang: Moment = { at: call.startedAt, kind: 'rang', heard: isEntry ? heardIn(first.event) : [] };
  const moments = visits.flatMap((visit) => {
    const happenings = happeningsOf(visit, context);
    const heard = isEntry && visit === first ? [] : heardIn(visit.event);
    return happenings.map(
      (happening, index): Moment => ({
        ...happening,
        at: momentOf(happening, visit, call.endedAt),
        heard: index === 0 ? heard : [],
      }),
    );
  });
  const served = context.lines.flatMap((line) => servedMoment(line, call.sid));
  return folded([rang, ...moments, ...served].sort((one, other) => one.at.getTime() - other.at.getTime()));
}

/** Leaving by hanging up is told after the end, and is not later than it. */
function momentOf({ kind }: Happening, { at }: Visit, endedAt: Date | undefined): Date {
  const isLate = kind === 'left' && endedAt !== undefined && at > endedAt.getTime();
  return isLate ? endedAt : new Date(at);
}

/** An agent is joined by a request of the caller's call. */
function servedMoment(line: LoggedLine, sid: string): Moment[] {
  if (line.event !== 'connected' || line.agentCall !== sid) return [];
  const { at, queue, call: caller, secondsWaited } = line;
  return [{ at: new Date(at), kind: 'served', queue, caller, secondsWaited, heard: [] }];
}

/** One after the other; what only goes on is told with what it goes on from. */
function folded(moments: readonly Moment[]): Moment[] {
  const told: Moment[] = [];
  for (const moment of moments) {
    const last = told.at(-1);
    const merged = last && together(last, moment);
    if (merged) told[told.length - 1] = merged;
    else told.push(arrivedInLine(moment, told));
  }
  return told;
}

function together(last: Moment, next: Moment): Moment | undefined {
  if (next.kind === 'quiet' && last.kind === 'quiet' && last.isPaused === next.isPaused) {
    return { ...last, rounds: last.rounds + next.rounds, until: next.until };
  }
  const isOnlyMusic = next.kind === 'waited' && next.heard.every(({ kind }) => kind === 'played');
  const isInLine = last.kind === 'waited' || last.kind === 'joined';
  if (!isOnlyMusic || !isInLine || last.place !== next.place) return undefined;
  return { ...last, heard: [...last.heard, ...next.heard] };
}

/** The first news after being sent to a line: that is where the wait begins. */
function arrivedInLine(moment: Moment, told: Moment[]): Moment {
  const sent = told.findLastIndex(({ kind }) => kind === 'sent-to-line' || kind === 'joined');
  const before = told[sent];
  if (moment.kind !== 'waited' || before?.kind !== 'sent-to-line') return moment;
  told.splice(sent, 1);
  const { queue, lane, stay } = before;
  return {
    kind: 'joined',
    at: moment.at,
    heard: moment.heard,
    queue,
    lane,
    isAgain: stay > 0,
    place: moment.place,
  };
}

/** What happened by other records than those of the requests. */
export function momentsOfRecords({ call, dialled, recordings, notices }: CallRecords): Moment[] {
  const heard: readonly Sound[] = [];
  return [
    ...itemsOf(dialled).map(
      ({ sid, at, to, status, seconds }): Moment => ({
        ...{ kind: 'dialled', at, heard, number: to, call: sid, status, seconds },
      }),
    ),
    ...itemsOf(recordings).map(
      ({ sid, at, seconds, status, source }): Moment => ({
        ...{ kind: 'recorded', at, heard, recording: sid, seconds, status, source },
      }),
    ),
    ...itemsOf(notices).map(
      ({ at, level, code, text, url }): Moment => ({
        ...{ kind: 'complaint', at, heard, level, code, text, path: pathOf(url) },
      }),
    ),
    ...(call.endedAt
      ? [{ kind: 'ended' as const, at: call.endedAt, heard, status: call.status, seconds: call.seconds }]
      : []),
  ];
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : '');
