import fc from 'fast-check';
import { Twilio } from 'twilio';
import { LocalTwilio } from '../../emulator/local-twilio';
import { restHttpClient } from '../../emulator/rest/http-client';
import { type Element, readDocument } from '../../emulator/twiml/document';
import config from '../../queues.config';
import { endpoints } from '../../src/routes';
import { answersOf, type Handler, installRuntime } from '../twilio/runtime';
import { deploy, type Form, files, pin, verbsOf } from './deployed';
import { type Path, requests } from './twilio-requests';

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
    'bridged',
    'leave',
    'queue-full',
    'completed',
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
  fc.string({ unit: 'binary' }),
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

/** What holds for every answer of an endpoint, whoever asks. */
function expectDefinedAnswer(path: Path, verbs: readonly Element[], digits: unknown): void {
  const all = verbs.flatMap(withInner);
  const has = (name: string) => all.some((verb) => verb.name === name);
  if (path === '/wait') expect(has('Play') || has('Pause') || has('Leave')).toBe(true);
  if (path === '/agent') expect(has('Dial')).toBe(false);
  if (path === '/agent/pin' && has('Dial')) expect([digits].flat()[0]).toBe(pin);
  for (const { name, text, attributes } of all) {
    if (name === 'Enqueue' || name === 'Queue') expect(Object.keys(config.queues)).toContain(text);
    const { action, waitUrl, url } = attributes;
    for (const link of [action, waitUrl, url, name === 'Redirect' ? text : undefined]) {
      if (link) expect(endpoints).toContain(new URL(link, 'https://example.com').pathname);
    }
  }
}

describe('whatever is sent in a form', () => {
  const ask = deploy();

  test.each(endpoints)(
    '%s answers with TwiML that Twilio has nothing to say against, and not for a failure',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(formTo(path), async (form) => {
          const { status, contentType, reading, logged } = await ask(path, {}, form);
          expect(logged.filter(({ event }) => event === 'failed')).toEqual([]);
          expect({ status, contentType }).toEqual({ status: 200, contentType: 'text/xml' });
          expectDefinedAnswer(path, verbsOf(reading), form.Digits);
        }),
        { numRuns: 100 },
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

  test.each(endpoints)('%s answers once, with TwiML', async (path) => {
    const { handler } = require(files.find((file) => file.path === path)?.file ?? path) as {
      handler: Handler;
    };
    await fc.assert(
      fc.asyncProperty(events, async (entries) => {
        const event: Record<string, unknown> = Object.fromEntries(entries);
        const answers = await answersOf(handler, { ...context, PATH: path }, event);
        expect(answers).toMatchObject([{ statusCode: 200, headers: { 'Content-Type': 'text/xml' } }]);
        const reading = readDocument(String(answers[0]?.body), 'text/xml');
        expectDefinedAnswer(path, verbsOf(reading), event.Digits);
      }),
      { numRuns: 100 },
    );
    expect(console.error).not.toHaveBeenCalled();
  });
});
