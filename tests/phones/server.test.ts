import { once } from 'node:events';
import net from 'node:net';
import type { CallBoard, CallBoardEvent } from '../../phones/call-board';
import { callBoardAfter } from '../../phones/call-board-after';
import { localDomain } from '../../simulation/local-queue';
import { ServedPhones } from './served-phones';
import { AGENTS, numbers } from './timeline';

let phones: ServedPhones;

async function start(...options: Parameters<typeof ServedPhones.start>): Promise<void> {
  await phones?.close();
  phones = await ServedPhones.start(...options);
}

beforeEach(async () => {
  phones = await ServedPhones.start();
});
afterEach(() => phones.close());

const from = '+15552000001';
const support = '+15550100001';
const calls = () => [...phones.simulations.live.queue.twilio.calls.values()];
const nothingHappened = () => expect(phones.simulations.live.queue.twilio.calls.size).toBe(0);

describe('the page', () => {
  it('comes with its script', async () => {
    const page = await phones.get('/');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.body.toString()).toContain('/page.js');
    expect((await phones.get('/page.js')).body.toString()).toContain('console.log(1)');
    expect(await phones.get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  it.each(['/', '/page.js', '/nowhere', '/media', '/crowd'])(
    'shows nothing from other sites with %s',
    async (path) => {
      const { headers } = await phones.get(path);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'; /),
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it.each([
    ['/nowhere', 'GET', 404],
    ['/../package.json', 'GET', 404],
    ['/%2e%2e/package.json', 'GET', 404],
    ['/', 'PUT', 405],
    ['/crowd', 'OPTIONS', 405],
  ])('is not at %s with %s', async (path, method, status) => {
    const answer = await phones.get(path, {}, method);
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/json' } });
  });
});

describe('the server is for one person, on this machine:', () => {
  it.each([
    ['Host', 'example.com'],
    ['Host', 'localhost.example.com'],
    ['Host', '192.168.0.1'],
    ['Origin', 'https://example.com'],
    ['Origin', 'null'],
    ['Origin', 'http://localhost:3000'],
    ['Origin', 'http://127.0.0.1'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])('%s "%s" gets nothing and changes nothing', async (header, value) => {
    for (const path of ['/', '/events', `/media?url=https://${localDomain}/hold-music/porch-light.v1.wav`]) {
      expect(await phones.get(path, { [header]: value })).toMatchObject({ status: 403 });
    }
    const headers = { 'Content-Type': 'application/json', [header]: value };
    expect(await phones.get('/next-caller', headers, 'POST')).toMatchObject({ status: 403 });
    nothingHappened();
  });

  it.each([
    ['the page itself', () => ({ Origin: phones.url, 'Sec-Fetch-Site': 'same-origin' })],
    ['the page under another name of this machine', () => localhost()],
    ['the address bar', () => ({ 'Sec-Fetch-Site': 'none' })],
    [
      'a link on another page, which a person follows',
      () => ({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }),
    ],
  ])('%s is served', async (_, headers) => {
    expect(await phones.get('/', headers())).toMatchObject({ status: 200 });
  });

  const localhost = () => {
    const host = phones.url.replace('http://127.0.0.1', 'localhost');
    return { Host: host, Origin: `http://${host}` };
  };

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['a form with files', 'multipart/form-data; boundary=x'],
    ['plain text', 'text/plain;charset=UTF-8'],
    ['a body with the type text and JSON', 'text/plain; application/json'],
    ['a body without a type', undefined],
  ])('%s changes nothing, wherever it is sent from', async (_, contentType) => {
    const headers = contentType === undefined ? {} : { 'Content-Type': contentType };
    expect(await phones.get('/next-caller', headers, 'POST')).toMatchObject({ status: 415 });
    nothingHappened();
  });

  it('a form that is sent like a visit changes nothing', async () => {
    const headers = {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Content-Type': 'application/json',
    };
    expect(await phones.get('/next-caller', headers, 'POST')).toMatchObject({ status: 403 });
    nothingHappened();
  });

  it.each([
    ['cut off', '{"callers": ', 400],
    ['a list', '[1]', 400],
    ['too much', `{"queue": "${'x'.repeat(70_000)}"}`, 413],
  ])('a body that is %s is refused', async (_, body, status) => {
    expect(await phones.post('/crowd', body)).toMatchObject({ status, body: { error: expect.any(String) } });
    nothingHappened();
  });

  it('a caller’s name comes back as JSON, never as a page', async () => {
    const name = '<script>alert(1)</script>';
    await phones.post('/simulation/calls', { from: name, to: support });
    const page = await phones.open();
    expect(page.contentType).toBe('text/event-stream');
    expect((await page.next('simulation')).board.phones).toMatchObject([{ from: name }]);
    const { status, body } = await phones.post('/simulation/calls', { from, to: name });
    expect(status).toBe(400);
    expect(body.error).toContain('to is not a number');
    page.close();
  });
});

describe('a sound', () => {
  const music = `https://${localDomain}/hold-music/porch-light.v1.wav`;
  const media = (url: string, range?: string) =>
    phones.get(`/media?url=${encodeURIComponent(url)}`, range === undefined ? {} : { Range: range });

  it('is the file itself', async () => {
    const whole = await media(music);
    expect(whole).toMatchObject({
      status: 200,
      headers: { 'content-type': 'audio/wav', 'accept-ranges': 'bytes' },
    });
    expect(whole.body.subarray(0, 4).toString()).toBe('RIFF');
    expect(whole.headers['content-length']).toBe(String(whole.body.length));
  });

  it('is served in parts, so that a player can seek', async () => {
    const whole = (await media(music)).body;
    const part = await media(music, 'bytes=100-199');
    expect(part).toMatchObject({
      status: 206,
      headers: { 'content-range': `bytes 100-199/${whole.length}`, 'content-length': '100' },
    });
    expect(part.body).toEqual(whole.subarray(100, 200));
    expect(await media(music, `bytes=${whole.length}-`)).toMatchObject({
      status: 416,
      headers: { 'content-range': `bytes */${whole.length}` },
    });
  });

  it.each([
    ['a file from elsewhere', 'https://example.com/hold-music/porch-light.v1.wav'],
    ['the same host without TLS', `http://${localDomain}/hold-music/porch-light.v1.wav`],
    ['the same host on another port', `https://${localDomain}:8443/hold-music/porch-light.v1.wav`],
    ['a host that only begins like it', `https://${localDomain}.example.com/hold-music/porch-light.v1.wav`],
    ['a host after credentials', `https://${localDomain}@example.com/hold-music/porch-light.v1.wav`],
    ['a server on this machine', 'http://127.0.0.1:80/hold-music/porch-light.v1.wav'],
    ['a file on this machine', 'file:///etc/passwd'],
    ['a path out of the folder', `https://${localDomain}/../package.json`],
    ['a document', `https://${localDomain}/fallback/caller.xml`],
    ['a function', `https://${localDomain}/caller`],
    ['no URL', 'porch-light.v1.wav'],
    ['nothing', ''],
  ])('is never %s', async (_, url) => {
    const before = phones.simulations.live.queue.twilio.timeline.newest;
    const { status, body } = await media(url);
    expect(status).toBe(404);
    expect(JSON.parse(body.toString())).toMatchObject({ error: expect.any(String) });
    expect(phones.simulations.live.queue.twilio.timeline.newest).toBe(before);
  });
});

describe('an open page', () => {
  it('gets the simulation as it is, and then everything that happens, once and in order', async () => {
    await phones.post('/simulation/calls', { from, to: support });
    await phones.seconds(10);
    const page = await phones.open();
    const { state, board } = await page.next('simulation');
    expect(state).toMatchObject({
      id: 1,
      numbers: [{ queue: 'support', phoneNumber: support }],
      configFile: 'queues.config.ts',
      dialed: numbers,
      agents: [{ queues: ['support'], pin: '246810' }],
      queues: [{ name: 'support', maxCallers: 100, namesAtTwilio: ['support'] }],
      domain: localDomain,
      speed: 1,
      hasHours: false,
      failure: 'none',
    });
    expect(board.queues).toMatchObject([{ queue: 'support', places: [{ since: expect.any(String) }] }]);
    await phones.post('/next-caller');
    await phones.seconds(20);
    await page.next('event', ({ kind }) => kind === 'bridged');
    page.close();
  });

  it('has the same board as the server, whenever it was opened', async () => {
    const pages = [];
    for (const move of ['/crowd', '/next-caller', '/next-caller']) {
      pages.push(await phones.open());
      await phones.post(move, { callers: 3 });
      await phones.seconds(30);
    }
    const { board } = phones.simulations.current;
    for (const page of pages) {
      let seen: CallBoard = (await page.next('simulation')).board;
      const ids: string[] = [];
      while (seen.newest < board.newest) {
        ids.push(page.messages.find(({ name }) => name === 'event')?.id ?? '');
        seen = callBoardAfter(seen, (await page.next('event')) as CallBoardEvent, numbers);
      }
      expect(seen).toEqual(JSON.parse(JSON.stringify(board)));
      page.close();
    }
  });

  it('gets the time, about once a second', async () => {
    await start({}, { tickMillis: 5 });
    const page = await phones.open();
    await phones.seconds(3);
    const now = phones.simulations.current.now.toISOString();
    expect(await page.next('tick', (tick) => tick.now === now)).toEqual({ now });
    page.close();
  });

  it('gets the signals of other pages', async () => {
    const page = await phones.open();
    const signal = { from: 'CA1', to: 'CA2', data: { sdp: 'v=0' } };
    expect(await phones.post('/signals', signal)).toEqual({ status: 204 });
    expect(await page.next('signal')).toEqual(signal);
    expect(await phones.post('/signals', { from: 'CA1' })).toMatchObject({
      status: 400,
      body: { field: 'to' },
    });
    page.close();
  });

  it('is forgotten when it is closed', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, () => phones.open()));
    await Promise.all(pages.map((page) => page.next('simulation')));
    expect(phones.server.openPages).toBe(20);
    for (const page of pages) page.close();
    while (phones.server.openPages > 0) await new Promise(setImmediate);
  });

  it('is dropped if it reads too slowly, and comes back to the current board', async () => {
    await start({}, { maxBytesBehind: 100_000 });
    const slow = net.connect(Number(new URL(phones.url).port), '127.0.0.1').pause();
    slow.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(slow, 'readable');
    const { timeline } = phones.simulations.live.queue.twilio;
    for (let count = 0; count < 400 && phones.server.openPages > 0; count += 1) {
      timeline.add({ kind: 'log', path: '/wait', level: 'log', text: 'a'.repeat(100_000) });
      await new Promise(setImmediate);
    }
    expect(phones.server.openPages).toBe(0);
    slow.destroy();
    const page = await phones.open({ 'Last-Event-ID': '3' });
    expect((await page.next('simulation')).board.newest).toBe(timeline.newest);
    page.close();
  });

  it('ends with the server', async () => {
    const others = await ServedPhones.start();
    const page = await others.open();
    await page.next('simulation');
    await others.close();
    await page.ended();
  });
});

