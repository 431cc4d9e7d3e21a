/**
 * The local Twilio, controlled by other processes, terminals and web pages. JSON in and out.
 *
 * | request                        | sends                                | answers                                        |
 * | ------------------------------ | ------------------------------------ | ---------------------------------------------- |
 * | `GET /calls`                   |                                      | 200 `{calls}`, from the oldest                 |
 * | `POST /calls`                  | `{from, to, stirVerstat?}`           | 201 `{callSid}`; 409 if the account is full    |
 * | `POST /calls/{callSid}/keys`   | `{keys}`, such as `"1234#"`          | 204                                            |
 * | `POST /calls/{callSid}/hang-up`|                                      | 204                                            |
 * | `POST /calls/{callSid}/speech` | `{seconds}`: the person speaks       | 204                                            |
 * | `POST /calls/{callSid}/speech` | `{words, confidence?}`               | 204: a `<Gather>` of speech understands these  |
 * | `POST /calls/{callSid}/answer` | picks up a call that Twilio placed   | 204; 409 if it is not ringing                  |
 * | `POST /calls/{callSid}/decline`| declines it                          | 204; 409 if it is not ringing                  |
 * | `POST /external-numbers`       | `{phoneNumber, kind, afterSeconds?}` | 204: its behavior in calls from now on         |
 * | `GET /queues`                  |                                      | 200 `{queues}`, each with its callers in order |
 * | `GET /workers`                 |                                      | 200 `{workers}`: activity and reservations     |
 * | `GET /tasks`                   |                                      | 200 `{tasks}`, each with its queue and worker  |
 * | `GET /clock`                   |                                      | 200 `{now}`                                    |
 * | `POST /clock`                  | `{advanceSeconds}`                   | 200 `{now}`, once everything due has happened  |
 * | `POST /disturbances`           | a disturbance: `{kind, where?, …}`   | 204                                            |
 * | `POST /reset`                  |                                      | 204: no calls, queues, tasks or disturbances   |
 * | `GET /timeline?after=N`        |                                      | 200 `{events}` with a higher number than N     |
 * | `GET /timeline?after=N`        | `Accept: text/event-stream`          | the same, and each new event as it happens     |
 *
 * An external number or client (`client:ada`) `rings`, `answers` or `declines` (with `afterSeconds`), has a `voicemail`
 * (with `recordsSeconds`, if not 120), is `busy`, has `no-answer` or `fails`. Without a behavior it rings. With `maxCalls`
 * it is busy to any further call. `GET /calls` shows the calls that ring there, with the direction `outbound-dial` or
 * `outbound-api`. A client calls by naming an application (`AP…`) as `to`.
 *
 * A request that fails gets `{error, field?}`, where `error` says how to fix it: 400 for a field, 404 for an unknown call
 * or path, 405 for a method, 409 for a call that is over, 413 for a body that is too large, 415 for anything but JSON.
 *
 * An event stream has the number of each event as its id, and `Last-Event-ID` resumes it. A client that
 * falls too far behind is dropped.
 *
 * A POST must have the `Content-Type` of JSON, even without a body; anything else gets 415. So web pages from other servers
 * on this machine cannot send one.
 *
 * Only this machine may use it. Any other `Host` or `Origin` gets 403, so a website cannot reach it, even with its own name
 * for this address.
 */
import { Hono } from 'hono';
import { type LoopbackApp, type LoopbackServer, serveOnLoopback } from '../web/loopback-server';
import { answerError, type ControlApiOptions, controlApi } from './control-api';
import { requireLocalOrigin } from './local-origin';

export type ControlServerOptions = ControlApiOptions;

export type ControlServer = LoopbackServer;

/** Serves the API on a free loopback port. */
export async function startControlServer(options: ControlServerOptions): Promise<ControlServer> {
  // Hono would decode the path.
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
