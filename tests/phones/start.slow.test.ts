import { type Running, rebuild, startEverything } from '../../phones/start-everything';

let running: Running;

beforeEach(async () => {
  running = await startEverything({ calls: 2 });
});
afterEach(() => running.close());

const post = (path: string, body: object = {}) =>
  fetch(new URL(path, running.addresses.page), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The board, once something is so. */
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

it('whoever starts it finds the page, calls, and is joined to an agent by one more request', async () => {
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
    error: expect.stringContaining('the account carries 2 at once'),
  });
});

it('a change that does not build is told on the page, and counts once it does', async () => {
  const problem = () => running.simulations.state.problem;
  const broken = () => Promise.reject(new Error('queues.config.ts:7:3: Expected "}"'));
  expect(await rebuild(running, broken)).toBe('queues.config.ts:7:3: Expected "}"');
  expect(problem()).toBe('queues.config.ts:7:3: Expected "}"');
  expect(await rebuild(running, () => Promise.resolve())).toContain('The change is in');
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

it('a port that is taken is said so, and nothing is left running', async () => {
  const port = Number(new URL(running.addresses.page).port);
  await expect(startEverything({ calls: 2, port })).rejects.toThrow(
    `EADDRINUSE: address already in use 127.0.0.1:${port}`,
  );
});
