import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import net from 'node:net';
import { json, text } from 'node:stream/consumers';
import {
  type ControlServer,
  type ControlServerOptions,
  startControlServer,
} from '../../../emulator/control/server';
import type { LocalTwilio } from '../../../emulator/local-twilio';
import { APPLICATION, NUMBER, queueSid, twilioWithApplication } from '../rest/application';

let twilio: LocalTwilio;
let server: ControlServer;

async function start(options: Partial<ControlServerOptions> = {}): Promise<void> {
  await server?.close();
  server = await startControlServer({ twilio, ...options });
}

beforeEach(async () => {
  twilio = twilioWithApplication();
  await start();
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(sent !== undefined && { body: sent }),
  });
  const received = await response.text();
  return { status: response.status, body: received === '' ? undefined : JSON.parse(received) };
}

async function callFrom(from: string): Promise<string> {
  const { body } = await ask('POST', '/calls', { from, to: NUMBER });
  return (body as { callSid: string }).callSid;
}

const advance = (advanceSeconds: number) => ask('POST', '/clock', { advanceSeconds });

describe('the control server', () => {
  it('lets a person call, wait, press keys and hang up', async () => {
    const callSid = await callFrom('+14155550100');
    await advance(10);
    const [call] = ((await ask('GET', '/calls')).body as { calls: unknown[] }).calls;
    expect(call).toMatchObject({ callSid, from: '+14155550100', to: NUMBER, status: 'in-progress' });
    expect(await ask('POST', `/calls/${callSid}/keys`, { keys: '1#' })).toEqual({ status: 204 });
    expect(await ask('POST', `/calls/${callSid}/hang-up`)).toEqual({ status: 204 });
    await advance(0);
    expect((await ask('GET', '/calls')).body).toMatchObject({
      calls: [{ status: 'completed', endedAt: twilio.clock.now().toISOString(), secondsLong: 9 }],
    });
    const pressed = twilio.timeline.events().filter((event) => event.kind === 'pressed');
    expect(pressed).toMatchObject([{ key: '1' }, { key: '#' }]);
  });

  it('rings an external number, which picks up and talks', async () => {
    twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: `${APPLICATION}/outside` });
    const rung = async () => {
      await ask('POST', '/calls', { from: '+14155550100', to: '+15550188' });
      await advance(3);
      const { calls } = (await ask('GET', '/calls')).body as { calls: { callSid: string }[] };
      return calls.at(-1);
    };
    const call = await rung();
    expect(call).toMatchObject({
      to: '+14155550199',
      direction: 'outbound-dial',
      parentCallSid: expect.stringMatching(/^CA/),
      status: 'ringing',
    });
    expect(await ask('POST', `/calls/${call?.callSid}/answer`)).toEqual({ status: 204 });
    await advance(1);
    expect(twilio.personAt('+14155550199')?.isRung).toBe(false);
    expect(await ask('POST', `/calls/${call?.callSid}/answer`)).toMatchObject({ status: 409 });
    const other = await rung();
    expect(await ask('POST', `/calls/${other?.callSid}/decline`)).toEqual({ status: 204 });
    expect(twilio.calls.get(other?.callSid ?? '')?.statusNow).toBe('busy');
  });

  it.each([
    [{ kind: 'answers', afterSeconds: 2.5 }, 'in-progress'],
    [{ kind: 'rings' }, 'ringing'],
    [{ kind: 'no-answer' }, 'ringing'],
    [{ kind: 'busy' }, 'busy'],
    [{ kind: 'fails', afterSeconds: 2 }, 'failed'],
  ])('makes an external number behave as %p', async (behavior, status) => {
    twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: `${APPLICATION}/outside` });
    const number = { phoneNumber: '+14155550199', ...behavior };
    expect(await ask('POST', '/external-numbers', number)).toEqual({ status: 204 });
    await ask('POST', '/calls', { from: '+14155550100', to: '+15550188' });
    await advance(4);
    const { calls } = (await ask('GET', '/calls')).body as { calls: unknown[] };
    expect(calls.at(-1)).toMatchObject({ status });
  });

  it('lets a person speak', async () => {
    twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: `${APPLICATION}/voicemail` });
    const { body } = await ask('POST', '/calls', { from: '+14155550100', to: '+15550188' });
    const { callSid } = body as { callSid: string };
    await advance(1);
    expect(await ask('POST', `/calls/${callSid}/speech`, { seconds: 7 })).toEqual({ status: 204 });
    await advance(20);
    expect([...twilio.recordings.values()][0]).toMatchObject({ seconds: 7 });
  });

  it.each([
    [{ kind: 'answers' }, 'afterSeconds'],
    [{ kind: 'sings' }, 'kind'],
    [{ kind: 'busy', afterSeconds: 'soon' }, 'afterSeconds'],
  ])('says what is wrong with an external number of %p', async (behavior, field) => {
    const number = { phoneNumber: '+14155550199', ...behavior };
    expect(await ask('POST', '/external-numbers', number)).toMatchObject({ status: 400, body: { field } });
  });

  it('passes on what the carrier says about a number', async () => {
    const call = { from: '+14155550100', to: NUMBER, stirVerstat: 'TN-Validation-Passed-A' };
    expect(await ask('POST', '/calls', call)).toMatchObject({ status: 201 });
    await advance(1);
    const [webhook] = twilio.timeline.events().filter((event) => event.kind === 'webhook');
    expect(webhook).toMatchObject({ parameters: { StirVerstat: 'TN-Validation-Passed-A' } });
  });

  it('says that the account has no room for another call', async () => {
    twilio = twilioWithApplication({ settings: { maxConcurrentCalls: 1 } });
    await start();
    await callFrom('+14155550100');
    const refused = await ask('POST', '/calls', { from: '+14155550101', to: NUMBER });
    expect(refused).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('Wait for a call to end') },
    });
  });

  it('shows the queues with their callers in order', async () => {
    const first = await callFrom('+14155550100');
    await advance(5);
    const second = await callFrom('+14155550101');
    await advance(5);
    expect((await ask('GET', '/queues')).body).toEqual({
      queues: [
        {
          queueSid: queueSid(twilio),
          friendlyName: 'support',
          maxSize: 1000,
          callers: [
            { callSid: first, from: '+14155550100', position: 1, secondsWaited: 9 },
            { callSid: second, from: '+14155550101', position: 2, secondsWaited: 4 },
          ],
        },
      ],
    });
  });

  it('moves the clock, and answers when everything due has happened', async () => {
    const callSid = await callFrom('+14155550100');
    const before = twilio.clock.now().getTime();
    const { body } = await advance(600.5);
    expect(body).toEqual({ now: new Date(before + 600_500).toISOString() });
    expect(await ask('GET', '/clock')).toEqual({ status: 200, body });
    expect(twilio.personOn(callSid)?.heard.length).toBeGreaterThan(5);
  });

  it('moves the clock that also follows real time', async () => {
    const stop = twilio.clock.followRealTime();
    const before = twilio.clock.now().getTime();
    const { body } = await advance(600);
    stop();
    const elapsed = new Date((body as { now: string }).now).getTime() - before;
    expect(elapsed).toBeGreaterThanOrEqual(600_000);
    expect(elapsed).toBeLessThan(610_000);
  });

  it('disturbs webhooks and requests', async () => {
    await ask('POST', '/disturbances', {
      kind: 'body',
      path: '/caller',
      body: '<Response><Hangup/></Response>',
    });
    await ask('POST', '/disturbances', {
      where: 'rest',
      kind: 'status',
      status: 500,
      path: '/Queues',
      times: 2,
    });
    const callSid = await callFrom('+14155550100');
    await advance(1);
    expect(twilio.personOn(callSid)?.isOnTheLine).toBe(false);
    expect(twilio.disturbances.takeForRest('/Queues.json')).toMatchObject({ status: 500 });
  });

  it('ends all calls', async () => {
    await callFrom('+14155550100');
    await advance(1);
    expect(await ask('POST', '/reset')).toEqual({ status: 204 });
    expect((await ask('GET', '/calls')).body).toEqual({ calls: [] });
    expect((await ask('GET', '/queues')).body).toEqual({ queues: [] });
  });

  it('returns the whole timeline, or the part after an event', async () => {
    await callFrom('+14155550100');
    await advance(1);
    const all = (await ask('GET', '/timeline')).body as { events: { number: number }[] };
    expect(all.events).toMatchObject([
      { number: 1, kind: 'call', status: 'ringing' },
      ...all.events.slice(1),
    ]);
    expect((await ask('GET', '/timeline?after=2')).body).toEqual({ events: all.events.slice(2) });
    expect((await ask('GET', '/timeline?after=999')).body).toEqual({ events: [] });
  });
});

