/**
 * The local Twilio, moved from outside: by other processes, terminals and pages. JSON in and out.
 *
 * | request                        | sends                                | answers                                        |
 * | ------------------------------ | ------------------------------------ | ---------------------------------------------- |
 * | `GET /calls`                   |                                      | 200 `{calls}`, from the oldest                 |
 * | `POST /calls`                  | `{from, to, stirVerstat?}`           | 201 `{callSid}`; 409 if the account is full    |
 * | `POST /calls/{callSid}/keys`   | `{keys}`, such as `"1234#"`          | 204                                            |
 * | `POST /calls/{callSid}/hang-up`|                                      | 204                                            |
 * | `POST /calls/{callSid}/speech` | `{seconds}`: the person speaks       | 204                                            |
 * | `POST /calls/{callSid}/answer` | to pick up a call that was dialled   | 204; 409 if it does not ring                   |
 * | `POST /calls/{callSid}/decline`| to turn it down                      | 204; 409 if it does not ring                   |
 * | `POST /outside-numbers`        | `{phoneNumber, kind, afterSeconds?}` | 204: so it behaves when it is dialled          |
 * | `GET /queues`                  |                                      | 200 `{queues}`, each with its callers in order |
 * | `GET /clock`                   |                                      | 200 `{now}`                                    |
 * | `POST /clock`                  | `{advanceSeconds}`                   | 200 `{now}`, when all has happened by then     |
 * | `POST /disturbances`           | a disturbance: `{kind, where?, …}`   | 204                                            |
 * | `POST /reset`                  |                                      | 204: no calls, queues or disturbances are left |
 * | `GET /timeline?after=N`        |                                      | 200 `{events}` with a higher number than N     |
 * | `GET /timeline?after=N`        | `Accept: text/event-stream`          | the same, and all that comes, as it comes      |
 *
 * An outside number `rings`, `answers` (with `afterSeconds`), is `busy`, gives `no-answer` or `fails`; one that is
 * not named rings. `GET /calls` shows the calls that ring there, with the direction `outbound-dial`.
 *
 * What cannot be done is answered `{error, field?}`, where `error` says what to do about it: 400 for a field,
 * 404 for a call or path that is not there, 405 for a method, 409 for a call that is over, 413 for too much.
 *
 * An event stream has the number of each event as its id, and `Last-Event-ID` resumes it. A reader that
 * falls too far behind is dropped.
 *
 * Only this machine is served. A `Host` or `Origin` of any other is answered 403, so that no page of the
 * internet reaches the server, whatever name it gives it.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { LocalTwilio } from '../local-twilio';
import { type LoopbackServer, listenOnLoopback } from '../web/loopback-server';
import { refused, send } from './answer';
import { type EventStreamOptions, streamEvents } from './event-stream';
import { readFields, urlOf } from './request';
import { answerTo, eventNumber } from './routes';
import { refuseForeigners } from './same-machine';

export interface ControlServerOptions extends Partial<EventStreamOptions> {
  readonly twilio: LocalTwilio;
}

export type ControlServer = LoopbackServer;

/** Serves the API on a free port of the loopback. */
export async function startControlServer({
  twilio,
  heartbeatMillis = 15_000,
  mostEventsBehind = 5000,
}: ControlServerOptions): Promise<ControlServer> {
  const stream = { heartbeatMillis, mostEventsBehind };
  const server = http.createServer((request, response) => {
    serve(twilio, stream, request, response).catch((error) => {
      // A client that hung up in the middle of its request waits for no answer.
      if (!request.errored) send(response, refused(error));
    });
  });
  return listenOnLoopback(server);
}

async function serve(
  twilio: LocalTwilio,
  stream: EventStreamOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  refuseForeigners(request);
  const { method, headers } = request;
  const { pathname, searchParams: query } = urlOf(request);
  if (pathname === '/timeline' && method === 'GET' && headers.accept?.includes('text/event-stream')) {
    return streamEvents(twilio.timeline, lastSeen(request, query), response, stream);
  }
  const fields = await readFields(request);
  send(response, await answerTo(method, pathname, { twilio, fields, query }));
}

/** What a client that comes back names in its header, or what the address says. */
function lastSeen({ headers }: IncomingMessage, query: URLSearchParams): number {
  const resumed = headers['last-event-id'];
  if (typeof resumed === 'string') return eventNumber(resumed, 'Last-Event-ID');
  return eventNumber(query.get('after') ?? '0', 'after');
}
