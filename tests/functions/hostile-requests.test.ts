import fc from 'fast-check';
import { Twilio } from 'twilio';
import { LocalTwilio, restHttpClient } from '../../emulator/index';
import { type Element, readDocument } from '../../emulator/reference';
import { endpointAt } from '../../src/endpoints';
import { queueNameAtTwilio } from '../../src/state/queue-name';
import { anyText } from '../any-text';
import everything from '../stories/everything.config';
import { runs } from '../thorough';
import { answersOf, type Handler, installRuntime } from '../twilio/runtime';
import { deploy, deployedFunction, type Form, pin, verbsOf } from './deployed';
import { type Path, paths, requests } from './twilio-requests';

/** Every name that means something to us or to JavaScript. */
const names = fc.oneof(
  fc.constantFrom(
    ...new Set(
      Object.values(requests).flatMap(({ query, form }) => [...Object.keys(query), ...Object.keys(form)]),
    ),
  ),
  fc.constantFrom(
    'waited',
    'returns',
    'moves',
    'blind',
    'request',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'then',
    '',
  ),
  fc.string(),
);

const texts = fc.oneof(
  fc.constantFrom(
    'constructor',
    '__proto__',
    'support',
    'agent',
    'sales',
    'sales,support,night',
    'priority',
    'main',
    'ana',
    'bridged',
    'leave',
    'queue-full',
    'completed',
    'closed',
    'waitedTooLong',
    'keyPressed',
    'true',
    '*',
  ),
  fc.constantFrom(
    '-1',
    '0',
    '1e999',
    'NaN',
    'Infinity',
    '0x7f',
    '99999999999999999999',
    '86400',
    '86401',
    '5000',
  ),
  fc.constantFrom(
    '\u0000',
    '\u0007\u001b[2J',
    '\ud800',
    '\uffff',
    ']]>',
    '<Dial>+15550100009</Dial>',
    '&lol;',
    '"\'><',
  ),
  fc.constantFrom('x'.repeat(201), '9'.repeat(70_000)),
  fc.nat().map(String),
  anyText,
);

const sent = fc.oneof(texts, fc.array(texts, { maxLength: 3 }));

/** What Twilio would send to this endpoint, with some of it missing and some replaced, and more added. */
const formTo = (path: Path): fc.Arbitrary<Form> => {
  const honest = { ...requests[path].query, ...requests[path].form };
  const kept = fc.subarray(Object.entries(honest)).map((entries) => Object.fromEntries(entries));
  const hostile = fc
    .array(fc.tuple(names, sent), { maxLength: 12 })
    .map((entries) => Object.fromEntries(entries));
  return fc.tuple(kept, hostile).map(([some, more]) => ({ ...some, ...more }));
};

const withInner = (verb: Element): Element[] => [verb, ...verb.children.flatMap(withInner)];

/** Every line that a caller can be put in, or an agent can dial. */
const lines = Object.keys(everything.queues).flatMap((name) => [name, queueNameAtTwilio(name, 'priority')]);

/** What is read as a key or keys that were pressed. */
function pressed(digits: unknown): string | undefined {
  const [first] = [digits].flat();
  return typeof first === 'string' && first !== '' && first.length <= 200 ? first : undefined;
}

/** What holds for every answer of an endpoint, no matter who asks. */
function expectDefinedAnswer(path: Path, verbs: readonly Element[], digits: unknown): void {
  const all = verbs.flatMap(withInner);
  const has = (name: string) => all.some((verb) => verb.name === name);
  if (path === '/wait') expect(has('Play') || has('Pause') || has('Leave')).toBe(true);
  // Nobody gets to a queue who was not let in. An idle agent's requests use URLs that only we write.
  if (path === '/agent') expect(has('Dial') || has('Redirect')).toBe(false);
  if (path === '/agent/pin' && (has('Dial') || has('Redirect'))) expect(pressed(digits)).toBe(pin);
  // Somebody outside is joined to a caller only by a key.
  if (path === '/action/accepted' && !has('Hangup')) expect(pressed(digits)).toBeDefined();
  if (path === '/action/accept') expect(verbs.at(-1)?.name).toBe('Hangup');
  if (path === '/action/step') expect(verbs).not.toEqual([]);
  for (const { name, text, attributes } of all) {
    const isForReservation = name === 'Queue' && /^WR[0-9a-f]{32}$/.test(attributes.reservationSid ?? '');
    if (isForReservation) expect(text).toBe('');
    else if (name === 'Enqueue' || name === 'Queue') expect(lines).toContain(text);
    if (name === 'Number') expect([path, text]).toEqual([expect.stringMatching('^/action'), '+15550300001']);
    const { action, waitUrl, url, recordingStatusCallback } = attributes;
    for (const link of [action, waitUrl, url, recordingStatusCallback, name === 'Redirect' && text]) {
      if (link) expect(endpointAt(new URL(link, 'https://example.com').pathname)).toBeDefined();
    }
  }
}

