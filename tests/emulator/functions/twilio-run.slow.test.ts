import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startProxy, type TwilioProxy } from '../../../emulator/control/proxy';
import { deployedFiles } from '../../../emulator/functions/deployment';
import type { FunctionsRuntime } from '../../../emulator/functions/edge';
import { inProcessRuntime } from '../../../emulator/functions/runtime/in-process';
import { startTwilioRun, type TwilioRunRuntime } from '../../../emulator/functions/runtime/twilio-run';
import { LocalTwilio } from '../../../emulator/local-twilio';
import { Clock } from '../../../emulator/platform/clock';
import type { NumberedEvent } from '../../../emulator/platform/timeline';
import type { WebHost, WebRequest, WebResponse } from '../../../emulator/web/message';
import type { RestApi, RestRequest } from '../../../emulator/web/rest-exchange';
import { signed } from '../../../emulator/web/signature';

const root = join(__dirname, '..', '..', '..');
const domain = 'functions-1234.twil.io';
const startsAt = new Date('2031-03-04T05:06:07.000Z');
/** What the edge takes before a function runs, by default. */
const answerMillis = 50;

jest.setTimeout(60_000);

let project: string;
let restAsked: RestRequest[];
let proxy: TwilioProxy;
let runtime: TwilioRunRuntime;
let twilio: LocalTwilio;
let edge: WebHost;

/** An account with one queue, and with a recording. */
const rest: RestApi = async (request) => {
  restAsked.push(request);
  if (request.path.endsWith('.mp3')) {
    return { status: 200, media: { type: 'audio/mpeg', bytes: Buffer.from('ffe348c0', 'hex') } };
  }
  if (request.method === 'DELETE') return { status: 204 };
  return { status: 200, body: { queues: [{ friendly_name: 'support', current_size: 3 }] } };
};

/** What the functions of the tests are made of: the body of a handler, by the file it is in. */
const handlers = {
  'time.js': `
    const { mtime } = require('fs').statSync(__filename);
    callback(null, { now: Date.now(), made: new Date(), called: Date(), other: new Date(0), isDate: mtime instanceof Date });`,
  'time-goes-on.js': `
    const answered = Date.now();
    const look = () => (Date.now() > answered ? console.log('time went on') : setTimeout(look, 1));
    setTimeout(look, 1);
    callback(null, 'answered');`,
  'context.js': `
    const { getTwilioClient, SERVICE_SID, ENVIRONMENT_SID, ...variables } = context;
    callback(null, variables);`,
  'event.protected.js': 'callback(null, event);',
  'logs.js': `
    console.log('first %s', 1, { a: 1 });
    await new Promise((resolve) => setTimeout(resolve, Number(event.millis)));
    console.info('second');
    console.warn('third');
    console.error('fourth');
    callback(null, 'logged');`,
  'queues.js': `
    const queues = await context.getTwilioClient().queues.list();
    console.log('read');
    callback(null, queues.map(({ friendlyName, currentSize }) => [friendlyName, currentSize]));`,
  'fetch.js': `
    const { address, millis, ...init } = event;
    delete init.request;
    const signal = millis && AbortSignal.timeout(Number(millis));
    try {
      const answer = await fetch(address, { ...init, ...(signal && { signal }) });
      const hex = Buffer.from(await answer.arrayBuffer()).toString('hex');
      callback(null, { status: answer.status, type: answer.headers.get('content-type'), hex });
    } catch ({ name, message, cause }) {
      callback(null, { name, message, cause: cause && cause.message });
    }`,
  'fetch-with-credentials.js': `
    const { ACCOUNT_SID, AUTH_TOKEN } = context;
    const authorization = 'Basic ' + Buffer.from(ACCOUNT_SID + ':' + AUTH_TOKEN).toString('base64');
    const url = new URL('https://api.twilio.com/2010-04-01/Accounts/AC1/Queues.json?PageSize=2');
    const body = new URLSearchParams({ FriendlyName: 'Grüße' });
    const created = await fetch(url, { method: 'POST', headers: { authorization }, body });
    const deleted = await fetch(new Request(url, { method: 'DELETE' }));
    callback(null, { created: await created.json(), deleted: deleted.status });`,
  'sound.js': `
    const answer = new Twilio.Response();
    answer.appendHeader('Content-Type', 'audio/mpeg').setBody(Buffer.from('00ff80fe', 'hex'));
    callback(null, answer);`,
  'crash.js': "console.error('about to crash'); setImmediate(() => { throw new Error('a bug'); });",
  'never.js': "console.log('begun');",
  'process.js': `
    const server = process._getActiveHandles().find((handle) => handle.listening);
    callback(null, { pid: process.pid, listens: server.address() });`,
  'lifeline.js': `
    const socket = require('net').connect(Number(event.port), '127.0.0.1');
    await require('events').once(socket, 'connect');
    callback(null, 'connected');
    if (event.spins) setImmediate(() => { for (;;); });`,
};

