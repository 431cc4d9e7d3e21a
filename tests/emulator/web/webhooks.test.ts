import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebRequest, WebResponse } from '../../../emulator/web/message';
import { webResponse } from '../../../emulator/web/message';
import { isSigned } from '../../../emulator/web/signature';
import type { Webhook } from '../../../emulator/web/webhooks';
import { type Answer, type Application, application, domain, status, urlOf } from '../application';

const seconds = (app: Application) => app.twilio.clock.now().getTime() / 1000;

/** Sends one webhook and lets time pass until it is done. Returns its result and how long it took. */
async function send(
  app: Application,
  fragment = '',
  path = '/voice',
  method: 'GET' | 'POST' = 'POST',
  more: Partial<Webhook> = {},
) {
  const startedAt = seconds(app);
  let isOver = false;
  const sent = app.twilio.webhooks
    .send({
      call: undefined,
      method,
      url: new URL(`${urlOf(path)}${fragment}`),
      parameters: { CallSid: 'CA1' },
      ...more,
    })
    .finally(() => {
      isOver = true;
    });
  await app.twilio.clock.advanceUntil(() => isOver, 60_000);
  const secondsTaken = seconds(app) - startedAt;
  const [event] = app.events('webhook').slice(-1);
  return { answer: await sent, secondsTaken, event };
}

const slow = (millis: number): Answer => {
  const answer = async (): Promise<string> => {
    await app.twilio.clock.sleep(millis);
    return '<Say>Slow</Say>';
  };
  return answer;
};

let app: Application;