describe('whatever is sent in a form', () => {
  const ask = deploy();

  test.each(paths)(
    '%s answers with TwiML that Twilio has nothing to say against, and not for a failure',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(formTo(path), async (form) => {
          const { status, contentType, reading, logged } = await ask(path, {}, form);
          expect(logged.filter(({ event }) => event === 'failed')).toEqual([]);
          expect({ status, contentType }).toEqual({ status: 200, contentType: 'text/xml' });
          expectDefinedAnswer(path, verbsOf(reading), form.Digits);
        }),
        runs(60),
      );
    },
  );
});

describe('whatever a server makes of a request', () => {
  const { account, rest } = new LocalTwilio();
  const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  const context = { DOMAIN_NAME: 'example.com', AGENT_PIN: pin, getTwilioClient: () => client };

  beforeAll(installRuntime);

  beforeEach(() => {
    jest.spyOn(console, 'log').mockImplementation();
    jest.spyOn(console, 'error').mockImplementation();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  // Numbers, nested objects, null and functions do not come in a form; a server in between may still make some.
  const events = fc.array(fc.tuple(names, fc.oneof(sent, fc.anything({ withNullPrototype: true }))), {
    maxLength: 15,
  });

  test.each(paths)('%s answers once, with TwiML', async (path) => {
    const { handler } = require((await deployedFunction(path)).file) as { handler: Handler };
    await fc.assert(
      fc.asyncProperty(events, async (entries) => {
        const event: Record<string, unknown> = Object.fromEntries(entries);
        const answers = await answersOf(handler, { ...context, PATH: path }, event);
        expect(answers).toMatchObject([{ statusCode: 200, headers: { 'Content-Type': 'text/xml' } }]);
        const reading = readDocument(String(answers[0]?.body), 'text/xml');
        expectDefinedAnswer(path, verbsOf(reading), event.Digits);
      }),
      runs(60),
    );
    expect(console.error).not.toHaveBeenCalled();
  });
});

describe('whatever is sent to an endpoint that answers with a status', () => {
  const secret = 'a secret of thirty-two characters';
  const query = { recording: `RE${'0'.repeat(32)}`, expires: '1767625200', signature: '0'.repeat(64) };
  const recording = {
    RecordingSid: `RE${'0'.repeat(32)}`,
    RecordingStatus: 'completed',
    RecordingDuration: '9',
    CallSid: 'CA1',
    queue: 'support',
  };

  test.each<[string, Form, readonly number[]]>([
    ['/action/voicemail', recording, [204]],
    ['/voicemail', query, [403, 410]],
  ])('%s answers with one that says what it is, and not for a failure', async (path, honest, statuses) => {
    const ask = deploy({ environment: { VOICEMAIL_SECRET: secret } });
    const kept = fc.subarray(Object.entries(honest)).map((entries) => Object.fromEntries(entries));
    const hostile = fc.array(fc.tuple(fc.oneof(names, fc.constantFrom(...Object.keys(honest))), sent), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(kept, hostile, async (some, more) => {
        const { status, logged } = await ask(path, {}, { ...some, ...Object.fromEntries(more) });
        expect(statuses).toContain(status);
        expect(logged.filter(({ event }) => event === 'failed')).toEqual([]);
      }),
      runs(60),
    );
  });
});
