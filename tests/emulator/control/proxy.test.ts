import { execFile } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer, json, text } from 'node:stream/consumers';
import tls from 'node:tls';
import { inspect, promisify } from 'node:util';
import { Twilio } from 'twilio';
import { startProxy, type TwilioProxy } from '../../../emulator/control/proxy';
import { type WebHost, webResponse } from '../../../emulator/web/message';
import { type RestApi, type RestRequest, restError } from '../../../emulator/web/rest-exchange';
import { restHttpClient } from '../../../emulator/web/rest-http-client';
import { requestFaults } from '../../contract/twilio-openapi';

const ACCOUNT = `AC${'a'.repeat(32)}`;
const TOKEN = 'b'.repeat(32);
const SHOP = 'shop-1234.twil.io';
const QUEUES = `/2010-04-01/Accounts/${ACCOUNT}/Queues.json`;

/** Every request that reached the API. */
let asked: RestRequest[] = [];
beforeEach(() => {
  asked = [];
});

const sound = Buffer.from('ffe348c0', 'hex');

/** An account with one queue, which is listed, made and deleted, but never found by its sid. */
const rest: RestApi = async (request) => {
  asked.push(request);
  if (request.path === '/a-bug') throw new Error('a bug');
  if (request.method === 'DELETE') return { status: 204 };
  if (request.path.endsWith('.mp3')) return { status: 200, media: { type: 'audio/mpeg', bytes: sound } };
  if (request.path !== QUEUES)
    return restError(404, 20404, `The requested resource ${request.path} was not found`);
  return request.method === 'POST' ? { status: 201, body: queue() } : { status: 200, body: pageOfQueues() };
};

function queue() {
  const sid = `QU${'c'.repeat(32)}`;
  return {
    sid,
    account_sid: ACCOUNT,
    friendly_name: 'Grüße',
    current_size: 0,
    max_size: 1000,
    average_wait_time: 0,
    date_created: 'Tue, 04 Aug 2015 18:39:09 +0000',
    date_updated: 'Tue, 04 Aug 2015 18:39:09 +0000',
    uri: `/2010-04-01/Accounts/${ACCOUNT}/Queues/${sid}.json`,
  };
}

function pageOfQueues() {
  const uri = `${QUEUES}?PageSize=50&Page=0`;
  const page = { page: 0, page_size: 50, start: 0, end: 0, next_page_uri: null, previous_page_uri: null };
  return { ...page, uri, first_page_uri: uri, queues: [queue()] };
}

let proxy: TwilioProxy;
beforeAll(async () => {
  proxy = await startProxy({ rest });
});
afterAll(() => proxy.close());

describe('the twilio client of another process', () => {
  /** Runs the client as a function would: it knows the proxy only from two variables. */
  async function inChild(expression: string): Promise<unknown> {
    const script = `
      const client = require('twilio')('${ACCOUNT}', '${TOKEN}');
      const told = ({ status, code, message }) => ({ status, code, message });
      ${expression}.catch(told).then((result) => console.log(JSON.stringify(result)));`;
    const env = { PATH: process.env.PATH, HTTP_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: proxy.certificatePath };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
    return JSON.parse(stdout);
  }

  it('gets the API’s answers, and its refusals as errors with their codes', async () => {
    const missing = `QU${'d'.repeat(32)}`;
    const results = await inChild(`Promise.all([
      client.queues.list().then((queues) => queues.map((queue) => queue.friendlyName)),
      client.queues.create({ friendlyName: 'Grüße & more', maxSize: 5 }).then((queue) => queue.maxSize),
      client.queues('${missing}').remove(),
      client.queues('${missing}').fetch().catch(told),
      client.video.v1.rooms.list().catch(told),
    ])`);
    expect(results).toEqual([
      ['Grüße'],
      1000,
      true,
      { status: 404, code: 20404, message: expect.stringContaining(missing) },
      { status: 404, code: 20404, message: expect.stringContaining('/v1/Rooms') },
    ]);
    const created = asked.find(({ method }) => method === 'POST');
    expect([...(created?.form ?? [])]).toEqual([
      ['FriendlyName', 'Grüße & more'],
      ['MaxSize', '5'],
    ]);
    expect(created?.authorization).toEqual({ username: ACCOUNT, password: TOKEN });
  });
});

