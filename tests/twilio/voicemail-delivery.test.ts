import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { deliverVoicemail } from '../../src/twilio/voicemail-delivery';
import type { Delivery } from '../../src/voicemail/recorded';
import { now } from '../example-config';
import { event, isGenuine, Receiver, secret, startServer } from '../receiver';

const message = {
  id: `RE${'0'.repeat(32)}`,
  call: 'CA1',
  queue: 'Grüße',
  recordedAt: '2026-01-05T14:59:30.000Z',
  seconds: 9,
  from: '+15550123456',
  media: null,
  link: 'https://call-queue-1234.twil.io/voicemail?recording=RE…',
  linkExpiresAt: '2026-01-12T15:00:00.000Z',
};

const deliver = (url: string, longestMillis = 10_000) =>
  deliverVoicemail(message, { kind: 'set', url, secret }, { now, longestMillis });

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function receiverOf(...statuses: number[]): Promise<Receiver> {
  const receiver = await Receiver.start(...statuses);
  open.push(receiver);
  return receiver;
}

async function serverThat(answer: RequestListener) {
  const server = await startServer(answer);
  open.push(server);
  return server;
}

describe('a message on its way', () => {
  test('is one POST of JSON, with a signature that its receiver can check', async () => {
    const receiver = await receiverOf();
    expect(await deliver(receiver.url)).toEqual({ kind: 'delivered' });
    expect(receiver.requests).toMatchObject([
      { method: 'POST', path: '/voicemails', headers: { 'content-type': 'application/json' }, message },
    ]);
    const [request] = receiver.requests;
    if (!request) throw new Error('Nothing came.');
    expect(isGenuine(request, now)).toBe(true);
    expect(isGenuine({ ...request, body: `${request.body} ` }, now)).toBe(false);
    expect(isGenuine(request, new Date(now.getTime() + 300_000))).toBe(false);
  });

  test.each<[number, Delivery]>([
    [200, { kind: 'delivered' }],
    [202, { kind: 'delivered' }],
    [204, { kind: 'delivered' }],
    [299, { kind: 'delivered' }],
    ...[300, 302, 304, 400, 401, 404, 410, 429, 500, 503].map((status): [number, Delivery] => [
      status,
      { kind: 'failed', why: `The receiver answered ${status}` },
    ]),
  ])('that is answered %i: %j', async (status, delivery) => {
    const receiver = await receiverOf(status);
    expect(await deliver(receiver.url)).toEqual(delivery);
    expect(receiver.requests).toHaveLength(1);
  });

  test('to nobody has failed', async () => {
    const receiver = await Receiver.start();
    await receiver.close();
    expect(await deliver(receiver.url)).toEqual({
      kind: 'failed',
      why: 'The receiver could not be reached: ECONNREFUSED',
    });
  });

  test('whose connection breaks has failed, and its address is not told', async () => {
    const { url } = await serverThat((request) => request.socket.destroy());
    const delivery = await deliver(`${url}/very-private`);
    expect(delivery).toEqual({ kind: 'failed', why: expect.stringContaining('could not be reached') });
    expect(JSON.stringify(delivery)).not.toMatch(/very-private|127/);
  });

  test('that is never answered is given up after its time, and the connection is closed', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const asked = event();
    const hungUp = event();
    const { url } = await serverThat((request) => {
      asked.happen();
      void once(request.socket, 'close').then(() => hungUp.happen());
    });
    const delivery = deliver(url, 2500);
    await asked.happened;
    await jest.advanceTimersByTimeAsync(2499);
    expect(await Promise.race([delivery, 'under way'])).toBe('under way');
    await jest.advanceTimersByTimeAsync(1);
    expect(await delivery).toEqual({ kind: 'failed', why: 'No answer within 2500 ms' });
    await hungUp.happened;
  });
});
