import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { LocalTwilio } from '../local-twilio';
import { tooManyCalls } from '../voice/calls';
import type { Person } from '../voice/person';
import { readDisturbance } from './disturbance';
import { EventStream } from './event-stream';
import { readExternalNumber } from './external-number';
import {
  ControlError,
  type Fields,
  numberField,
  optionalNumber,
  optionalText,
  readFields,
  textField,
} from './request';
import { callsOf, queuesOf, tasksOf, workersOf } from './state';
import { streamTimeline } from './timeline-stream';

export interface ControlApiOptions {
  readonly twilio: LocalTwilio;
  /** How often a silent event stream sends a heartbeat; 15,000 by default. */
  readonly heartbeatMillis?: number;
  /** A client of the event stream that is further behind than this is dropped; 5,000 by default. */
  readonly maxEventsBehind?: number;
}

type App = Hono<{ Bindings: HttpBindings }>;
type Request = Context<{ Bindings: HttpBindings }>;

const longestAdvanceSeconds = 86_400;

/** The control API, which `server.ts` describes, for any server. It does not check the origin of requests. */
export function controlApi({
  twilio,
  heartbeatMillis = 15_000,
  maxEventsBehind = 5000,
}: ControlApiOptions): App {
  const app: App = new Hono();
  const done = (request: Request) => request.body(null, 204);
  const personIn = (request: Request) => personOn(twilio, request.req.param('callSid') ?? '');
  app.use(refuseHead);
  app.use(requireJson);

  app.get('/calls', (request) => request.json({ calls: callsOf(twilio) }));

  app.post('/calls', async (request) => {
    const callSid = placeCall(twilio, await readFields(request.req.raw.body));
    return request.json({ callSid }, 201);
  });

  app.post('/calls/:callSid/keys', async (request) => {
    pressKeys(personIn(request), await readFields(request.req.raw.body));
    return done(request);
  });

  app.post('/calls/:callSid/hang-up', (request) => {
    personIn(request).hangUp();
    return done(request);
  });

  app.post('/calls/:callSid/speech', async (request) => {
    speak(personIn(request), await readFields(request.req.raw.body));
    return done(request);
  });

  app.post('/calls/:callSid/answer', (request) => {
    rung(personIn(request)).answer();
    return done(request);
  });

  app.post('/calls/:callSid/decline', (request) => {
    rung(personIn(request)).decline();
    return done(request);
  });

  app.post('/external-numbers', async (request) => {
    const fields = await readFields(request.req.raw.body);
    const phoneNumber = textField(fields, 'phoneNumber', '+14155550100');
    twilio.setExternalNumber(phoneNumber, readExternalNumber(fields));
    return done(request);
  });

  app.get('/queues', (request) => request.json({ queues: queuesOf(twilio) }));

  app.get('/workers', (request) => request.json({ workers: workersOf(twilio) }));

  app.get('/tasks', (request) => request.json({ tasks: tasksOf(twilio) }));

  app.get('/clock', (request) => request.json({ now: twilio.clock.now() }));

  app.post('/clock', async (request) => {
    const bounds = { min: 0, max: longestAdvanceSeconds, isWhole: false };
    const seconds = numberField(await readFields(request.req.raw.body), 'advanceSeconds', bounds);
    await twilio.clock.advance(seconds * 1000);
    return request.json({ now: twilio.clock.now() });
  });

  app.post('/disturbances', async (request) => {
    twilio.disturb(readDisturbance(await readFields(request.req.raw.body)));
    return done(request);
  });

  app.post('/reset', async (request) => {
    await twilio.reset();
    return done(request);
  });

  app.get('/timeline', (request) => {
    const isStream = request.req.header('accept')?.includes('text/event-stream');
    if (!isStream) {
      const after = eventNumber(request.req.query('after') ?? '0', 'after');
      return request.json({ events: twilio.timeline.events(after) });
    }
    const after = lastSeen(request);
    const stream = new EventStream(request.env.outgoing, { heartbeatMillis });
    streamTimeline(twilio.timeline, stream, { after, maxEventsBehind });
    return RESPONSE_ALREADY_SENT;
  });

  app.all('*', (request) => {
    throw nothingAt(app, request);
  });
  app.onError(answerError);
  return app;
}

