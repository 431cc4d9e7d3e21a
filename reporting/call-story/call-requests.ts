import { endpoints } from '../../src/endpoints';
import type { LoggedLine } from '../../src/log';
import { callerPath, menuChoicePath } from '../../src/state/urls';
import { inOrder, timeOf } from '../log/lines';
import type { RecordedRequest } from './records';

/** One request by Twilio, from Twilio's record of it, from the functions' log, or from both. */
export interface CallRequest {
  /** In milliseconds since 1970. The log is exact; Twilio's record only has the second. */
  readonly at: number;
  /** Such as `/wait`. */
  readonly path: string;
  readonly event: RecordedRequest | undefined;
  readonly lines: readonly LoggedLine[];
}

/** Lines that one request logged: all have its time. */
interface LoggedRequest {
  readonly at: number;
  /** Which endpoints may have logged them. */
  paths: readonly string[];
  readonly lines: LoggedLine[];
}

/** A request may take 15 seconds, and its time may be that of its start or its end. */
const mostMillisApart = 20_000;

/** The requests of a call ordered by time, in whatever order the lists are. */
export function callRequestsOf(
  events: readonly RecordedRequest[],
  lines: readonly LoggedLine[],
): CallRequest[] {
  const logged = loggedRequests(inOrder(lines));
  const pairs = paired(events, logged);
  let latest = 0;
  const asked = inTurn(events).map((event): CallRequest => {
    const own = pairs.get(event);
    // A time that only has the second does not move a request before those that Twilio lists first.
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

/** The logged request for each of Twilio's requests: to the same path, nearest in time first. */
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

/** Twilio's order, oldest first. A list in no order is sorted like a usual call. */
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
  // A caller can join a line by any request. Another line with the same time shows which one.
  for (const line of [...lines.filter((line) => !isJoined(line)), ...lines.filter(isJoined)]) {
    const at = timeOf(line);
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