const functionFile = (name: string) => join(project, 'dist/functions', name);

function writeFunction(name: string, body: string): void {
  writeFileSync(functionFile(name), `exports.handler = async (context, event, callback) => {\n${body}\n};\n`);
}

/** A project such as a user has, with nothing in it but functions. */
function makeProject(): void {
  project = mkdtempSync(join(tmpdir(), 'functions-project-'));
  mkdirSync(join(project, 'dist/functions'), { recursive: true });
  mkdirSync(join(project, 'assets'));
  for (const [name, body] of Object.entries(handlers)) writeFunction(name, body);
  writeFileSync(join(project, '.twilioserverlessrc'), "{ functionsFolder: 'dist/functions' }");
  writeFileSync(join(project, '.env'), 'ACCOUNT_SID=ACreal\nREAL_SECRET=secret\n');
  writePackage({ '@twilio/runtime-handler': '2.0.1', twilio: '6.2.0' });
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
}

function writePackage(dependencies: Readonly<Record<string, string>>): void {
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'functions-project', dependencies }));
}

function options() {
  const { account, clock, timeline } = twilio;
  const environment = { AGENT_PIN: '424242', LETTER: `two lines\nand a 'quote' # no comment` };
  return { projectFolder: project, account, clock, timeline, domain, environment, proxy };
}

const post = (path: string, parameters: Readonly<Record<string, string>>): WebRequest => ({
  method: 'POST',
  url: new URL(`https://${domain}${path}`),
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  form: new URLSearchParams(parameters),
});

/** Has a runtime run a function at once: without the edge, which waits for the clock. */
async function run(by: FunctionsRuntime, path: string): Promise<string> {
  const url = new URL(`https://${domain}${path}`);
  const file = functionFile(`${url.pathname.slice(1)}.js`);
  const deployed = { kind: 'function', path: url.pathname, visibility: 'public', file } as const;
  const request = { method: 'GET', url, headers: {}, form: new URLSearchParams() } as const;
  return (await by.run(deployed, request)).body.toString();
}

/** Sends a signed request to the edge and moves the clock as far as the answer takes. */
async function ask(
  host: WebHost,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<WebResponse> {
  const answer = host(signed(post(path, parameters), twilio.account.authToken));
  await twilio.clock.advance(answerMillis);
  return answer;
}

const askFunction = async (path: string, parameters?: Readonly<Record<string, string>>) => {
  const { status, body } = await ask(edge, path, parameters);
  return { status, text: body.toString() };
};

const askForJson = async (path: string) => JSON.parse((await askFunction(path)).text);

const logsOf = ({ timeline }: LocalTwilio, after = 0) =>
  timeline
    .events(after)
    .flatMap((event) => (event.kind === 'log' ? [[event.path, event.level, event.text]] : []));

/** Resolves when a function has logged this. */
function logged(words: string): Promise<void> {
  return new Promise((resolve) => {
    const unfollow = twilio.timeline.follow((event: NumberedEvent) => {
      if (event.kind !== 'log' || event.text !== words) return;
      unfollow();
      resolve();
    });
  });
}

/** The files that hold our environment at this moment, and not another program's. */
const environmentFiles = () =>
  readdirSync(tmpdir())
    .map((name) => join(tmpdir(), name, 'environment'))
    .filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes(proxy.url));

