import { createServer } from 'node:net';
import { Twilio } from 'twilio';
import { restHttpClient } from '../../emulator';
import {
  practiceNumbers,
  type Running,
  rebuild,
  startEverything,
  usualPort,
} from '../../phones/start-everything';

let running: Running;

beforeEach(async () => {
  running = await startEverything({ calls: 2, port: 0 });
});
afterEach(() => running.close());

const post = (path: string, body: object = {}) =>
  fetch(new URL(path, running.addresses.page), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The board, once a condition holds. */
async function board(isSo: () => boolean) {
  const { current } = running.simulations;
  while (!isSo()) {
    await new Promise<void>((resolve) => {
      const stop = current.follow(() => {
        stop();
        resolve();
      });
    });
  }
  return current.board;
}

const phones = () => running.simulations.current.board.phones;

it('npm start serves the page; a caller calls, and one more request connects them to an agent', async () => {
  const { page, edge, control } = running.addresses;
  const start = await fetch(page);
  expect(await start.text()).toContain('<script type="module" src="/page.js">');
  expect((await fetch(new URL('/page.js', page))).status).toBe(200);
  expect((await fetch(`${edge}/hold-music/porch-light.v1.wav`)).status).toBe(200);
  expect(await (await fetch(`${control}/calls`)).json()).toEqual({ calls: [] });

  expect(await (await post('/crowd', { callers: 1 })).json()).toEqual({
    calls: [expect.stringMatching(/^CA/)],
  });
  await board(() => phones()[0]?.hearing !== undefined);
  expect(phones()[0]?.transcript[0]?.text).toContain('Thank you for calling');
  await post('/speed', { speed: 20 });
  await post('/next-caller');
  const { phones: talking } = await board(() => phones().every(({ doing }) => doing.kind === 'talking'));
  expect(talking.map(({ role }) => role)).toEqual(['caller', 'agent']);
  expect(await (await post('/crowd', { callers: 1 })).json()).toMatchObject({
    error: expect.stringContaining('the account may have 2 at once'),
  });
});

it('a change that does not build is reported on the page, and is live once it does', async () => {
  const problem = () => running.simulations.state.problem;
  const broken = () => Promise.reject(new Error('queues.config.ts:7:3: Expected "}"'));
  expect(await rebuild(running, broken)).toBe('queues.config.ts:7:3: Expected "}"');
  expect(problem()).toBe('queues.config.ts:7:3: Expected "}"');
  expect(await rebuild(running, () => Promise.resolve())).toContain('The change is live');
  expect(problem()).toBeUndefined();
  await post('/crowd', { callers: 1 });
  await board(() => phones()[0]?.hearing !== undefined);
});

it('everything ends', async () => {
  const { page, edge, control, proxy } = running.addresses;
  await running.close();
  for (const address of [page, edge, control, proxy])
    await expect(fetch(address)).rejects.toThrow('fetch failed');
});

it('a taken port is reported with what to do, and nothing is left running', async () => {
  const port = Number(new URL(running.addresses.page).port);
  await expect(startEverything({ calls: 2, port })).rejects.toThrow(
    `Port ${port} is taken: another npm start may be running. End it, or choose another port:\nnpm start -- --port`,
  );
});

it('without a port the page is at the usual one, or at another if that is taken', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.once('listening', resolve).once('error', () => resolve());
    taken.listen(usualPort, '127.0.0.1');
  });
  const second = await startEverything({ calls: 2 });
  try {
    const port = Number(new URL(second.addresses.page).port);
    expect(port).not.toBe(usualPort);
    expect(port).toBeGreaterThan(0);
  } finally {
    await second.close();
    taken.close();
  }
});

it('with an account there are two numbers that are not wired yet, and what is uploaded answers', async () => {
  const practice = await startEverything({ calls: 2, port: 0, account: true });
  try {
    const { twilio } = practice.queue;
    expect(twilio.phoneNumbers).toEqual(expect.arrayContaining(Object.values(practiceNumbers)));
    expect(practice.simulations.state.numbers).toContainEqual({
      queue: 'your-deployment',
      phoneNumber: practiceNumbers.callers,
      kind: 'deployed',
    });
    expect(practice.simulations.state.agents).toContainEqual({
      id: 'your-deployment',
      queues: [],
      to: practiceNumbers.agents,
    });
    const client = new Twilio(twilio.account.sid, twilio.account.authToken, {
      httpClient: restHttpClient(twilio.rest),
    });
    const numbers = await client.incomingPhoneNumbers.list({ phoneNumber: practiceNumbers.callers });
    expect(numbers).toMatchObject([{ voiceUrl: '' }]);
    const call = practice.simulations.live.callNumber(practiceNumbers.callers);
    expect(call.isOnTheLine).toBe(true);
  } finally {
    await practice.close();
  }
});