describe('the control server refuses', () => {
  const call = { from: '+14155550100', to: NUMBER };

  it.each<[string, string, string, unknown, string]>([
    ['a call without a caller', 'from', '/calls', { to: NUMBER }, '+15550100'],
    ['a call to nowhere', 'to', '/calls', { from: '+14155550100' }, NUMBER],
    ['a call to another number', 'to', '/calls', { ...call, to: '+15550000' }, `Send one of ${NUMBER}`],
    ['a number for a text', 'from', '/calls', { ...call, from: 5 }, 'quotation marks'],
    ['a clock that goes nowhere', 'advanceSeconds', '/clock', {}, 'from 0 to 86400'],
    ['a clock that goes back', 'advanceSeconds', '/clock', { advanceSeconds: -1 }, 'from 0 to 86400'],
    ['a clock that goes too far', 'advanceSeconds', '/clock', { advanceSeconds: 86_401 }, 'from 0 to 86400'],
    ['text for a number', 'advanceSeconds', '/clock', { advanceSeconds: '5' }, 'a number'],
    ['a disturbance of no kind', 'kind', '/disturbances', {}, 'doubled'],
    [
      'a kind that REST requests do not have',
      'kind',
      '/disturbances',
      { where: 'rest', kind: 'doubled' },
      'hang',
    ],
    ['a place that there is not', 'where', '/disturbances', { where: 'sms', kind: 'lost' }, 'webhook, rest'],
    ['no status', 'status', '/disturbances', { kind: 'status' }, 'from 400 to 599'],
    ['half a time', 'times', '/disturbances', { kind: 'lost', times: 1.5 }, 'from 1'],
    ['an invalid path', 'path', '/disturbances', { kind: 'lost', path: 5 }, 'quotation marks'],
    ['a delay of no length', 'millis', '/disturbances', { kind: 'delayed' }, 'from 0 to 60000'],
    ['an empty body', 'body', '/disturbances', { kind: 'body' }, '<Response/>'],
  ])('%s, and names the field %s', async (_, field, path, body, repair) => {
    const answer = await ask('POST', path, body);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining(repair), field } });
    expect(answer.body).toMatchObject({ error: expect.stringContaining(field) });
  });

  it('keys that phones do not have', async () => {
    const callSid = await callFrom('+14155550100');
    const answer = await ask('POST', `/calls/${callSid}/keys`, { keys: '1a' });
    expect(answer).toMatchObject({ status: 400, body: { field: 'keys' } });
    expect(twilio.timeline.events().filter(({ kind }) => kind === 'pressed')).toEqual([]);
  });

  it.each<[string, number, string, string, string | undefined, string]>([
    ['a body that is not JSON', 400, 'POST', '/calls', '{', 'not JSON'],
    ['a list for an object', 400, 'POST', '/calls', '[]', 'not a JSON object'],
    ['a body that is too large', 413, 'POST', '/calls', `"${'a'.repeat(70_000)}"`, 'Send less'],
    ['an unknown path', 404, 'GET', '/nowhere', undefined, 'GET /calls, POST /calls'],
    [
      'a method that the path does not have',
      405,
      'DELETE',
      '/calls',
      undefined,
      'There is GET /calls, POST /calls.',
    ],
    ['to hang up no call', 404, 'POST', '/calls/CA1/hang-up', undefined, 'GET /calls lists them'],
    ['keys on no call', 404, 'POST', '/calls/CA1/keys', '{"keys":"1"}', 'GET /calls lists them'],
    [
      'an event that is not a number',
      400,
      'GET',
      '/timeline?after=x',
      undefined,
      'after is not the number of an event',
    ],
  ])('%s (%d)', async (_, status, method, path, body, repair) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(repair) } });
  });

  it.each(['keys', 'hang-up'])('%s on a call that is over', async (what) => {
    const callSid = await callFrom('+14155550100');
    await ask('POST', `/calls/${callSid}/hang-up`);
    await advance(0);
    const answer = await ask('POST', `/calls/${callSid}/${what}`, { keys: '1' });
    expect(answer).toMatchObject({ status: 409, body: { error: expect.stringContaining('is over') } });
  });
});

