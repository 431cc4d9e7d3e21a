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
 * | `POST /calls/{callSid}/speech` | `{words, confidence?}`               | 204: so a `<Gather>` of speech understands it  |
 * | `POST /calls/{callSid}/answer` | to pick up a call that was dialed   | 204; 409 if it does not ring                   |
 * | `POST /calls/{callSid}/decline`| to turn it down                      | 204; 409 if it does not ring                   |
 * | `POST /external-numbers`       | `{phoneNumber, kind, afterSeconds?}` | 204: so it behaves when it is called           |
 * | `GET /queues`                  |                                      | 200 `{queues}`, each with its callers in order |
 * | `GET /workers`                 |                                      | 200 `{workers}`: activity and reservations     |
 * | `GET /tasks`                   |                                      | 200 `{tasks}`: where each waits, or who has it |
 * | `GET /clock`                   |                                      | 200 `{now}`                                    |
 * | `POST /clock`                  | `{advanceSeconds}`                   | 200 `{now}`, when all has happened by then     |
 * | `POST /disturbances`           | a disturbance: `{kind, where?, …}`   | 204                                            |
 * | `POST /reset`                  |                                      | 204: no calls, queues, tasks or disturbances   |
 * | `GET /timeline?after=N`        |                                      | 200 `{events}` with a higher number than N     |
 * | `GET /timeline?after=N`        | `Accept: text/event-stream`          | the same, and all that comes, as it comes      |
 *
 * An external number or client (`client:ada`) `rings`, `answers` or `declines` (with `afterSeconds`), has a `voicemail`
 * (with `recordsSeconds`, if not 120), is `busy`, gives `no-answer` or `fails`; one that is not named rings. With
 * `mostCalls` it is busy to any further call. `GET /calls` shows the calls that ring there, with the direction
 * `outbound-dial` or `outbound-api`. A client calls by naming an application (`AP…`) as `to`.
 *
 * What cannot be done is answered `{error, field?}`, where `error` says what to do about it: 400 for a field,
 * 404 for a call or path that is not there, 405 for a method, 409 for a call that is over, 413 for too much, 415 for
 * what is not JSON.
 *
 * An event stream has the number of each event as its id, and `Last-Event-ID` resumes it. A reader that
 * falls too far behind is dropped.
 *
 * A POST is JSON and says so in its `Content-Type`, even if it has no body: anything else is answered 415, so that no page
 * of another server of this machine can send it unasked.
 *
 * Only this machine is served. A `Host` or `Origin` of any other is answered 403, so that no page of the
 * internet reaches the server, whatever name it gives it.
 */
import { Hono } from 'hono';
import { type LoopbackApp, type LoopbackServer, serveOnLoopback } from '../web/loopback-server';
import { answerError, type ControlApiOptions, controlApi } from './control-api';
import { requireLocalOrigin } from './local-origin';

export type ControlServerOptions = ControlApiOptions;

export type ControlServer = LoopbackServer;

/** Serves the API on a free port of the loopback. */
export async function startControlServer(options: ControlServerOptions): Promise<ControlServer> {
  // As it was sent: Hono would decode it.
  const app: LoopbackApp = new Hono({ getPath: ({ url }) => new URL(url).pathname });
  app.use(async ({ env }, next) => {
    requireLocalOrigin(env.incoming);
    await next();
  });
  app.route('/', controlApi(options));
  app.onError(answerError);
  return serveOnLoopback(app, unreadable);
}

const unreadable = (reason: string): Response =>
  Response.json({ error: `The request cannot be read: ${reason}.` }, { status: 400 });
