import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { functionsFetch } from '../../../emulator/functions/runtime/functions-fetch';
import { LocalTwilio } from '../../../emulator/local-twilio';
import { Clock } from '../../../emulator/platform/clock';
import { webResponse } from '../../../emulator/web/message';
import { domain, urlOf } from '../application';

const base = 'https://api.twilio.com/2010-04-01/Accounts';

/** A local Twilio with somebody's message, and the fetch of its functions. */
async function twilioWithMessage() {
  const twilio = new LocalTwilio({ numbers: [{ phoneNumber: '+15550100', voiceUrl: urlOf('/voice') }] });
  const file = { kind: 'function', path: '/voice', visibility: 'public', file: '/voice' } as const;
  const run = async () => webResponse(200, 'text/xml', '<Response><Record/></Response>');
  twilio.deploy({ domain, files: () => [file], runtime: { run } });
  const caller = twilio.placeCall({ from: '+14155550100', to: '+15550100' });
  caller?.speak(9);
  await twilio.clock.advance(20_000);
  const { account, rest, clock } = twilio;
  const authorization = `Basic ${Buffer.from(`${account.sid}:${account.authToken}`).toString('base64')}`;
  const [sid = ''] = twilio.recordings.keys();
  const url = `${base}/${account.sid}/Recordings/${sid}`;
  return { twilio, url, authorization, fetch: functionsFetch({ rest, clock }) };
}

describe('a function that fetches from Twilio', () => {
  test('gets the audio of a recording, byte for byte', async () => {
    const { twilio, url, authorization, fetch } = await twilioWithMessage();
    const response = await fetch(`${url}.mp3`, { headers: { authorization } });
    expect([response.status, response.ok, response.headers.get('content-type')]).toEqual([
      200,
      true,
      'audio/mpeg',
    ]);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    expect(bytes.subarray(0, 4).toString('hex')).toBe('ffe348c0');
    expect(twilio.timeline.events().at(-1)).toMatchObject({ kind: 'rest', status: 200 });
  });

  test('is refused without credentials, with Twilio’s error', async () => {
    const { url, fetch } = await twilioWithMessage();
    const response = await fetch(`${url}.mp3`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 20003 });
  });

  test('sends forms and other methods, too', async () => {
    const { twilio, url, authorization, fetch } = await twilioWithMessage();
    const queues = `${base}/${twilio.account.sid}/Queues.json`;
    const body = new URLSearchParams({ FriendlyName: 'support' });
    const created = await fetch(queues, { method: 'POST', headers: { authorization }, body });
    expect([created.status, twilio.queueNamed('support')?.friendlyName]).toEqual([201, 'support']);
    const deleted = await fetch(new URL(`${url}.json`), { method: 'DELETE', headers: { authorization } });
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
  });

  test('times out by the clock if there is no answer', async () => {
    const { twilio, url, authorization, fetch } = await twilioWithMessage();
    twilio.disturb({ where: 'rest', kind: 'hang' });
    const controller = new AbortController();
    twilio.clock.after(3000, () => controller.abort(new Error('too late')));
    const response = fetch(url, { headers: { authorization }, signal: controller.signal });
    const failed = expect(response).rejects.toThrow('too late');
    await twilio.clock.advance(3000);
    await failed;
    await expect(fetch(url, { signal: controller.signal })).rejects.toThrow('too late');
  });
});

describe('a function that fetches from this machine', () => {
  let server: http.Server;
  let address: string;
  beforeAll(async () => {
    server = http.createServer(async (request, response) => {
      if (request.url === '/never') return;
      if (request.url === '/empty') return response.writeHead(204).end();
      const { method, headers } = request;
      const answer = { method, signature: headers['x-signature'], body: await text(request) };
      response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const fetchBy = (clock: Clock, slowAfterRealMillis?: number) =>
    functionsFetch({
      clock,
      rest: async () => ({ status: 404 }),
      ...(slowAfterRealMillis && { slowAfterRealMillis }),
    });

  test('reaches it, and time stands still meanwhile', async () => {
    const clock = new Clock();
    const before = clock.now();
    const headers = { 'x-signature': 'abc' };
    const response = fetchBy(clock)(address, { method: 'POST', headers, body: 'A message' });
    await clock.advance(0);
    expect((await response).status).toBe(202);
    expect(await (await response).json()).toEqual({ method: 'POST', signature: 'abc', body: 'A message' });
    expect(clock.now()).toEqual(before);
  });

  test('gets an answer without a body', async () => {
    const response = await fetchBy(new Clock())(`${address}/empty`);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('fails if nothing listens', async () => {
    await expect(fetchBy(new Clock())('http://127.0.0.1:9')).rejects.toThrow('fetch failed');
  });

  test('times out by the clock, which runs on after a while', async () => {
    const clock = new Clock();
    const controller = new AbortController();
    clock.after(8000, () => controller.abort(new Error('too late')));
    const response = fetchBy(clock, 20)(`${address}/never`, { signal: controller.signal });
    const failed = expect(response).rejects.toThrow('too late');
    await clock.advance(8000);
    await failed;
  });
});

test.each([
  'https://example.com/hook',
  'http://api.twilio.com/',
  'https://127.0.0.1/',
  'https://twilio.com.example.com/',
  'https://api.twilio.com.example/',
])('a function does not reach %s', async (address) => {
  const fetch = functionsFetch({ clock: new Clock(), rest: async () => ({ status: 404 }) });
  await expect(fetch(address)).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { message: expect.stringContaining(`cannot reach ${new URL(address).origin},`) },
  });
});
