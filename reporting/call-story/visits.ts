import { endpoints } from '../../src/endpoints';
import type { LoggedLine } from '../../src/log';
import { callerPath, menuChoicePath } from '../../src/state/urls';
import { inOrder, momentOf } from '../log/lines';
import type { RecordedRequest as CallEvent } from './records';

/** One request of Twilio's, from what Twilio has kept of it, from what the functions logged, or from both. */
export interface Visit {
  /** In milliseconds since 1970. The log is exact; Twilio's own record knows the second. */
  readonly at: number;
  /** Such as `/wait`. */
  readonly path: string;
  readonly event: CallEvent | undefined;
  readonly lines: readonly LoggedLine[];
}

/** Lines that one request wrote: all have its moment. */
interface LoggedVisit {
  readonly at: number;
  /** Where it may have been. */
  paths: readonly string[];
  readonly lines: LoggedLine[];
}

/** A request may take 15 seconds, and is dated at one end or the other. */
const mostMillisApart = 20_000;

/** The requests of a call in the order of time, whatever the order of the lists. */
export function visitsOf(events: readonly CallEvent[], lines: readonly LoggedLine[]): Visit[] {
  const logged = loggedVisits(inOrder(lines));
  const pairs = paired(events, logged);
  let latest = 0;
  const asked = inTurn(events).map((event): Visit => {
    const own = pairs.get(event);
    // What is known to the second only is not put before what Twilio lists before it.
    const at = own?.at ?? Math.max(latest, event.at.getTime());
    latest = Math.max(latest, at);
    return { at, path: pathOf(event), event, lines: own?.lines ?? [] };
  });
  const taken = new Set(pairs.values());
  const others = logged
    .filter((visit) => !taken.has(visit))
    .map(({ at, paths, lines }): Visit => ({ at, path: paths[0] ?? '', event: undefined, lines }));
  return [...asked, ...others].sort((one, other) => one.at - other.at);
}

/** The logged request of each of Twilio's: to the same path, those that are nearest in time first. */
function paired(
  events: readonly CallEvent[],
  logged: readonly LoggedVisit[],
): ReadonlyMap<CallEvent, LoggedVisit> {
  const candidates = events.flatMap((event) =>
    logged
      .filter(({ paths }) => paths.includes(pathOf(event)))
      .map((visit) => ({ event, visit, millisApart: Math.abs(visit.at - event.at.getTime()) }))
      .filter(({ millisApart }) => millisApart <= mostMillisApart),
  );
  const pairs = new Map<CallEvent, LoggedVisit>();
  const taken = new Set<LoggedVisit>();
  for (const { event, visit } of candidates.sort((one, other) => one.millisApart - other.millisApart)) {
    if (pairs.has(event) || taken.has(visit)) continue;
    pairs.set(event, visit);
    taken.add(visit);
  }
  return pairs;
}

export const pathOf = ({ url }: CallEvent) => (URL.canParse(url) ? new URL(url).pathname : url);

/** Twilio's own order, oldest first; a list that has none is put into that of a usual call. */
function inTurn(events: readonly CallEvent[]): readonly CallEvent[] {
  const isAscending = (list: readonly CallEvent[]) =>
    list.every(({ at }, index) => index === 0 || at >= (list[index - 1]?.at ?? at));
  if (isAscending(events)) return events;
  const reversed = [...events].reverse();
  if (isAscending(reversed)) return reversed;
  const rank = (event: CallEvent) => `${usualPlace(pathOf(event))} ${JSON.stringify(event)}`;
  return [...events].sort(
    (one, other) => one.at.getTime() - other.at.getTime() || (rank(one) < rank(other) ? -1 : 1),
  );
}

/** The table of endpoints has the order of a usual call. */
const usualPlace = (path: string) =>
  String(endpoints.findIndex((endpoint) => endpoint.path === path) + 1).padStart(2, '0');

/** The lines by the requests that wrote them. */
function loggedVisits(lines: readonly LoggedLine[]): LoggedVisit[] {
  const visits: LoggedVisit[] = [];
  const isJoined = ({ event }: LoggedLine) => event === 'joined';
  // Who joins a line may do so by any request: it is known by the other line of that moment.
  for (const line of [...lines.filter((line) => !isJoined(line)), ...lines.filter(isJoined)]) {
    const at = momentOf(line);
    const paths = pathsOf(line);
    const same = visits.find((visit) => visit.at === at && visit.paths.some((path) => paths.includes(path)));
    if (!same) {
      visits.push({ at, paths: isJoined(line) ? [callerPath, menuChoicePath] : paths, lines: [line] });
      continue;
    }
    same.paths = same.paths.filter((path) => paths.includes(path));
    same.lines.push(line);
  }
  return visits.sort((one, other) => one.at - other.at);
}

/** The requests that may have written a line. */
function pathsOf(line: LoggedLine): readonly string[] {
  if (line.event === 'bad-input' || line.event === 'failed') return [line.path];
  return endpoints.filter(({ events }) => events.includes(line.event)).map(({ path }) => path);
}