// POST sends the parameters as a form, GET in the query; every request is signed.
// https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/usage/webhooks/webhooks-security
describe('a webhook', () => {
  beforeEach(() => {
    app = application({ '/voice': '<Say>Hello</Say>' });
  });

  test('by POST has a form, is signed and names its user agent', async () => {
    const { answer } = await send(app);
    expect(answer).toMatchObject({ kind: 'answered', response: { status: 200 } });
    const [asked] = app.requestsTo('/voice');
    expect(asked).toMatchObject({ method: 'POST', url: urlOf('/voice'), parameters: { CallSid: 'CA1' } });
    expect(asked?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': expect.any(String),
      'i-twilio-idempotency-token': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('is recorded with its headers and all of its attempts', async () => {
    app.twilio.disturb({ kind: 'status', status: 503 });
    const { event } = await send(app, '#rc=2&rp=5xx');
    expect(event).toMatchObject({
      headers: app.requestsTo('/voice')[0]?.headers,
      attempts: 2,
      status: 200,
      eachAttempt: [
        { status: 503, failure: '5xx', disturbance: 'status', answer: 'Disturbed' },
        { status: 200, millis: expect.any(Number) },
      ],
    });
    expect(event?.eachAttempt?.[1]).not.toHaveProperty('answer');
  });

  test('by GET has everything in the query, after the URL’s own parameters', async () => {
    await send(app, '', '/voice?queue=a', 'GET');
    const [asked] = app.requestsTo('/voice');
    expect(asked).toMatchObject({ method: 'GET', url: urlOf('/voice?queue=a&CallSid=CA1') });
    expect(asked?.headers).not.toHaveProperty('content-type');
  });

  // The fragment is not part of the request or its signature.
  test('neither sends nor signs the fragment of its URL', async () => {
    await send(app, '#rc=2');
    const [asked] = app.requestsTo('/voice');
    expect(asked?.url).toBe(urlOf('/voice'));
    const form = new URLSearchParams({ CallSid: 'CA1' });
    const request = {
      method: 'POST',
      url: new URL(urlOf('/voice')),
      headers: asked?.headers ?? {},
      form,
    } as const;
    expect(isSigned(request, app.twilio.account.authToken)).toBe(true);
  });

  test('is on the timeline when it is over', async () => {
    const { event } = await send(app, '#rc=2');
    expect(event).toMatchObject({
      url: `${urlOf('/voice')}#rc=2`,
      status: 200,
      answer: '<Response><Say>Hello</Say></Response>',
      millis: 0,
      attempts: 1,
    });
    expect(event).not.toHaveProperty('fault');
  });
});

// Some webhooks have a shorter time limit: TaskRouter's assignment callback must be answered within five seconds.
// https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks
describe('a webhook with its own time limit', () => {
  const patienceMillis = 5000;

  test('is given up after that, whatever its URL says', async () => {
    app = application({ '/voice': slow(6000) });
    const { answer, secondsTaken } = await send(app, '#rt=9000&tt=9000', '/voice', 'POST', {
      patienceMillis,
    });
    expect([answer.kind, secondsTaken]).toEqual(['failed', 5]);
  });

  test('is answered before that', async () => {
    app = application({ '/voice': slow(4000) });
    const { answer, secondsTaken } = await send(app, '', '/voice', 'POST', { patienceMillis });
    expect([answer.kind, secondsTaken]).toEqual(['answered', 4]);
  });
});

test('a webhook has its own headers in addition to the usual ones', async () => {
  app = application({ '/voice': '<Say>Hello</Say>' });
  await send(app, '', '/voice', 'POST', { headers: { 'x-reason': 'test' } });
  expect(app.requestsTo('/voice')[0]?.headers).toMatchObject({
    'x-reason': 'test',
    'user-agent': 'TwilioProxy/1.1',
  });
});

// A failed connection is retried once by default; a bad status or a missing answer is retried
// only if the fragment says so. Everything together takes 15 seconds at most.
// https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
describe('a webhook that fails', () => {
  test.each([
    [500, '', 1],
    [404, '', 1],
    [500, '#rc=3&rp=5xx', 4],
    [500, '#rc=3&rp=4xx', 1],
    [429, '#rc=3&rp=4xx,5xx,ct,rt', 4],
    [500, '#rc=0&rp=all', 1],
    [503, '#rp=all', 2],
  ])('with %d and "%s" is tried %d times: 11200', async (code, fragment, attempts) => {
    app = application({ '/voice': status(code) });
    const { answer, event } = await send(app, fragment);
    expect(app.requestsTo('/voice')).toHaveLength(attempts);
    expect(answer).toMatchObject({ kind: 'failed', fault: { code: 11200 } });
    expect(event).toMatchObject({ status: code, attempts, fault: { code: 11200 } });
  });

  test('has one idempotency token for all attempts, and another one the next time', async () => {
    app = application({ '/voice': status(500) });
    await send(app, '#rc=2&rp=5xx');
    await send(app);
    const tokens = app.requestsTo('/voice').map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens).toHaveLength(4);
    expect(new Set(tokens.slice(0, 3)).size).toBe(1);
    expect(new Set(tokens).size).toBe(2);
    expect(app.events('webhook')[0]).toMatchObject({ idempotencyToken: tokens[0] });
  });

  test('and then succeeds, is answered', async () => {
    const answers = [500, 500, 200];
    app = application({ '/voice': () => webResponse(answers.shift() ?? 200, 'text/xml', '<Response/>') });
    const { answer, event } = await send(app, '#rc=3&rp=5xx');
    expect(answer).toMatchObject({ kind: 'answered' });
    expect(event).toMatchObject({ attempts: 3 });
  });

  test.each([
    ['', 1, 10],
    ['#rt=3000', 1, 3],
    ['#rt=3000&rc=2&rp=rt', 3, 9],
    ['#rt=3000&rc=5&rp=rt', 5, 15],
    ['#rt=6000&rc=5&rp=rt&tt=8000', 2, 8],
  ])('by timing out, with "%s", is tried %d times in %d seconds', async (fragment, attempts, took) => {
    app = application({ '/voice': slow(60_000) });
    const { answer, secondsTaken } = await send(app, fragment);
    expect(app.requestsTo('/voice')).toHaveLength(attempts);
    expect(secondsTaken).toBe(took);
    expect(answer).toMatchObject({ kind: 'failed', fault: { code: 11200 } });
  });

  // A function is stopped after 10 seconds; Twilio waits 15 for any other server.
  test('gives up after 15 seconds for any server', async () => {
    app = application({ '/voice': '' }, { settings: { longestFunctionMillis: 60_000 } });
    app.twilio.disturb({ kind: 'answer-lost' });
    expect(await send(app)).toMatchObject({ secondsTaken: 15, event: { attempts: 1, status: undefined } });
  });

  test.each([
    ['', 2, 10],
    ['#rc=0', 1, 5],
    ['#ct=1000&rc=3', 4, 4],
    ['#rc=5', 3, 15],
    ['#rp=5xx', 1, 5],
  ])(
    'by never arriving, with "%s", is tried %d times in %d seconds: 11205',
    async (fragment, attempts, took) => {
      app = application({ '/voice': '<Say>Hello</Say>' });
      app.twilio.disturb({ kind: 'lost', times: 10 });
      const { answer, secondsTaken, event } = await send(app, fragment);
      expect(answer).toMatchObject({ kind: 'failed', fault: { code: 11205 } });
      expect(event).toMatchObject({ attempts });
      expect(secondsTaken).toBe(took);
    },
  );

  test('because the host does not exist is 11210', async () => {
    app = application({});
    const url = new URL('https://nowhere.example/voice');
    const answer = await app.twilio.webhooks.send({ call: undefined, method: 'POST', url, parameters: {} });
    expect(answer).toMatchObject({ kind: 'failed', fault: { code: 11210 } });
  });
});

// A 3xx answer is followed up to ten times; an action that answers with one loses the parameters that were posted to it.
// https://www.twilio.com/docs/api/errors/11215, https://www.twilio.com/docs/voice/twiml/gather
describe('a webhook that is redirected', () => {
  const to =
    (location: string, code = 302) =>
    (): WebResponse => ({
      status: code,
      headers: { location },
      body: Buffer.from(''),
    });

  test.each([301, 302, 303, 307, 308])(
    'by %d continues there by GET, without its form, with a new signature',
    async (code) => {
      app = application({ '/voice': to('/next?a=1', code), '/next': '<Say>Next</Say>' });
      const { answer, event } = await send(app);
      expect(answer).toMatchObject({ kind: 'answered', response: { status: 200 } });
      expect(app.requestsTo('/next')).toMatchObject([{ method: 'GET', parameters: { a: '1' } }]);
      expect(app.asked('/next')[0]).not.toHaveProperty('CallSid');
      expect(event).toMatchObject({
        url: urlOf('/voice'),
        attempts: 1,
        answer: expect.stringContaining('Next'),
      });
    },
  );

  test.each([
    [10, { kind: 'answered' }],
    [11, { kind: 'failed', fault: { code: 11215 } }],
  ])('%d times has the right result', async (times, expected) => {
    const answer = ({ url }: WebRequest) => {
      const count = Number(url.searchParams.get('count') ?? 0);
      return count < times ? to(`/voice?count=${count + 1}`)() : '<Say>There</Say>';
    };
    app = application({ '/voice': answer });
    expect((await send(app)).answer).toMatchObject(expected);
    expect(app.requestsTo('/voice')).toHaveLength(11);
  });

  test('and then fails is retried from the start', async () => {
    app = application({ '/voice': to('/next'), '/next': status(500) });
    const { event } = await send(app, '#rc=1&rp=5xx');
    expect(app.paths).toEqual(['/voice', '/next', '/voice', '/next']);
    expect(event).toMatchObject({ attempts: 2, status: 500 });
  });

  test('loses the digits of a <Gather>', async () => {
    app = application({
      '/voice': '<Gather action="/keys" numDigits="1"/>',
      '/keys': to('/next'),
      '/next': '<Say>Next</Say>',
    });
    const caller = app.call();
    await app.seconds(1);
    caller.press('1');
    await app.seconds(5);
    expect(caller.heard).toEqual(['Next']);
    expect(app.asked('/keys')).toMatchObject([{ Digits: '1' }]);
    expect(app.asked('/next')).toEqual([{}]);
  });
});

// Our own failures for tests, not Twilio's.
describe('a disturbance', () => {
  beforeEach(() => {
    app = application({ '/voice': '<Say>Hello</Say>', '/other': '<Say>Other</Say>' });
  });

  test('affects one request, and only its path if it has one', async () => {
    app.twilio.disturb({ kind: 'status', status: 503, path: '/voice' });
    expect((await send(app, '', '/other')).answer).toMatchObject({ kind: 'answered' });
    expect((await send(app)).event).toMatchObject({ status: 503 });
    expect((await send(app)).event).toMatchObject({ status: 200 });
  });

  test('affects as many requests as it says, including retries', async () => {
    app.twilio.disturb({ kind: 'status', status: 503, times: 2 });
    expect((await send(app, '#rc=3&rp=5xx')).event).toMatchObject({ status: 200, attempts: 3 });
  });

  test('may answer in place of the application', async () => {
    app.twilio.disturb({ kind: 'body', body: '<Response', times: 2 });
    expect((await send(app)).event).toMatchObject({ status: 200, answer: '<Response' });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([12100]);
    expect(app.paths).toEqual([]);
  });

  test('may lose the answer of a request that arrived', async () => {
    app.twilio.disturb({ kind: 'answer-lost' });
    expect((await send(app, '#rt=2000&rp=rt')).event).toMatchObject({ attempts: 2, status: 200 });
    expect(app.paths).toEqual(['/voice', '/voice']);
  });

  test('may let a request arrive twice', async () => {
    app.twilio.disturb({ kind: 'doubled' });
    expect((await send(app)).event).toMatchObject({ attempts: 1, status: 200 });
    expect(app.paths).toEqual(['/voice', '/voice']);
  });

  test('may delay it', async () => {
    app.twilio.disturb({ kind: 'delayed', millis: 4000 });
    expect(await send(app)).toMatchObject({ secondsTaken: 4 });
  });

  test('is gone after a reset', async () => {
    app.twilio.disturb({ kind: 'lost' });
    await app.twilio.reset();
    expect((await send(app)).event).toMatchObject({ status: 200 });
  });
});

describe('a server on this machine', () => {
  test('gets real requests while the clock stands still', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      bodies.push(`${request.method} ${request.url} ${body}`);
      if (request.url === '/moved') response.writeHead(307, { location: '/voice' }).end();
      else response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    app = application({});
    const ask = async (path: string) => {
      const url = new URL(`http://localhost:${port}${path}`);
      return app.twilio.webhooks.send({
        call: undefined,
        method: 'POST',
        url,
        parameters: { CallSid: 'CA1' },
      });
    };
    const sent = Promise.all([ask('/voice'), ask('/moved')]);
    await app.seconds(60);
    expect(await sent).toMatchObject([{ kind: 'answered' }, { kind: 'answered' }]);
    expect(bodies.sort()).toEqual(['GET /voice ', 'POST /moved CallSid=CA1', 'POST /voice CallSid=CA1']);
    await new Promise((resolve) => server.close(resolve));
    expect(await ask('/voice')).toMatchObject({ kind: 'failed', fault: { code: 11205 } });
  });

  test('no other host is reached', () => {
    expect(domain).not.toContain('localhost');
  });
});

describe('webhooks on a network with jitter', () => {
  const delays = async (settings: { webhookJitterMillis: number; webhookJitterSeed: number }) => {
    app = application({ '/voice': '<Say>Hello</Say>' }, { settings });
    const taken: number[] = [];
    for (let sent = 0; sent < 20; sent++) taken.push((await send(app)).secondsTaken);
    return taken;
  };

  test('have random delays within the limit', async () => {
    const taken = await delays({ webhookJitterMillis: 400, webhookJitterSeed: 1 });
    expect(new Set(taken).size).toBeGreaterThan(10);
    expect(Math.max(...taken)).toBeLessThanOrEqual(0.4);
  });

  test('have the same delays with the same seed, and others with another', async () => {
    const [first, again, other] = [
      await delays({ webhookJitterMillis: 400, webhookJitterSeed: 1 }),
      await delays({ webhookJitterMillis: 400, webhookJitterSeed: 1 }),
      await delays({ webhookJitterMillis: 400, webhookJitterSeed: 2 }),
    ];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