/** A port to connect to from the process that runs the functions; the connection lasts as long as that. */
async function openLifeline() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = once(server, 'connection').then(async ([socket]) => {
    socket.resume().on('error', () => undefined);
    await once(socket, 'close');
    server.close();
  });
  return { port: String((server.address() as AddressInfo).port), cut };
}

beforeAll(async () => {
  makeProject();
  twilio = new LocalTwilio({ clock: new Clock({ startsAt }), settings: { answerMillis } });
  proxy = await startProxy({
    rest,
    deployedAt: (url) => twilio.deployedAt(url),
    during: (work) => twilio.clock.during(work),
  });
  runtime = await startTwilioRun(options());
  const files = () => deployedFiles(join(project, 'dist/functions'), join(project, 'assets'));
  edge = twilio.deploy({ domain, files, runtime });
});

afterAll(async () => {
  await runtime.close();
  await proxy.close();
  rmSync(project, { recursive: true });
});

beforeEach(() => {
  restAsked = [];
});

describe('a function in twilio-run', () => {
  test('sees the time of the local Twilio, which stands still while it works', async () => {
    const before = twilio.clock.now().getTime();
    await twilio.clock.advance(3_600_000);
    const seen = await askForJson('/time');
    const now = before + 3_600_000 + answerMillis;
    expect(twilio.clock.now().getTime()).toBe(now);
    expect(seen).toMatchObject({ now, made: new Date(now).toISOString(), other: '1970-01-01T00:00:00.000Z' });
    expect(seen.called).toContain('2031');
    expect(seen.isDate).toBe(true);
  });

  test('sees time run on after its answer', async () => {
    const wentOn = logged('time went on');
    expect(await askFunction('/time-goes-on')).toEqual({ status: 200, text: 'answered' });
    await wentOn;
  });

  test('has the domain, the account and its variables in its context, but nothing from .env', async () => {
    expect(await askForJson('/context')).toEqual({
      PATH: '/context',
      DOMAIN_NAME: domain,
      ACCOUNT_SID: twilio.account.sid,
      AUTH_TOKEN: twilio.account.authToken,
      AGENT_PIN: '424242',
      LETTER: `two lines\nand a 'quote' # no comment`,
      HTTP_PROXY: proxy.url,
    });
  });

  test('gets the request’s own parameters and headers, and none of ours', async () => {
    const { text: body } = await askFunction('/event?Digits=1&queue=support', { Digits: '2' });
    const { request, ...parameters } = JSON.parse(body);
    expect(parameters).toEqual({ Digits: '2', queue: 'support' });
    expect(request.headers).toMatchObject({ host: domain, 'x-twilio-signature': expect.any(String) });
    expect(Object.keys(request.headers).filter((name) => name.startsWith('x-local'))).toEqual([]);
  });

  test('logs to the timeline, with its path, before its answer', async () => {
    const { newest } = twilio.timeline;
    await askFunction('/logs', { millis: '0' });
    expect(logsOf(twilio, newest)).toEqual([
      ['/logs', 'log', 'first 1 { a: 1 }'],
      ['/logs', 'log', 'second'],
      ['/logs', 'log', 'third'],
      ['/logs', 'error', 'fourth'],
    ]);
  });

  test('logs with its own path while others run', async () => {
    const { newest } = twilio.timeline;
    await Promise.all([askFunction('/logs', { millis: '5' }), askFunction('/queues')]);
    const paths = logsOf(twilio, newest).map(([path]) => path);
    expect(paths.filter((path) => path === '/logs')).toHaveLength(4);
    expect(paths.filter((path) => path === '/queues')).toHaveLength(1);
  });

  test('reaches the REST API with the ordinary client', async () => {
    expect(await askForJson('/queues')).toEqual([['support', 3]]);
    const { sid, authToken } = twilio.account;
    expect(restAsked).toMatchObject([
      { host: 'api.twilio.com', authorization: { username: sid, password: authToken } },
    ]);
  });

  // Twilio.Response may have a Buffer for its body, as Express sends one.
  test('answers with bytes as they are, with their type', async () => {
    const { status, headers, body } = await ask(edge, '/sound');
    expect([status, headers['content-type'], body.toString('hex')]).toEqual([200, 'audio/mpeg', '00ff80fe']);
  });

  const fetchBy = async (form: Readonly<Record<string, string>>) =>
    JSON.parse((await askFunction('/fetch', form)).text);

  test('fetches the audio of a recording from Twilio', async () => {
    const address = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1.mp3';
    expect(await fetchBy({ address })).toEqual({ status: 200, type: 'audio/mpeg', hex: 'ffe348c0' });
    expect(restAsked).toMatchObject([
      { method: 'GET', host: 'api.twilio.com', path: new URL(address).pathname },
    ]);
  });

  test('fetches with its credentials, forms and other methods', async () => {
    expect(await askForJson('/fetch-with-credentials')).toMatchObject({
      created: { queues: [{ friendly_name: 'support' }] },
      deleted: 204,
    });
    const [posted] = restAsked;
    const { sid: username, authToken: password } = twilio.account;
    expect(posted).toMatchObject({ method: 'POST', authorization: { username, password } });
    expect([posted?.form.get('FriendlyName'), posted?.query.get('PageSize')]).toEqual(['Grüße', '2']);
  });

  test('fetches from another function of the deployment, while time stands still', async () => {
    const before = twilio.clock.now().getTime();
    const { status, hex } = await fetchBy({ address: `https://${domain}/time`, millis: '5000' });
    const now = before + answerMillis;
    expect([status, JSON.parse(Buffer.from(hex, 'hex').toString())]).toEqual([
      200,
      expect.objectContaining({ now }),
    ]);
    expect(twilio.clock.now().getTime()).toBe(now);
  });

  test('fetches from this machine', async () => {
    const asked: string[] = [];
    const server = http.createServer(async (request, response) => {
      asked.push(`${request.method} ${await text(request)}`);
      if (request.url !== '/never') response.writeHead(201, { 'Content-Type': 'text/plain' }).end('Yes');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = { status: 201, type: 'text/plain', hex: Buffer.from('Yes').toString('hex') };
    expect(await fetchBy({ address, method: 'POST', body: 'A message' })).toEqual(answer);
    expect(await fetchBy({ address: `${address}/never`, millis: '50' })).toMatchObject({
      name: 'TimeoutError',
    });
    expect(asked).toEqual(['POST A message', 'GET ']);
    server.closeAllConnections();
    server.close();
    expect(await fetchBy({ address })).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  });

  test.each([
    ['https://example.com/hook', 'cannot reach https://example.com,'],
    ['http://api.twilio.com/', 'cannot reach http://api.twilio.com,'],
    ['https://www.twilio.com/', 'does not answer for www.twilio.com'],
  ])('does not fetch from %s', async (address, cause) => {
    expect(await fetchBy({ address })).toMatchObject({
      message: 'fetch failed',
      cause: expect.stringContaining(cause),
    });
  });

  test('listens to this machine only', async () => {
    expect((await askForJson('/process')).listens.address).toBe('127.0.0.1');
  });
});

describe('twilio-run', () => {
  test('that dies fails the requests in flight, says why, and restarts', async () => {
    const { newest } = twilio.timeline;
    const { pid } = await askForJson('/process');
    const crashed = await askFunction('/crash');
    expect(crashed.status).toBe(500);
    expect(crashed.text).toMatch(/^twilio-run ended \(exit code 1\)\. It printed:\n.*Error: a bug/s);
    const after = await askForJson('/process');
    expect(after.pid).not.toBe(pid);
    expect(logsOf(twilio, newest)).toEqual([
      ['/crash', 'error', 'about to crash'],
      ['twilio-run', 'error', expect.stringMatching(/a bug.*It is restarting\.$/s)],
    ]);
  });

  test('that is stuck in a function is replaced', async () => {
    const { newest } = twilio.timeline;
    const begun = logged('begun');
    jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
    const answer = askFunction('/never');
    await begun;
    jest.runOnlyPendingTimers();
    jest.useRealTimers();
    expect(await answer).toEqual({ status: 500, text: expect.stringContaining('of real time') });
    expect(await askFunction('/logs', { millis: '0' })).toEqual({ status: 200, text: 'logged' });
    const [, replaced] = logsOf(twilio, newest);
    expect(replaced?.[2]).toMatch(/^twilio-run ended \(\/never did not answer\)/);
  });

  test('uses changed code after a restart; requests in flight are answered first, and new ones wait', async () => {
    writeFunction('version.js', "callback(null, 'old');");
    await runtime.restart();
    expect((await askFunction('/version')).text).toBe('old');
    writeFunction('version.js', "callback(null, 'new');");
    expect((await askFunction('/version')).text).toBe('old');
    const begun = logged('first 1 { a: 1 }');
    const inFlight = run(runtime, '/logs?millis=50');
    await begun;
    const restarted = runtime.restart();
    const meanwhile = run(runtime, '/version');
    expect(await inFlight).toBe('logged');
    expect(await meanwhile).toBe('new');
    await restarted;
  });

  test('says what to do about a function that was built since its start', async () => {
    writeFunction('late.js', "callback(null, 'here');");
    const repair = 'twilio-run does not have a function for /late: build it, then restart.';
    expect(await askFunction('/late')).toEqual({ status: 500, text: repair });
    await runtime.restart();
    expect((await askFunction('/late')).text).toBe('here');
  });

  test('ignores Ctrl-C in the terminal, which is for the program that started it', async () => {
    const { pid } = await askForJson('/process');
    process.kill(pid, 'SIGINT');
    expect((await askForJson('/process')).pid).toBe(pid);
  });

  test('leaves no process, port or file when it is closed, and does not restart', async () => {
    const started = startTwilioRun(options());
    const files = environmentFiles();
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    const another = await started;
    expect(environmentFiles()).toEqual([]);
    const lifeline = await openLifeline();
    await run(another, `/lifeline?port=${lifeline.port}`);
    const { pid, listens } = JSON.parse(await run(another, '/process'));
    await Promise.all([another.close(), another.close(), lifeline.cut]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(once(net.connect(listens.port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
    expect(files.map(dirname).filter(existsSync)).toEqual([]);
    await expect(run(another, '/process')).rejects.toThrow('twilio-run is closed');
    await expect(another.restart()).rejects.toThrow('twilio-run is closed: call startTwilioRun again.');
  });
});

describe('a start that fails', () => {
  test('shows what twilio-run printed, and how to see it again', async () => {
    writePackage({ '@twilio/runtime-handler': '^2.0.1' });
    const started = startTwilioRun(options());
    await expect(started).rejects.toThrow(
      /version has to be an exact valid semver.*`npx twilio-run start` in/s,
    );
    writePackage({ '@twilio/runtime-handler': '2.0.1', twilio: '6.2.0' });
  });

  test('says so when twilio-run is not installed', async () => {
    const started = startTwilioRun({ ...options(), projectFolder: tmpdir() });
    await expect(started).rejects.toThrow(`twilio-run is not installed in ${tmpdir()}: run \`npm install\``);
  });
});

/** The text of a script that starts twilio-run and sends it a request. */
const parentScript = (then: string) => `
  const { LocalTwilio } = require('./emulator/local-twilio');
  const { startTwilioRun } = require('./emulator/functions/runtime/twilio-run');
  const { account, clock, timeline } = new LocalTwilio();
  const proxy = { url: 'http://127.0.0.1:9', certificatePath: '' };
  const [, projectFolder, address] = process.argv;
  const request = { method: 'GET', url: new URL(address), headers: {}, form: new URLSearchParams() };
  const started = startTwilioRun({ projectFolder, account, clock, timeline, domain: '${domain}', proxy });
  const ask = async () => (await started).run({}, request);
  ${then}`;

describe('a program that starts twilio-run', () => {
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'parent-'));
  });
  afterEach(() => rmSync(temporary, { recursive: true }));

  const startParent = (then: string, address = `https://${domain}/`): ChildProcess =>
    spawn(process.execPath, ['--require', 'tsx/cjs', '-e', parentScript(then), project, address], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const filesLeft = () => readdirSync(temporary).filter((name) => name.startsWith('local-twilio-'));

  const noFilesLeft = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (filesLeft().length > 0) return;
        watcher.close();
        resolve();
      };
      const watcher = watch(temporary, look);
      look();
    });

  test.each([
    ['is killed', 'process.kill(process.pid, "SIGKILL")', ''],
    ['is killed while a function spins', 'process.kill(process.pid, "SIGKILL")', '&spins=yes'],
    ['is interrupted', 'process.kill(process.pid, "SIGINT")', ''],
    ['fails', 'setImmediate(() => { throw new Error("a bug"); })', ''],
    ['exits', 'process.exit(0)', ''],
  ])('and %s leaves no process and no file', async (_title, death, query) => {
    const lifeline = await openLifeline();
    const address = `https://${domain}/lifeline?port=${lifeline.port}${query}`;
    const parent = startParent(`ask().then(() => ${death});`, address);
    await once(parent, 'exit');
    await lifeline.cut;
    expect(filesLeft()).toEqual([]);
  });

  test('and is killed before it answers leaves no file', async () => {
    const parent = startParent('process.kill(process.pid, "SIGKILL");');
    await once(parent, 'exit');
    await noFilesLeft();
  });
});