/** Only this machine may use the server: a website can point its own host name at it. */
describe('the control server is for this machine:', () => {
  const withHeaders = async (headers: Record<string, string>) => {
    const request = http.get(`${server.url}/clock`, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: await json(response) };
  };

  it.each([
    ['Host', 'example.com'],
    ['Host', 'localhost.example.com'],
    ['Host', '127.0.0.1.example.com:80'],
    ['Host', '192.168.0.1'],
    ['Host', ' '],
    ['Origin', 'https://example.com'],
    ['Origin', 'http://localhost.example.com'],
    ['Origin', 'null'],
  ])('%s "%s" is refused', async (header, value) => {
    const error = expect.stringContaining(`The ${header} header does not name this machine`);
    expect(await withHeaders({ [header]: value })).toEqual({ status: 403, body: { error } });
  });

  it.each([
    ['Host', 'localhost:80'],
    ['Host', '[::1]:80'],
    ['Origin', 'http://localhost:3000'],
    ['Origin', 'http://127.0.0.1'],
  ])('%s "%s" is served', async (header, value) => {
    expect(await withHeaders({ [header]: value })).toMatchObject({ status: 200 });
  });

  it('a website cannot change anything', async () => {
    const headers = { Origin: 'https://example.com' };
    expect(await ask('POST', '/reset', undefined, headers)).toMatchObject({ status: 403 });
    expect(
      await ask('GET', '/timeline', undefined, { ...headers, Accept: 'text/event-stream' }),
    ).toMatchObject({
      status: 403,
    });
  });
});

