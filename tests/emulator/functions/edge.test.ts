import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployedFile, Visibility } from '../../../emulator/functions/deployment';
import { type FunctionsRuntime, functionsEdge } from '../../../emulator/functions/edge';
import { defaultSettings, type Settings } from '../../../emulator/platform/account';
import { type Assumptions, assume } from '../../../emulator/platform/assumptions';
import { Clock } from '../../../emulator/platform/clock';
import { type WebHost, type WebResponse, webResponse } from '../../../emulator/web/message';
import { signed } from '../../../emulator/web/signature';
import { answersTo, domain } from '../application';

const account = { sid: 'AC1', authToken: 'token' };
const folder = mkdtempSync(join(tmpdir(), 'edge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const deployed = (kind: DeployedFile['kind'], path: string, visibility: Visibility): DeployedFile => {
  const file = join(folder, path);
  if (kind === 'asset') writeFileSync(file, path);
  return { kind, path, visibility, file };
};

const files = [
  deployed('function', '/public', 'public'),
  deployed('function', '/protected', 'protected'),
  deployed('function', '/private', 'private'),
  deployed('asset', '/public.xml', 'public'),
  deployed('asset', '/protected.wav', 'protected'),
  deployed('asset', '/private.json', 'private'),
];

const answering: FunctionsRuntime = {
  run: async ({ path }, { form }) => webResponse(200, 'text/plain', `${path} ${form}`),
};

interface Given {
  readonly runtime?: FunctionsRuntime;
  readonly settings?: Partial<Settings>;
  readonly assumptions?: Partial<Assumptions>;
}

function edgeWith({ runtime = answering, settings, assumptions }: Given = {}) {
  const clock = new Clock();
  const host = functionsEdge({
    account,
    settings: { ...defaultSettings, ...settings },
    assumptions: assume(assumptions),
    clock,
    files: () => files,
    runtime,
  });
  return { clock, host };
}

const requestTo = (path: string) =>
  ({
    method: 'POST',
    url: new URL(`https://${domain}${path}`),
    headers: {},
    form: new URLSearchParams({ a: '1' }),
  }) as const;

const statusesOf = (answers: readonly WebResponse[]) => answers.map(({ status }) => status);

async function ask(host: WebHost, clock: Clock, path: string, isSigned = true): Promise<WebResponse> {
  const request = requestTo(path);
  const answer = host(isSigned ? signed(request, account.authToken) : request);
  await clock.advance(60_000);
  return answer;
}

// Public: for everybody. Protected: only with Twilio's valid signature. Private: by no URL.
// https://www.twilio.com/docs/serverless/functions-assets/visibility
describe('the edge', () => {
  test('passes on a function’s bytes unchanged, with their type', async () => {
    const bytes = Buffer.from('00ff80fe', 'hex');
    const { host, clock } = edgeWith({ runtime: { run: async () => webResponse(200, 'audio/mpeg', bytes) } });
    const { headers, body } = await ask(host, clock, '/public');
    expect([headers['content-type'], body]).toEqual(['audio/mpeg', bytes]);
  });

  test.each([
    ['/public', true, 200],
    ['/public', false, 200],
    ['/protected', true, 200],
    ['/protected', false, 403],
    ['/private', true, 404],
    ['/public.xml', false, 200],
    ['/protected.wav', true, 200],
    ['/protected.wav', false, 403],
    ['/private.json', true, 404],
    ['/nothing', true, 404],
    ['/public/', true, 404],
  ])('answers %s, signed: %p, with %d', async (path, isSigned, status) => {
    const { clock, host } = edgeWith();
    expect(await ask(host, clock, path, isSigned)).toMatchObject({ status });
  });

  test.each([
    ['/public.xml', 'application/xml'],
    ['/protected.wav', 'audio/wav'],
  ])('serves %s as %s', async (path, contentType) => {
    const { clock, host } = edgeWith();
    const { headers, body } = await ask(host, clock, path);
    expect([headers['content-type'], body.toString()]).toEqual([contentType, path]);
  });

  test('refuses the signature of another request', async () => {
    const { clock, host } = edgeWith();
    const { headers } = signed(requestTo('/public'), account.authToken);
    const answer = host({ ...requestTo('/protected'), headers });
    await clock.advance(1000);
    expect(await answer).toMatchObject({ status: 403 });
  });
});

// The help article says 403, the page about how requests are handled 400.
// https://help.twilio.com/articles/43430648191259, https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow
describe.each(answersTo('unsignedRequests'))(
  'an unsigned request to a protected function is answered %s',
  ({ answer, given }) => {
    test('and the function does not run', async () => {
      let runs = 0;
      const runtime = { run: async () => webResponse(200, 'text/plain', String(++runs)) };
      const { clock, host } = edgeWith({ runtime, assumptions: given });
      expect(await ask(host, clock, '/protected', false)).toMatchObject({ status: Number(answer) });
      expect(runs).toBe(0);
    });
  },
);

// A function has 10 seconds, and then the answer is 504; 30 run at once, and one more is answered 429.
// https://www.twilio.com/docs/serverless/functions-assets/limits
describe('the limits of functions', () => {
  const slowBy = (clock: () => Clock, millis: number): FunctionsRuntime => ({
    run: async () => {
      await clock().sleep(millis);
      return webResponse(200, 'text/plain', 'done');
    },
  });

  test.each([
    [50, 9949, 200],
    [50, 9951, 504],
    [9999, 0, 200],
    [10_000, 0, 504],
  ])('%d ms on the way and %d ms of work are answered %d', async (answerMillis, millis, status) => {
    const edge: { clock: Clock; host: WebHost } = edgeWith({
      runtime: slowBy(() => edge.clock, millis),
      settings: { answerMillis },
    });
    expect(await ask(edge.host, edge.clock, '/public')).toMatchObject({ status });
  });

  test('a function that never answers is answered 504 at 10 seconds', async () => {
    const { clock, host } = edgeWith({ runtime: { run: () => new Promise(() => undefined) } });
    let status: number | undefined;
    void host(requestTo('/public')).then((answer) => {
      status = answer.status;
    });
    await clock.advance(9999);
    expect(status).toBeUndefined();
    await clock.advance(1);
    expect(status).toBe(504);
  });

  test('a function that throws is answered 500', async () => {
    const runtime = { run: () => Promise.reject(new Error('It broke')) };
    const { clock, host } = edgeWith({ runtime });
    const { status, body } = await ask(host, clock, '/public');
    expect([status, body.toString()]).toEqual([500, 'It broke']);
  });

  test('thirty run at once, and the next is refused, until one is done', async () => {
    const { clock, host } = edgeWith({ settings: { answerMillis: 100 } });
    const answers = Promise.all(Array.from({ length: 32 }, () => host(requestTo('/public'))));
    const asset = host(requestTo('/public.xml'));
    await clock.advance(100);
    expect(statusesOf(await answers).sort()).toEqual([...Array(30).fill(200), 429, 429]);
    expect(await asset).toMatchObject({ status: 200 });
    expect(await ask(host, clock, '/public')).toMatchObject({ status: 200 });
  });

  test('a slot is free again after a function failed or took too long', async () => {
    const failing = { run: () => Promise.reject(new Error('It broke')) };
    const settings = { maxConcurrentRequests: 1 };
    const { clock, host } = edgeWith({ runtime: failing, settings });
    expect(statusesOf([await ask(host, clock, '/public'), await ask(host, clock, '/public')])).toEqual([
      500, 500,
    ]);
    const hanging = edgeWith({ runtime: { run: () => new Promise(() => undefined) }, settings });
    const { clock: itsClock, host: itsHost } = hanging;
    expect(
      statusesOf([await ask(itsHost, itsClock, '/public'), await ask(itsHost, itsClock, '/public')]),
    ).toEqual([504, 504]);
  });
});