/** Twilio's requests for one call, recorded from a local one: the URLs and parameters. */
const recorded: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['a call arrives', '/caller', { CallStatus: 'ringing' }],
  ['a caller waits', '/wait?queue=support&joined=1930453571', { QueuePosition: '1', QueueTime: '0' }],
  ['a caller waits in vain', '/wait?queue=support', { QueuePosition: '2', QueueTime: '1801' }],
  ['a caller presses a key', '/wait/key?queue=support', { Digits: '*' }],
  ['a caller has left', '/action?queue=support', { QueueResult: 'leave', QueueTime: '70' }],
  [
    'a caller was served',
    '/action?queue=support&joined=1930453571',
    { QueueResult: 'bridged', QueueTime: '9' },
  ],
  ['an agent calls', '/agent', { CallStatus: 'ringing' }],
  ['an agent enters the PIN', '/agent/pin?attempt=1&started=1930453567', { Digits: '424242' }],
  ['an agent enters another PIN', '/agent/pin?attempt=1&started=1930453567', { Digits: '1' }],
  ['an agent asks for the next', '/agent/next?agent=agent&queue=support', { DialCallStatus: 'completed' }],
  ['an agent is connected', '/agent/connect?queue=support&agent=agent', { QueueTime: '12' }],
  ['a call has ended', '/caller/ended', { CallStatus: 'completed', CallDuration: '90' }],
  ['a value is nonsense', '/wait?queue=none', { QueuePosition: 'x', QueueTime: '-1' }],
];