// A page of another server of this machine can send these without asking: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
describe('the control server refuses what a page can send without a preflight:', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/plain',
    'text/plain;charset=UTF-8',
    '',
  ])('a POST of the type "%s"', async (type) => {
    const page = { Origin: 'http://localhost:3000', 'Content-Type': type };
    const body = { from: '+14155550100', to: NUMBER };
    expect(await ask('POST', '/calls', body, page)).toMatchObject({ status: 415 });
    expect(await ask('POST', '/reset', undefined, page)).toMatchObject({ status: 415 });
    expect(twilio.calls.size).toBe(0);
  });

  it('and it refuses the preflight', async () => {
    const page = { Origin: 'http://localhost:3000', 'Access-Control-Request-Method': 'POST' };
    const response = await fetch(`${server.url}/calls`, { method: 'OPTIONS', headers: page });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.status).toBe(405);
  });
});

// The clock still runs after any number from outside.
describe('no number in a request stops the clock:', () => {
  it.each<[string, string]>([
    ['/clock', '{"advanceSeconds": -1}'],
    ['/clock', '{"advanceSeconds": 1e999}'],
    ['/clock', '{"advanceSeconds": 1e300}'],
    ['/clock', '{"advanceSeconds": null}'],
    ['/calls/{call}/speech', '{"seconds": -1}'],
    ['/calls/{call}/speech', '{"seconds": 1e999}'],
    ['/calls/{call}/speech', '{"seconds": "NaN"}'],
    ['/external-numbers', '{"phoneNumber": "+14155550199", "kind": "answers", "afterSeconds": 1e999}'],
    ['/external-numbers', '{"phoneNumber": "+14155550199", "kind": "answers", "afterSeconds": -0.5}'],
    ['/disturbances', '{"kind": "delayed", "millis": 1e999}'],
    ['/disturbances', '{"kind": "delayed", "millis": -1}'],
    ['/disturbances', '{"kind": "lost", "times": 0.5}'],
  ])('POST %s %s', async (path, body) => {
    const callSid = await callFrom('+14155550100');
    const before = twilio.clock.now().getTime();
    expect(await ask('POST', path.replace('{call}', callSid), body)).toMatchObject({ status: 400 });
    await advance(1);
    expect(twilio.clock.now().getTime() - before).toBe(1000);
  });

  it('including one between two milliseconds', async () => {
    twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: `${APPLICATION}/voicemail` });
    const { body } = await ask('POST', '/calls', { from: '+14155550100', to: '+15550188' });
    await advance(1.0001);
    const speech = `/calls/${(body as { callSid: string }).callSid}/speech`;
    expect(await ask('POST', speech, { seconds: 2.0003 })).toEqual({ status: 204 });
    await advance(20);
    expect([...twilio.recordings.values()][0]).toMatchObject({ seconds: 2 });
  });
});