describe('the phones', () => {
  it('call by name; numbers are read as people copy them', async () => {
    const { status, body } = await phones.post('/calls', {
      from: '\u202a+1 (555) 200-0001\u202c',
      to: support,
      name: 'Eve',
    });
    expect(status).toBe(201);
    expect(phones.simulations.live.board.phones).toMatchObject([{ call: body.callSid, from, name: 'Eve' }]);
  });

  it('keep the names of earlier calls when a number calls again', async () => {
    const call = (name?: string) => phones.post('/calls', { from, to: support, name });
    const { body } = await call('Eve');
    await phones.seconds(3);
    await phones.post(`/simulation/calls/${body.callSid}/hang-up`);
    await phones.seconds(3);
    await call();
    await phones.seconds(1);
    await call('Adam');
    const { board } = phones.simulations.live;
    expect(board.phones.map(({ name }) => name)).toEqual(['Eve', 'Eve', 'Adam']);
    expect(board.cards.filter(({ name }) => name === 'Eve').length).toBeGreaterThan(3);
  });

  it('never give two agents the same name', async () => {
    for (let count = 0; count < 3; count += 1) await phones.post('/agent-calls', { entersPin: true });
    await phones.post('/simulation/calls', { from: '+14150000001', to: AGENTS });
    const names = phones.simulations.live.board.phones.map(({ name }) => name);
    expect(names).toEqual(['Agent 1', 'Agent 2', 'Agent 3', 'Agent 4']);
  });

  it('sign in automatically on request', async () => {
    await phones.post('/agent-calls', { entersPin: true });
    await phones.seconds(10);
    expect(phones.simulations.live.board.phones).toMatchObject([
      { doing: { kind: 'listening', stage: 'waiting-for-callers' }, results: { isSignedIn: true } },
    ]);
  });

  it('make a request again, and get its new answer', async () => {
    await phones.post('/calls', { from, to: support });
    await phones.seconds(10);
    const { cards } = phones.simulations.live.board;
    const wait = cards.find((card) => card.kind === 'request' && card.path.startsWith('/wait'));
    const before = cards.length;
    const replayed = phones.post('/replay', { request: wait?.number });
    const isOver = replayed.then(() => true);
    while (!(await Promise.race([isOver, phones.seconds(0.1).then(() => false)])));
    const { status, body } = await replayed;
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 200, contentType: 'text/xml' } });
    // The document contains the time of the request, which is later now.
    const withoutMoment = (answer: string) => answer.replace(/asked=\d+/, '');
    expect(withoutMoment(body.answer)).toBe(wait?.kind === 'request' && withoutMoment(wait.answer));
    expect(phones.simulations.live.board.cards).toHaveLength(before);
    expect(await phones.post('/replay', { request: 1 })).toMatchObject({ status: 404 });
    await phones.post('/speed', { speed: 0 });
    expect(await phones.post('/replay', { request: wait?.number })).toMatchObject({ status: 200 });
  });

  it('ring, press keys and hang up, as by the control API', async () => {
    const { status, body } = await phones.post('/simulation/calls', { from, to: support });
    expect(status).toBe(201);
    await phones.seconds(10);
    expect(await phones.post(`/simulation/calls/${body.callSid}/keys`, { keys: '*' })).toEqual({
      status: 204,
    });
    await phones.seconds(30);
    expect(phones.simulations.current.board.phones).toMatchObject([
      { call: body.callSid, status: 'completed' },
    ]);
    expect(await phones.post(`/simulation/calls/${body.callSid}/hang-up`)).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('is over') },
    });
  });

  it.each([
    ['/nothing', {}, 404, 'There is no POST'],
    ['/simulation/nothing', {}, 404, 'There is no POST /nothing'],
    ['/constructor', {}, 404, 'There is no POST'],
    ['/calls', {}, 400, 'from is missing'],
    ['/calls', { from: 'hello', to: support }, 400, '“hello” is not a phone number'],
    ['/calls', { from, to: '+19990000000' }, 400, 'There is +15550100001'],
    ['/agent-calls', { agent: 'nobody' }, 400, 'lists no agent nobody'],
    ['/replay', {}, 400, 'request is missing'],
    ['/replay', { request: 999 }, 404, 'no longer kept'],
    ['/pin', {}, 400, 'call is missing'],
    ['/crowd', {}, 400, 'callers is missing'],
    ['/crowd', { callers: 0 }, 400, 'callers is not valid'],
    ['/crowd', { callers: 2, queue: 'sales' }, 400, 'There is support'],
    ['/jump', {}, 400, 'seconds is missing'],
    ['/jump', { seconds: 1e9 }, 400, 'seconds is not valid'],
    ['/jump', { to: 'tomorrow' }, 400, 'closing-time'],
    ['/jump', { to: 'closing-time' }, 409, 'openingHours'],
    ['/jump', { to: 'opening-time' }, 409, 'No queue opens'],
    ['/functions-fail', { failure: 'toString' }, 400, 'none, 429, 500, lost, slow'],
    ['/functions-fail', {}, 400, 'failure is missing'],
    ['/speed', { speed: 3 }, 400, '0, 1, 5, 20'],
    ['/scenes', { scene: 99 }, 400, 'Send 0 to 9'],
    ['/scenes', {}, 400, 'scene is missing'],
  ])('get an explanation of what is wrong with %s %j', async (path, body, status, repair) => {
    const answer = await phones.post(path, body);
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(repair) } });
  });

  it('five people call at once, each from a different number', async () => {
    const { status, body } = await phones.post('/crowd', { callers: 5, queue: 'support' });
    expect(status).toBe(200);
    expect(calls().map(({ sid }) => sid)).toEqual(body.calls);
    expect(new Set(calls().map(({ from: number }) => number)).size).toBe(5);
    expect(calls().every(({ from: caller, to }) => /^\+1555\d{7}$/.test(caller) && to === support)).toBe(
      true,
    );
  });

  it('says which setting lets more people through', async () => {
    await start({ settings: { maxConcurrentCalls: 2 } });
    const { status, body } = await phones.post('/crowd', { callers: 5 });
    expect(status).toBe(409);
    expect(body.error).toMatch(/^2 of 5 got through\. 10004 .* --calls 4$/);
    expect(phones.simulations.current.board.cards.filter(({ kind }) => kind === 'fault')).toHaveLength(3);
    expect(await phones.post('/next-caller')).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('--calls') },
    });
  });

  it('jump, and everything that was due by then has happened', async () => {
    await phones.post('/crowd', { callers: 1 });
    const before = phones.simulations.current.now.getTime();
    const { status, body } = await phones.post('/jump', { seconds: 60 });
    expect({ status, moved: new Date(body.now).getTime() - before }).toEqual({ status: 200, moved: 60_000 });
    expect(phones.simulations.current.board.phones).toMatchObject([{ doing: { kind: 'waiting' } }]);
  });

  it('hear that lines are busy while functions fail, and their queue again afterwards', async () => {
    const page = await phones.open();
    expect(await phones.post('/functions-fail', { failure: '500' })).toEqual({ status: 204 });
    expect(await page.next('change')).toMatchObject({ failure: '500' });
    await phones.post('/crowd', { callers: 2 });
    await phones.seconds(30);
    for (const { transcript, status } of phones.simulations.current.board.phones) {
      expect(transcript.map(({ text }) => text).join()).toContain('all our lines are busy');
      expect(status).toBe('in-progress');
    }
    await phones.post('/functions-fail', { failure: 'lost' });
    await phones.post('/functions-fail', { failure: 'none' });
    expect(await page.next('change', ({ failure }) => failure === 'none')).toMatchObject({ failure: 'none' });
    await phones.post('/crowd', { callers: 1 });
    await phones.seconds(10);
    expect(phones.simulations.current.board.phones.at(-1)?.doing.kind).toBe('waiting');
    page.close();
  });

  it('work again after a reset, which ends every failure', async () => {
    await phones.post('/functions-fail', { failure: '500' });
    expect(await phones.post('/simulation/reset')).toEqual({ status: 204 });
    expect(phones.simulations.state.failure).toBe('none');
    await phones.post('/crowd', { callers: 1 });
    await phones.seconds(10);
    expect(phones.simulations.current.board.phones.at(-1)?.doing.kind).toBe('waiting');
  });
});