describe('the functions of this project', () => {
  const functions = join(root, 'dist/functions');
  const call = { CallSid: `CA${'c'.repeat(32)}`, From: '+15550100001', To: '+15550199999' };
  let runtimes: readonly FunctionsRuntime[];
  let separate: TwilioRunRuntime;

  beforeAll(async () => {
    if (!existsSync(functions)) throw new Error('The functions are not built: run `npm run build`.');
    separate = await startTwilioRun({ ...options(), projectFolder: root });
    runtimes = [inProcessRuntime({ ...options(), rest }), separate];
    // The functions look at the files that they are about to play.
    const files = deployedFiles(functions, join(root, 'assets'));
    twilio.deploy({ domain, files: () => files, runtime: separate });
  });

  afterAll(() => separate.close());

  /** The result of a request that both runtimes get at the same instant. */
  async function outcome(by: FunctionsRuntime, path: string, parameters: Readonly<Record<string, string>>) {
    const { newest } = twilio.timeline;
    const request = post(path, { ...call, ...parameters });
    const deployed = deployedFiles(functions, join(root, 'assets')).find(
      (file) => file.path === request.url.pathname,
    );
    if (!deployed) throw new Error(`There is no function ${request.url.pathname}.`);
    const { status, headers, body } = await by.run(deployed, request);
    const [contentType] = (headers['content-type'] ?? '').split(';');
    return { status, contentType, body: body.toString(), logs: logsOf(twilio, newest) };
  }

  test.each(recorded)(
    'answer and log the same in both runtimes when %s',
    async (_title, path, parameters) => {
      const outcomes = [];
      for (const runtime of runtimes) outcomes.push(await outcome(runtime, path, parameters));
      const [inProcess, byTwilioRun] = outcomes;
      expect(inProcess).toMatchObject({ status: 200, contentType: 'text/xml' });
      expect(byTwilioRun).toEqual(inProcess);
    },
  );
});