/** The answer to a request that cannot be served, or whose code failed. */
export function answerError(error: Error, request: Request): Response {
  if (error instanceof ControlError) {
    const { status, message, field } = error;
    return Response.json({ error: message, ...(field !== undefined && { field }) }, { status });
  }
  // A client that disconnected during its request does not need an answer.
  if (request.env.incoming?.errored) return request.body(null, 400);
  // Unexpected, so it is also printed here.
  console.error(error);
  return Response.json({ error: `The server failed: ${error}` }, { status: 500 });
}

/** Hono would answer HEAD like GET without a body, but a route here only has the methods that it names. */
async function refuseHead(request: Request, next: () => Promise<void>): Promise<void> {
  const { method, path } = request.req;
  if (method === 'HEAD') throw new ControlError(405, `${method} ${path} is not supported. Use GET.`);
  await next();
}

/**
 * A web page from another server on this machine can send a form or plain text without a CORS preflight. It can send JSON
 * only after a preflight, which always fails here. So every POST must say that it is JSON, even without a body.
 */
async function requireJson(request: Request, next: () => Promise<void>): Promise<void> {
  const { method } = request.req;
  const [type = ''] = (request.req.header('content-type') ?? '').split(';');
  if (method === 'POST' && type.trim().toLowerCase() !== 'application/json') {
    throw new ControlError(415, "Send JSON, with Content-Type: application/json. With curl: --json '{}'.");
  }
  await next();
}

/** Names the methods of a known path, or every path. */
function nothingAt({ routes }: App, { req: { method, path } }: Request): ControlError {
  const served = routes.filter((one) => one.method !== 'ALL');
  const matching = served.filter((one) => new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(path));
  const known = (matching.length > 0 ? matching : served).map(
    (one) => `${one.method} ${templateOf(one.path)}`,
  );
  const status = matching.length > 0 ? 405 : 404;
  return new ControlError(status, `There is no ${method} ${path}. There is ${known.join(', ')}.`);
}

const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** Returns the CallSid of the new call. */
function placeCall(twilio: LocalTwilio, fields: Fields): string {
  const [number = ''] = twilio.phoneNumbers;
  const from = textField(fields, 'from', '+15550100');
  const to = textField(fields, 'to', number);
  const stirVerstat = optionalText(fields, 'stirVerstat');
  if (!twilio.phoneNumbers.includes(to) && !twilio.numbers.applications.has(to)) {
    const known = twilio.phoneNumbers.join(', ') || 'none';
    throw new ControlError(400, `to is not a number of the account. Send one of ${known}.`, 'to');
  }
  const person = twilio.placeCall({ from, to, ...(stirVerstat !== undefined && { stirVerstat }) });
  if (person) return person.callSid;
  const { message, repair } = tooManyCalls(twilio.settings.maxConcurrentCalls);
  throw new ControlError(409, `${message}. ${repair}`);
}

function pressKeys(person: Person, fields: Fields): void {
  const keys = textField(fields, 'keys', '1#');
  if (!/^[0-9*#]+$/.test(keys)) {
    throw new ControlError(400, `keys is "${keys}". Send only 0 to 9, * and #.`, 'keys');
  }
  person.press(keys);
}

/** Speaks for some seconds, or says words that a `<Gather>` understands. */
function speak(person: Person, fields: Fields): void {
  const words = optionalText(fields, 'words');
  const bounds = { min: 0, max: 3600, isWhole: false };
  if (words === undefined) person.speak(numberField(fields, 'seconds', bounds));
  else person.say(words, optionalNumber(fields, 'confidence', { ...bounds, max: 1 }));
}

/** The person on a live call. */
function personOn(twilio: LocalTwilio, callSid: string): Person {
  const person = twilio.personOn(callSid);
  if (!person) throw new ControlError(404, `There is no call ${callSid}. GET /calls lists them.`);
  if (!person.isOnTheLine) throw new ControlError(409, `Call ${callSid} is over. Place another one.`);
  return person;
}

function rung(person: Person): Person {
  if (person.isRung) return person;
  throw new ControlError(
    409,
    `Call ${person.callSid} is not ringing at a phone. Only calls that Twilio placed do.`,
  );
}

/** The event that a reconnecting client names in its header, or the URL's `after`. */
function lastSeen({ req }: Request): number {
  const resumed = req.header('last-event-id');
  if (resumed !== undefined) return eventNumber(resumed, 'Last-Event-ID');
  return eventNumber(req.query('after') ?? '0', 'after');
}

/** Parses the number of an event. */
function eventNumber(text: string, field: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ControlError(
    400,
    `${field} is not the number of an event. Send a whole number, or 0 for all events.`,
    field,
  );
}
