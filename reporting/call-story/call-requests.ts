import { endpoints } from '../../src/endpoints';
import type { LoggedLine } from '../../src/log';
import { callerPath, menuChoicePath } from '../../src/state/urls';
import { inOrder, momentOf } from '../log/lines';
import type { RecordedRequest } from './records';

/** One request of Twilio's, from what Twilio has kept of it, from what the functions logged, or from both. */
export interface CallRequest {
  /** In milliseconds since 1970. The log is exact; Twilio's own record knows the second. */
  readonly at: number;
  /** Such as `/wait`. */
  readonly path: string;
  readonly event: RecordedRequest | undefined;
  readonly lines: readonly LoggedLine[];
}

/** Lines that one request wrote: all have its moment. */
interface LoggedRequest {
  readonly at: number;
  /** Where it may have been. */
  paths: readonly string[];
  readonly lines: LoggedLine[];
}

/** A request may take 15 seconds, and is dated at one end or the other. */
const mostMillisApart = 20_000;

/** The requests of a call in the order of time, whatever the order of the lists. */
export function callRequestsOf(
  events: readonly RecordedRequest[],
  lines: readonly LoggedLine[],
): CallRequest[] {
  const logged = loggedRequests(inOrder(lines));
  const pairs = paired(events, logged);
  let latest = 0;
  const asked = inTurn(events).map((event): CallRequest => {
    const own = pairs.get(event);
    // What is known to the second only is not put before what Twilio lists before it.
    const at = own?.at ?? Math.max(latest, event.at.getTime());
    latest = Math.max(latest, at);
    return { at, path: pathOf(event), event, lines: own?.lines ?? [] };
  });
  const taken = new Set(pairs.values());
  const others = logged
    .filter((request) => !taken.has(request))
    .map(({ at, paths, lines }): CallRequest => ({ at, path: paths[0] ?? '', event: undefined, lines }));
  return [...asked, ...others].sort((one, other) => one.at - other.at);
}

/** The logged request of each of Twilio's: to the same path, those that are nearest in time first. */
function paired(
  events: readonly RecordedRequest[],
  logged: readonly LoggedRequest[],
): ReadonlyMap<RecordedRequest, LoggedRequest> {
  const candidates = events.flatMap((event) =>
    logged
      .filter(({ paths }) => paths.includes(pathOf(event)))
      .map((request) => ({ event, request, millisApart: Math.abs(request.at - event.at.getTime()) }))
      .filter(({ millisApart }) => millisApart <= mostMillisApart),
  );
  const pairs = new Map<RecordedRequest, LoggedRequest>();
  const taken = new Set<LoggedRequest>();
  for (const { event, request } of candidates.sort((one, other) => one.millisApart - other.millisApart)) {
    if (pairs.has(event) || taken.has(request)) continue;
    pairs.set(event, request);
    taken.add(request);
  }
  return pairs;
}

export const pathOf = ({ url }: RecordedRequest) => (URL.canParse(url) ? new URL(url).pathname : url);

/** Twilio's own order, oldest first; a list that has none is put into that of a usual call. */
function inTurn(events: readonly RecordedRequest[]): readonly RecordedRequest[] {
  const isAscending = (list: readonly RecordedRequest[]) =>
    list.every(({ at }, index) => index === 0 || at >= (list[index - 1]?.at ?? at));
  if (isAscending(events)) return events;
  const reversed = [...events].reverse();
  if (isAscending(reversed)) return reversed;
  const rank = (event: RecordedRequest) => `${usualPlace(pathOf(event))} ${JSON.stringify(event)}`;
  return [...events].sort(
    (one, other) => one.at.getTime() - other.at.getTime() || (rank(one) < rank(other) ? -1 : 1),
  );
}

/** The table of endpoints has the order of a usual call. */
const usualPlace = (path: string) =>
  String(endpoints.findIndex((endpoint) => endpoint.path === path) + 1).padStart(2, '0');

/** The lines by the requests that wrote them. */
function loggedRequests(lines: readonly LoggedLine[]): LoggedRequest[] {
  const requests: LoggedRequest[] = [];
  const isJoined = ({ event }: LoggedLine) => event === 'joined';
  // Who joins a line may do so by any request: it is known by the other line of that moment.
  for (const line of [...lines.filter((line) => !isJoined(line)), ...lines.filter(isJoined)]) {
    const at = momentOf(line);
    const paths = pathsOf(line);
    const same = requests.find(
      (request) =>
        request.at === at &&
        request.paths.some((path) => paths.includes(path)) &&
        // A request logs an event once: two such lines are from two requests.
        request.lines.every(({ event }) => event !== line.event),
    );
    if (!same) {
      requests.push({ at, paths: isJoined(line) ? [callerPath, menuChoicePath] : paths, lines: [line] });
      continue;
    }
    same.paths = same.paths.filter((path) => paths.includes(path));
    same.lines.push(line);
  }
  return requests.sort((one, other) => one.at - other.at);
}

/** The requests that may have written a line. */
function pathsOf(line: LoggedLine): readonly string[] {
  if (line.event === 'bad-input' || line.event === 'failed') return [line.path];
  return endpoints.filter(({ events }) => events.includes(line.event)).map(({ path }) => path);
}
