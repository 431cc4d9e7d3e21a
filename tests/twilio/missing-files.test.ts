import { missingFiles } from '../../src/twilio/missing-files';

const present = () => Promise.resolve(new Response('R', { status: 206 }));
const gone = () => Promise.resolve(new Response('Not found', { status: 404 }));

/** What the deployment answers, by path; `asked` are the paths that were asked for. */
function deploymentWith(answers: Readonly<Record<string, () => Promise<Response>>>) {
  const asked: string[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const { pathname } = new URL(String(input));
    asked.push(pathname);
    return (answers[pathname] ?? gone)();
  });
  return asked;
}

/** Each test has its own domain, because what is known about a URL is kept. */
let domains = 0;
let domain = '';
let now = Date.parse('2026-01-05T15:00:00Z');

beforeEach(() => {
  domains += 1;
  domain = `call-queue-${domains}.twil.io`;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});

afterEach(() => jest.restoreAllMocks());

test('a file is missing if the deployment answers 404, and others are not', async () => {
  const asked = deploymentWith({ '/a.wav': present });
  expect(await missingFiles(['a.wav', 'hold-music/b.wav'], domain)).toEqual(new Set(['hold-music/b.wav']));
  expect(asked).toEqual(['/a.wav', '/hold-music/b.wav']);
});

test.each([
  ['cannot be asked', () => Promise.reject(new TypeError('fetch failed'))],
  ['refuses', () => Promise.resolve(new Response('', { status: 403 }))],
  ['has an error', () => Promise.resolve(new Response('', { status: 500 }))],
  ['does not answer', () => new Promise<Response>(() => undefined)],
])('a file counts as present if the deployment %s', async (_what, answer) => {
  deploymentWith({ '/a.wav': answer });
  expect(await missingFiles(['a.wav'], domain)).toEqual(new Set());
});

test('a file that is there is looked for again after five minutes, one that is missing after one', async () => {
  const asked = deploymentWith({ '/a.wav': present });
  const look = () => missingFiles(['a.wav', 'b.wav'], domain);
  await look();
  now += 59_000;
  await look();
  expect(asked.splice(0)).toEqual(['/a.wav', '/b.wav']);
  now += 2000;
  await look();
  expect(asked.splice(0)).toEqual(['/b.wav']);
  now += 240_000;
  await look();
  expect(asked.splice(0)).toEqual(['/a.wav', '/b.wav']);
});

test('nothing is requested if no file will be played', async () => {
  const asked = deploymentWith({});
  expect(await missingFiles([], domain)).toEqual(new Set());
  expect(asked).toEqual([]);
});