describe('a timeline stream', () => {
  /** A client that reads the stream piece by piece. */
  async function follow(path = '/timeline', headers = {}) {
    const request = http.get(`${server.url}${path}`, {
      headers: { Accept: 'text/event-stream', ...headers },
      agent: false,
    });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    let received = '';
    response.on('data', (piece: string) => {
      received += piece;
    });
    /** All that came, as soon as this is in it. */
    const until = async (words: string) => {
      for (let from = 0; received.indexOf(words, from) < 0; await once(response, 'data')) {
        from = Math.max(0, received.length - words.length);
      }
      return received;
    };
    return { response, until, leave: () => request.destroy() };
  }

  const idsOf = (received: string) => [...received.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  const log = (line: string) =>
    twilio.timeline.add({ kind: 'log', path: APPLICATION, level: 'log', text: line });

  it('has past and new events, numbered', async () => {
    for (const line of ['one', 'two']) log(line);
    const { response, until, leave } = await follow();
    expect(response.headers['content-type']).toBe('text/event-stream');
    await until('"two"');
    log('three');
    const received = await until('"three"');
    expect(idsOf(received)).toEqual([1, 2, 3]);
    const [, data = ''] = /^data: (.*)$/m.exec(received) ?? [];
    expect(JSON.parse(data)).toMatchObject({ kind: 'log', text: 'one', number: 1 });
    leave();
  });

  it.each([
    ['where the address says', '/timeline?after=1', {}],
    ['where it was', '/timeline', { 'Last-Event-ID': '1' }],
    ['where it was, whatever the address says', '/timeline?after=0', { 'Last-Event-ID': '1' }],
  ])('resumes %s', async (_, path, headers) => {
    for (const line of ['one', 'two', 'three']) log(line);
    const { until, leave } = await follow(path, headers);
    expect(idsOf(await until('"three"'))).toEqual([2, 3]);
    leave();
  });

  it('has every event once, however many there are', async () => {
    for (let count = 0; count < 3000; count += 1) log('a'.repeat(1000));
    const { until, leave } = await follow();
    for (let count = 0; count < 1000; count += 1) log('b'.repeat(1000));
    log('the last');
    const ids = idsOf(await until('the last'));
    expect(ids).toEqual(Array.from({ length: 4001 }, (_, index) => index + 1));
    leave();
  });

  it('sends heartbeats while nothing happens', async () => {
    await start({ heartbeatMillis: 5 });
    const { until, leave } = await follow();
    expect(await until(': still here\n\n: still here\n\n')).toContain(': still here');
    leave();
  });

  it('drops a reader who is too far behind', async () => {
    await start({ maxEventsBehind: 100 });
    const reader = net.connect(Number(new URL(server.url).port), '127.0.0.1').pause();
    reader.write('GET /timeline HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n');
    await once(reader, 'readable');
    // More than the sockets of the two hold: the rest is not kept for the reader.
    for (let count = 0; count < 400; count += 1) {
      log('a'.repeat(100_000));
      await new Promise(setImmediate);
    }
    const received = await text(reader).catch(() => 'cut off');
    expect(received).not.toContain('id: 400\n');
    const { until, leave } = await follow('/timeline?after=399');
    expect(idsOf(await until('id: 400'))).toEqual([400]);
    leave();
  });

  it('ends with the server', async () => {
    const { response } = await follow();
    const ended = text(response).catch(() => 'cut off');
    await server.close();
    await ended;
    await start();
  });

  it.each(['x', '-1', '1.5'])('does not resume after event "%s"', async (id) => {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': id };
    expect(await ask('GET', '/timeline', undefined, headers)).toMatchObject({
      status: 400,
      body: { field: 'Last-Event-ID' },
    });
  });
});

describe('the control server reads requests', () => {
  const send = async (head: string, body = '') => {
    const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n${body === '' ? '\r\n' : ''}${body}`);
    return text(socket);
  };

  it('that arrive in pieces', async () => {
    const body = '{"advanceSeconds": 5}';
    const chunks = [...body].map((letter) => `1\r\n${letter}\r\n`).join('');
    const startedAt = twilio.clock.now().getTime();
    await send(
      'POST /clock HTTP/1.1',
      `Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
    );
    expect(twilio.clock.now().getTime()).toBe(startedAt + 5000);
  });

  it.each([
    ['GET //calls HTTP/1.1', 404],
    ['GET /nowhere/../clock HTTP/1.1', 200],
    ['GET /%63lock HTTP/1.1', 404],
    ['GET /a%zz HTTP/1.1', 404],
    ['HEAD /calls HTTP/1.1', 405],
    ['GET * HTTP/1.1', 400],
  ])('%s', async (head, status) => {
    expect(await send(head)).toContain(`HTTP/1.1 ${status} `);
  });
});
