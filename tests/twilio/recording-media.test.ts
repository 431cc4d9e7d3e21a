import type { RequestListener } from 'node:http';
import type { AccountAccess } from '../../src/config/environment';
import { recordingMedia } from '../../src/twilio/recording-media';
import { event, startServer } from '../receiver';

const recording = `RE${'0'.repeat(32)}`;
const account: AccountAccess = { sid: `AC${'1'.repeat(32)}`, token: 'the-token', apiHost: 'api.twilio.com' };
const path = `/2010-04-01/Accounts/${account.sid}/Recordings/${recording}.mp3`;

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serverThat(answer: RequestListener): Promise<string> {
  const server = await startServer(answer);
  open.push(server);
  return server.url;
}

/** What is fetched while a local server takes the place of Twilio's. */
async function fetched(answer: RequestListener) {
  const twilio = await serverThat(answer);
  const { fetch } = globalThis;
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation((url, init) => fetch(String(url).replace('https://api.twilio.com', twilio), init));
  return recordingMedia(recording, account);
}

const basic = `Basic ${Buffer.from(`${account.sid}:the-token`).toString('base64')}`;

describe('the sound of a recording', () => {
  test('is asked for as MP3 with the account’s credentials', async () => {
    const media = await fetched(({ url, headers }, response) => {
      response.end(JSON.stringify({ url, authorization: headers.authorization }));
    });
    expect(media.kind).toBe('there');
    expect(JSON.parse(String('bytes' in media && media.bytes))).toEqual({ url: path, authorization: basic });
  });

  test('is followed to where it is stored, but the credentials do not go there', async () => {
    const storage = await serverThat(({ headers }, response) => {
      response.end(`${headers.authorization}`);
    });
    const media = await fetched((_request, response) => {
      response.writeHead(307, { location: `${storage}/sound` }).end();
    });
    expect(media).toEqual({ kind: 'there', bytes: Buffer.from('undefined') });
  });

  test.each<[number, object]>([
    [404, { kind: 'gone' }],
    [410, { kind: 'gone' }],
    [401, { kind: 'unavailable', why: 'Twilio answered 401 for the recording' }],
    [429, { kind: 'unavailable', why: 'Twilio answered 429 for the recording' }],
    [500, { kind: 'unavailable', why: 'Twilio answered 500 for the recording' }],
  ])('if Twilio answers %i: %j', async (status, media) => {
    expect(await fetched((_request, response) => response.writeHead(status).end())).toEqual(media);
  });

  // A function may return 4 MB.
  test.each<[string, number, boolean, string]>([
    ['3 minutes', 720_000, true, 'there'],
    ['4,000,000 bytes', 4_000_000, true, 'there'],
    ['4,000,001 bytes', 4_000_001, true, 'too-large'],
    ['4,000,000 bytes, their number not announced', 4_000_000, false, 'there'],
    ['4,000,001 bytes, their number not announced', 4_000_001, false, 'too-large'],
  ])('of %s', async (_size, size, isAnnounced, kind) => {
    const media = await fetched((_request, response) => {
      if (!isAnnounced) response.setHeader('transfer-encoding', 'chunked');
      response.end(Buffer.alloc(size));
    });
    expect(media.kind).toBe(kind);
  });

  test('is not waited for longer than three seconds, even when its first half has come', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const begun = event();
    const media = fetched((_request, response) => {
      response.writeHead(200, { 'content-length': '2' }).write('a', () => begun.happen());
    });
    await begun.happened;
    await jest.advanceTimersByTimeAsync(2999);
    expect(await Promise.race([media, 'under way'])).toBe('under way');
    await jest.advanceTimersByTimeAsync(1);
    expect(await media).toEqual({
      kind: 'unavailable',
      why: 'Twilio could not be reached: No answer within 3000 ms',
    });
  });

  test.each(['../Calls/CA1', `${recording}/../..`, 'RE1', ''])(
    'of %j is never asked for: that is no recording’s SID',
    async (sid) => {
      const spy = jest.spyOn(globalThis, 'fetch');
      expect(await recordingMedia(sid, account)).toEqual({ kind: 'gone' });
      expect(spy).not.toHaveBeenCalled();
    },
  );

  test('cannot be had without credentials', async () => {
    expect(await recordingMedia(recording, undefined)).toEqual({
      kind: 'unavailable',
      why: 'The service has no ACCOUNT_SID and AUTH_TOKEN',
    });
  });
});