describe('the proxy', () => {
  it.each([
    'api.twilio.com:443',
    'api.ashburn.us1.twilio.com:443',
    'sync.us1.twilio.com:443',
    'serverless-upload.twilio.com:443',
  ])('answers for %s with a certificate that a client can check', async (target) => {
    const answer = await send(await secured(proxy, target), `GET ${QUEUES}?PageSize=2`, target);
    expect(answer).toMatchObject({ status: 200, body: { queues: [{ sid: queue().sid }] } });
    expect(asked).toMatchObject([{ host: target.replace(':443', ''), path: QUEUES }]);
    expect(asked[0]?.query.get('PageSize')).toBe('2');
  });

  it.each([
    'example.com:443',
    'www.twilio.com:443',
    'api.twilio.com:80',
    'api.twilio.com.example.com:443',
    'api.mars.us1.twilio.com:443',
    'api.ashburn.twilio.com:443',
    'localhost:3000',
    '',
  ])('refuses a tunnel to "%s" and says why', async (target) => {
    const { status, socket } = await tunnel(proxy, target);
    expect(status).toBe(403);
    expect(await json(socket)).toMatchObject({ message: expect.stringContaining('local Twilio') });
    expect(asked).toEqual([]);
  });

  it('passes requests and forms to deployments, and answers 404 for other domains', async () => {
    const forms: string[] = [];
    const shop: WebHost = async ({ url, form }) => {
      forms.push(`${url.pathname} ${form}`);
      return webResponse(200, 'application/json', '"from the shop"');
    };
    const own = await startProxy({ rest, deployedAt: ({ host }) => (host === SHOP ? shop : undefined) });
    try {
      const to = async (host: string) =>
        send(await secured(own, `${host}:443`), 'POST /voice?a=1', host, {
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: Buffer.from('Digits=1'),
        });
      expect(await to(SHOP)).toEqual({ status: 200, body: 'from the shop' });
      expect(forms).toEqual(['/voice Digits=1']);
      expect(await to('other-1234.twil.io')).toMatchObject({
        status: 404,
        body: expect.stringContaining('Nothing is deployed at other-1234.twil.io'),
      });
      expect(asked).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('refuses to pass on plain HTTP', async () => {
    const request = http.get(proxy.url, { path: 'http://api.twilio.com/', agent: false });
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(403);
    expect(await json(response)).toMatchObject({
      message: expect.stringContaining('http://api.twilio.com/'),
    });
  });

  it.each([
    ['another host', 'example.com', QUEUES],
    ['no host', '[', QUEUES],
    ['an invalid path', 'api.twilio.com', 'http://['],
  ])('refuses %s that is named inside a tunnel', async (_, host, requested) => {
    const answer = await send(await secured(proxy), `GET ${requested}`, host);
    expect(answer).toMatchObject({ status: 403, body: { code: 20403 } });
    expect(asked).toEqual([]);
  });

  it('passes on content other than JSON byte for byte, with its type', async () => {
    const socket = await secured(proxy);
    const path = `/2010-04-01/Accounts/${ACCOUNT}/Recordings/RE1.mp3`;
    const request = http.request({
      path,
      headers: { Host: 'api.twilio.com' },
      createConnection: () => socket,
    });
    const [response] = await once(request.end(), 'response');
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'audio/mpeg']);
    expect(await buffer(response)).toEqual(sound);
  });

  it('answers an unsupported method with an error', async () => {
    const answer = await send(await secured(proxy), `PUT ${QUEUES}`);
    expect(answer).toMatchObject({ status: 405, body: { code: 20004 } });
    expect(asked).toEqual([]);
  });

  it('answers a body that is too large only after reading all of it, so that the client gets the reason', async () => {
    const body = Buffer.alloc(27 * 1024 * 1024, 'a');
    const answer = await send(await secured(proxy), `POST ${QUEUES}`, 'api.twilio.com', { body });
    expect(answer).toMatchObject({ status: 413 });
    expect(asked).toEqual([]);
  });

  it('passes on a body that is not a form unread', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    await send(await secured(proxy), `POST ${QUEUES}`, 'api.twilio.com', {
      headers,
      body: Buffer.from('--x--'),
    });
    expect([...(asked[0]?.form ?? [])]).toEqual([]);
    expect(asked[0]?.upload).toEqual({ contentType: headers['Content-Type'], bytes: Buffer.from('--x--') });
  });

  it('answers 500 when the API itself fails, and says so on the console', async () => {
    const logged = jest.spyOn(console, 'error').mockImplementation();
    const answer = await send(await secured(proxy), 'GET /a-bug');
    expect(answer).toMatchObject({
      status: 500,
      body: { code: 20500, message: expect.stringContaining('a bug') },
    });
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['right after the tunnel is open', async () => reset((await tunnel(proxy, 'api.twilio.com:443')).socket)],
    ['right after it was refused', async () => reset((await tunnel(proxy, 'example.com:443')).socket)],
    ['without trusting the certificate', async () => distrust(proxy)],
    [
      'after speaking no TLS',
      async () => (await tunnel(proxy, 'api.twilio.com:443')).socket.end('hello\r\n\r\n'),
    ],
    ['after speaking no HTTP', async () => (await secured(proxy)).end('hello\r\n\r\n')],
    ['in the middle of a body', async () => sendHalf(await secured(proxy))],
  ])('survives a client that disconnects %s', async (_, rudely) => {
    await rudely();
    expect(await send(await secured(proxy), `GET ${QUEUES}`)).toMatchObject({ status: 200 });
  });

  it('reports how long a request takes, even if the client does not wait for the answer', async () => {
    const api = new EventEmitter();
    const work: Promise<unknown>[] = [];
    const busy = await startProxy({
      rest: async () => {
        api.emit('asked');
        await once(api, 'answer');
        return { status: 204 };
      },
      during: (promise) => {
        work.push(promise);
        return promise;
      },
    });
    const reached = once(api, 'asked');
    const socket = await secured(busy);
    socket.write(`GET ${QUEUES} HTTP/1.1\r\nHost: api.twilio.com\r\n\r\n`);
    await reached;
    expect(work).toHaveLength(1);
    expect(inspect(work[0])).toContain('pending');
    socket.destroy();
    api.emit('answer');
    await Promise.allSettled(work);
    expect(inspect(work[0])).not.toContain('pending');
    await busy.close();
  });

  it('leaves no socket open and no file behind when it is closed, even if clients are still connected', async () => {
    // In its own process, which only ends when nothing is left open.
    const script = `
      const { startProxy } = require('./emulator/control/proxy');
      const http = require('node:http');
      startProxy({ rest: async () => ({ status: 204 }) }).then(({ url, certificatePath, close }) =>
        http.request(url, { method: 'CONNECT', path: 'api.twilio.com:443' }).end().on('connect', async () => {
          await close();
          await close();
          console.log(require('node:fs').existsSync(require('node:path').dirname(certificatePath)));
        }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script], {
      timeout: 10_000,
    });
    expect(stdout).toBe('false\n');
  });
});

describe('the twilio client of the same process', () => {
  const client = new Twilio(ACCOUNT, TOKEN, { httpClient: restHttpClient(rest) });

  it('gets the answer of the API', async () => {
    const [first] = await client.queues.list({ limit: 1 });
    expect(first).toMatchObject({ friendlyName: 'Grüße', dateCreated: new Date('2015-08-04T18:39:09Z') });
    expect(asked).toMatchObject([{ method: 'GET', host: 'api.twilio.com', path: QUEUES }]);
    expect(`${asked[0]?.query}`).toBe('PageSize=1');
    expect(asked[0]?.authorization).toEqual({ username: ACCOUNT, password: TOKEN });
  });

  it('sends forms as over a network, and recognizes a delete by its status', async () => {
    await client.queues.create({ friendlyName: 'Grüße & more', maxSize: 5 });
    expect(await client.queues(queue().sid).remove()).toBe(true);
    const [created] = asked;
    expect(`${created?.form}`).toBe('FriendlyName=Gr%C3%BC%C3%9Fe+%26+more&MaxSize=5');
    expect(`${created?.query}`).toBe('');
    expect(asked.map(({ method, path, form }) => requestFaults(method, path, form))).toEqual([[], []]);
  });

  it('gets an error with its code and page', async () => {
    const missing = client.queues(`QU${'d'.repeat(32)}`).fetch();
    await expect(missing).rejects.toMatchObject({
      status: 404,
      code: 20404,
      moreInfo: 'https://www.twilio.com/docs/errors/20404',
    });
  });

  it('follows one page to the next', async () => {
    const pages: RestApi = async ({ query }) => {
      const next = query.get('Page') === '1' ? null : `${QUEUES}?PageSize=1&Page=1`;
      return { status: 200, body: { ...pageOfQueues(), next_page_uri: next } };
    };
    const own = new Twilio(ACCOUNT, TOKEN, { httpClient: restHttpClient(pages) });
    expect(await own.queues.list({ pageSize: 1 })).toHaveLength(2);
  });
});

/** Requests a tunnel as the twilio client does. */
async function tunnel(
  { url }: TwilioProxy,
  target: string,
): Promise<{ status: number | undefined; socket: Duplex }> {
  const request = http.request(url, { method: 'CONNECT', path: target || ':', agent: false }).end();
  const [response, socket, head] = await once(request, 'connect');
  socket.unshift(head);
  return { status: response.statusCode, socket };
}

async function secured(proxy: TwilioProxy, target = 'api.twilio.com:443'): Promise<tls.TLSSocket> {
  const { socket } = await tunnel(proxy, target);
  const ca = readFileSync(proxy.certificatePath);
  const secure = tls.connect({ socket, ca, servername: target.replace(':443', '') });
  await once(secure, 'secureConnect');
  return secure;
}

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

async function send(
  socket: tls.TLSSocket,
  line: string,
  host = 'api.twilio.com',
  { headers, body }: Sent = {},
) {
  const [method = '', path = ''] = line.split(' ');
  const createConnection = () => socket;
  const request = http
    .request({ method, path, headers: { Host: host, ...headers }, createConnection })
    .end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, body: JSON.parse((await text(response)) || 'null') };
}

function reset(socket: Duplex): void {
  if (socket instanceof net.Socket) socket.resetAndDestroy();
}

async function distrust(proxy: TwilioProxy): Promise<void> {
  const { socket } = await tunnel(proxy, 'api.twilio.com:443');
  await once(tls.connect({ socket, servername: 'api.twilio.com' }), 'error');
}

function sendHalf(socket: tls.TLSSocket): void {
  socket.write(`POST ${QUEUES} HTTP/1.1\r\nHost: api.twilio.com\r\nContent-Length: 100\r\n\r\nFriendly`, () =>
    socket.destroy(),
  );
}
