import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InProcessOptions, inProcessRuntime } from '../../../emulator/functions/runtime/in-process';
import { Clock } from '../../../emulator/platform/clock';
import { Timeline } from '../../../emulator/platform/timeline';
import type { WebRequest } from '../../../emulator/web/message';
import type { RestRequest } from '../../../emulator/web/rest-exchange';
import { domain } from '../application';

const account = { sid: `AC${'0'.repeat(32)}`, authToken: 'token' };
const folder = mkdtempSync(join(tmpdir(), 'in-process-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** A runtime with one function, whose code is given. */
function functionOf(code: string, given: Partial<InProcessOptions> = {}) {
  const file = join(folder, `function-${++count}.js`);
  writeFileSync(file, code);
  const clock = new Clock({ startsAt: new Date('2026-03-01T12:00:00Z') });
  const timeline = new Timeline(clock);
  const rest = async () => ({ status: 404 });
  const runtime = inProcessRuntime({ account, clock, timeline, rest, domain, ...given });
  const run = (request: Partial<WebRequest> = {}) =>
    runtime.run(
      { kind: 'function', path: '/voice', visibility: 'public', file },
      {
        method: 'POST',
        url: new URL(`https://${domain}/voice`),
        headers: {},
        form: new URLSearchParams(),
        ...request,
      },
    );
  return { run, clock, timeline };
}

/** What a handler with this body answers, as text. */
async function answerOf(
  body: string,
  given: Partial<InProcessOptions> = {},
  request: Partial<WebRequest> = {},
) {
  const code = `exports.handler = async (context, event, callback) => { ${body} };`;
  const { status, headers, body: text } = await functionOf(code, given).run(request);
  return { status, contentType: headers['content-type'], text: text.toString() };
}

/** A value that the handler sees, passed through JSON. */
async function valueIn(expression: string, given?: Partial<InProcessOptions>, request?: Partial<WebRequest>) {
  return JSON.parse((await answerOf(`callback(null, { value: ${expression} })`, given, request)).text).value;
}

// A string is text/plain, an object JSON, TwiML text/xml, a Twilio.Response anything, nothing an empty 200; an error is
// 500. https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
describe('what a handler answers', () => {
  test.each([
    ['callback(null, "Hello")', 200, 'text/plain', 'Hello'],
    ['callback(null, { a: 1 })', 200, 'application/json', '{"a":1}'],
    ['callback()', 200, 'text/plain', ''],
    [
      'const twiml = new Twilio.twiml.VoiceResponse(); twiml.leave(); callback(null, twiml)',
      200,
      'text/xml',
      '<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>',
    ],
    [
      'const answer = new Twilio.Response(); answer.setStatusCode(201).setBody("<a/>").appendHeader("Content-Type", "text/xml"); callback(null, answer)',
      201,
      'text/xml',
      '<a/>',
    ],
    [
      'const answer = new Twilio.Response(); answer.appendHeader("Content-Type", "application/json").setBody({ a: 1 }); callback(null, answer)',
      200,
      'application/json',
      '{"a":1}',
    ],
  ])('%s', async (body, status, contentType, text) => {
    expect(await answerOf(body)).toEqual({ status, contentType, text });
  });

  test('bytes as they are', async () => {
    const { run } = functionOf(`exports.handler = (_context, _event, callback) => {
      const answer = new Twilio.Response();
      answer.appendHeader('Content-Type', 'audio/mpeg').setBody(Buffer.from('00ff80fe', 'hex'));
      callback(null, answer);
    };`);
    const { headers, body } = await run();
    expect([headers['content-type'], body.toString('hex')]).toEqual(['audio/mpeg', '00ff80fe']);
  });

  test.each([
    ['an error in the callback', 'callback(new Error("It broke"))', 'It broke'],
    ['text in the place of the error', 'callback("It broke")', 'It broke'],
    ['a throw', 'throw new Error("It broke")', 'It broke'],
    ['a throw after a wait', 'await null; throw new Error("It broke")', 'It broke'],
    ['a body that is not JSON', 'const a = {}; a.a = a; callback(null, a)', 'circular'],
  ])('%s rejects, and is answered 500 at the edge', async (_what, body, message) => {
    await expect(answerOf(body)).rejects.toEqual(
      message === 'It broke' && body.includes('callback("')
        ? 'It broke'
        : expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });

  test('a handler that is not async may also throw', async () => {
    await expect(
      functionOf('exports.handler = () => { throw new Error("It broke"); }').run(),
    ).rejects.toThrow('It broke');
  });

  test('the first callback counts', async () => {
    expect(
      await answerOf('callback(null, "first"); callback(null, "second"); callback(new Error("third"))'),
    ).toMatchObject({
      status: 200,
      text: 'first',
    });
  });

  test('an error after the callback changes nothing', async () => {
    expect(await answerOf('callback(null, "first"); throw new Error("late")')).toMatchObject({
      text: 'first',
    });
  });

  test('a handler that never calls back never answers', async () => {
    const { run, clock } = functionOf('exports.handler = async () => "returned, which counts for nothing";');
    let isAnswered = false;
    void run().finally(() => {
      isAnswered = true;
    });
    await clock.advance(60_000);
    expect(isAnswered).toBe(false);
  });

  test.each([
    ['exports.other = 1;', '/voice does not export a handler'],
    ['exports.handler = (', 'Unexpected'],
    ['throw new Error("It broke while loading")', 'It broke while loading'],
  ])('%s cannot be run', async (code, message) => {
    await expect(functionOf(code).run()).rejects.toThrow(message);
  });
});

// https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
describe('what a handler gets', () => {
  test('query and form in one object, in which the form wins and repeated names have lists', async () => {
    const url = new URL(`https://${domain}/voice?queue=a&Digits=1`);
    const form = new URLSearchParams('Digits=2&Event=x&Event=y');
    expect(await valueIn('({ ...event, request: undefined })', {}, { url, form })).toEqual({
      queue: 'a',
      Digits: '2',
      Event: ['x', 'y'],
    });
  });

  // Headers that Twilio uses for itself are not shown to functions.
  test('the headers of the request, except for Twilio’s own', async () => {
    const headers = {
      'x-twilio-signature': 'abc',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': '1',
    };
    expect(await valueIn('event.request', {}, { headers })).toEqual({
      headers: { 'x-twilio-signature': 'abc', 'user-agent': 'TwilioProxy/1.1' },
      cookies: {},
    });
  });

  // https://www.twilio.com/docs/serverless/functions-assets/functions/variables
  test('the environment, the account and where it runs', async () => {
    const context = await valueIn('context', { environment: { AGENT_PIN: '1234' } });
    expect(context).toEqual({
      ACCOUNT_SID: account.sid,
      AUTH_TOKEN: account.authToken,
      DOMAIN_NAME: domain,
      PATH: '/voice',
      AGENT_PIN: '1234',
    });
  });

  test('a REST client of the account', async () => {
    const asked: RestRequest[] = [];
    const rest = async (request: RestRequest) => {
      asked.push(request);
      return { status: 200, body: { sid: `QU${'1'.repeat(32)}`, current_size: 3 } };
    };
    const body = `const queue = await context.getTwilioClient().queues('QU${'1'.repeat(32)}').fetch();
      callback(null, { size: queue.currentSize })`;
    expect(await answerOf(body, { rest })).toMatchObject({ text: '{"size":3}' });
    expect(asked).toMatchObject([
      { method: 'GET', authorization: { username: account.sid, password: 'token' } },
    ]);
  });

  test('a fetch that reaches the REST API, but no other host', async () => {
    const media = { type: 'audio/mpeg', bytes: Buffer.from('ffe3', 'hex') };
    const rest = async () => ({ status: 200, media });
    const body = `const response = await fetch('https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1.mp3');
      const hex = Buffer.from(await response.arrayBuffer()).toString('hex');
      const otherHost = await fetch('https://example.com').catch(({ cause }) => cause.message);
      callback(null, { hex, otherHost })`;
    expect(JSON.parse((await answerOf(body, { rest })).text)).toEqual({
      hex: 'ffe3',
      otherHost: expect.stringContaining('cannot reach https://example.com'),
    });
  });

  test('modules next to it', async () => {
    expect(await valueIn('[typeof require("node:path").join, typeof __dirname, typeof module]')).toEqual([
      'function',
      'string',
      'object',
    ]);
  });

  test('its code, loaded once, with its module state', async () => {
    const { run } = functionOf(
      'let count = 0; exports.handler = (_c, _e, callback) => callback(null, String(++count));',
    );
    await run();
    expect((await run()).body.toString()).toBe('2');
  });
});

describe('a function sees the clock’s time', () => {
  test('in every API', async () => {
    expect(
      await valueIn('[new Date(), new Date(Date.now()), new Date(0), new Date(2026, 0) instanceof Date]'),
    ).toEqual(['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z', '1970-01-01T00:00:00.000Z', true]);
  });

  test('also in timers', async () => {
    const { run, clock } = functionOf(`exports.handler = async (_context, _event, callback) => {
      const before = Date.now();
      const never = setTimeout(() => callback(null, 'never'), 2000);
      let ticks = 0;
      const ticking = setInterval(() => { ticks += 1; }, 1000);
      await new Promise((resolve) => setTimeout(resolve, 1500, 'given'));
      clearTimeout(never);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      clearInterval(ticking);
      clearTimeout(undefined);
      callback(null, { waited: Date.now() - before, ticks });
    };`);
    const answer = run();
    await clock.advance(10_000);
    expect(JSON.parse((await answer).body.toString())).toEqual({ waited: 3500, ticks: 3 });
  });
});

describe('the timeout of a function', () => {
  test('is measured by the clock', async () => {
    const { run, clock } = functionOf(`exports.handler = async (_context, _event, callback) => {
      const signal = AbortSignal.timeout(8000);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      const isSignal = signal instanceof AbortSignal && AbortSignal.any([signal]).aborted;
      callback(null, { name: signal.reason.name, isSignal });
    };`);
    const answer = run();
    let isAnswered = false;
    void answer.then(() => {
      isAnswered = true;
    });
    await clock.advance(7999);
    expect(isAnswered).toBe(false);
    await clock.advance(1);
    expect(JSON.parse((await answer).body.toString())).toEqual({ name: 'TimeoutError', isSignal: true });
  });
});

describe('what a function logs', () => {
  test('is on the timeline, with its path and level', async () => {
    const { run, timeline } = functionOf(`exports.handler = (_context, _event, callback) => {
      console.log('Waited %d s', 12, { queue: 'a' });
      console.info('info'); console.debug('debug'); console.warn('warn'); console.error(new Error('It broke').message);
      callback();
    };`);
    await run();
    expect(timeline.events()).toMatchObject([
      { kind: 'log', path: '/voice', level: 'log', text: "Waited 12 s { queue: 'a' }" },
      { level: 'log', text: 'info' },
      { level: 'log', text: 'debug' },
      { level: 'log', text: 'warn' },
      { level: 'error', text: 'It broke' },
    ]);
  });

  test('or goes to a custom log', async () => {
    const lines: string[] = [];
    const log = (path: string, level: string, text: string) => lines.push(`${path} ${level} ${text}`);
    await functionOf('exports.handler = (_c, _e, callback) => { console.log("Hi"); callback(); };', {
      log,
    }).run();
    expect(lines).toEqual(['/voice log Hi']);
  });
});
