import type { LocalTwilio } from '../local-twilio';
import { pathPattern } from '../rest/path-pattern';
import { tooManyCalls } from '../voice/calls';
import type { Person } from '../voice/person';
import type { ControlAnswer } from './answer';
import { readDisturbance } from './disturbance';
import { readExternalNumber } from './external-number';
import { ControlError, type Fields, numberField, optionalText, textField } from './request';
import { callsOf, queuesOf } from './state';

/** A request as its route gets it. */
export interface ControlRequest {
  readonly twilio: LocalTwilio;
  readonly fields: Fields;
  readonly query: URLSearchParams;
  readonly callSid: string;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly pattern: RegExp;
  readonly answer: (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;
}

const done: ControlAnswer = { status: 204 };
const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const longestAdvanceSeconds = 86_400;

const routes: readonly Route[] = [
  route('GET', '/calls', ({ twilio }) => ok({ calls: callsOf(twilio) })),
  route('POST', '/calls', placeCall),
  route('POST', '/calls/{callSid}/keys', pressKeys),
  route('POST', '/calls/{callSid}/hang-up', hangUp),
  route('POST', '/calls/{callSid}/speech', speak),
  route('POST', '/calls/{callSid}/answer', (request) => pickUp(request, (person) => person.answer())),
  route('POST', '/calls/{callSid}/decline', (request) => pickUp(request, (person) => person.decline())),
  route('POST', '/outside-numbers', setExternalNumber),
  route('GET', '/queues', ({ twilio }) => ok({ queues: queuesOf(twilio) })),
  route('GET', '/clock', ({ twilio }) => ok({ now: twilio.clock.now() })),
  route('POST', '/clock', advanceClock),
  route('POST', '/disturbances', disturb),
  route('POST', '/reset', reset),
  route('GET', '/timeline', ({ twilio, query }) =>
    ok({ events: twilio.timeline.events(eventNumber(query.get('after') ?? '0', 'after')) }),
  ),
];

/** What a request is answered, whichever route it takes. */
export function answerTo(
  method: string | undefined,
  path: string,
  request: Omit<ControlRequest, 'callSid'>,
): ControlAnswer | Promise<ControlAnswer> {
  const matches = routes.filter(({ pattern }) => pattern.test(path));
  const found = matches.find((one) => one.method === method);
  if (found) return found.answer({ ...request, callSid: found.pattern.exec(path)?.groups?.callSid ?? '' });
  const known = (matches.length > 0 ? matches : routes).map((one) => `${one.method} ${one.path}`);
  const status = matches.length > 0 ? 405 : 404;
  throw new ControlError(status, `There is no ${method} ${path}. There is ${known.join(', ')}.`);
}

/** The number of an event, as a client names the last one that it has. */
export function eventNumber(text: string, field: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ControlError(400, `${field} is no number of an event. Send 0 for all of them.`, field);
}

function route(method: Route['method'], path: string, answer: Route['answer']): Route {
  return { method, path, pattern: pathPattern(path), answer };
}

function placeCall({ twilio, fields }: ControlRequest): ControlAnswer {
  const [number = ''] = twilio.phoneNumbers;
  const from = textField(fields, 'from', '+15550100');
  const to = textField(fields, 'to', number);
  const stirVerstat = optionalText(fields, 'stirVerstat');
  if (!twilio.phoneNumbers.includes(to)) {
    const known = twilio.phoneNumbers.join(', ') || 'none';
    throw new ControlError(400, `to is no number of the account. It has ${known}.`, 'to');
  }
  const person = twilio.placeCall({ from, to, ...(stirVerstat !== undefined && { stirVerstat }) });
  if (person) return { status: 201, body: { callSid: person.callSid } };
  const { message, repair } = tooManyCalls(twilio.settings.mostConcurrentCalls);
  throw new ControlError(409, `${message}. ${repair}`);
}

function pressKeys(request: ControlRequest): ControlAnswer {
  const person = personOn(request);
  const keys = textField(request.fields, 'keys', '1#');
  if (!/^[0-9*#]+$/.test(keys)) {
    throw new ControlError(400, `keys "${keys}" has others than 0 to 9, * and #. Send only these.`, 'keys');
  }
  person.press(keys);
  return done;
}

function hangUp(request: ControlRequest): ControlAnswer {
  personOn(request).hangUp();
  return done;
}

function speak(request: ControlRequest): ControlAnswer {
  const bounds = { min: 0, max: 3600, isWhole: false };
  personOn(request).speak(numberField(request.fields, 'seconds', bounds));
  return done;
}

function pickUp(request: ControlRequest, act: (person: Person) => void): ControlAnswer {
  const person = personOn(request);
  if (!person.isRung) {
    throw new ControlError(
      409,
      `Call ${request.callSid} rings at nobody’s. Only a call that was dialled does.`,
    );
  }
  act(person);
  return done;
}

function setExternalNumber({ twilio, fields }: ControlRequest): ControlAnswer {
  const phoneNumber = textField(fields, 'phoneNumber', '+14155550100');
  twilio.setExternalNumber(phoneNumber, readExternalNumber(fields));
  return done;
}

/** Somebody who is still on the line: nobody else can do anything. */
function personOn({ twilio, callSid }: ControlRequest): Person {
  const person = twilio.personOn(callSid);
  if (!person) throw new ControlError(404, `There is no call ${callSid}. GET /calls lists them.`);
  if (!person.isOnTheLine) throw new ControlError(409, `Call ${callSid} is over. Place another one.`);
  return person;
}

async function advanceClock({ twilio, fields }: ControlRequest): Promise<ControlAnswer> {
  const bounds = { min: 0, max: longestAdvanceSeconds, isWhole: false };
  await twilio.clock.advance(numberField(fields, 'advanceSeconds', bounds) * 1000);
  return ok({ now: twilio.clock.now() });
}

function disturb({ twilio, fields }: ControlRequest): ControlAnswer {
  twilio.disturb(readDisturbance(fields));
  return done;
}

async function reset({ twilio }: ControlRequest): Promise<ControlAnswer> {
  await twilio.reset();
  return done;
}
