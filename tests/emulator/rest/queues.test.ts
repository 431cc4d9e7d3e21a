import type { LocalTwilio } from '../../../emulator/local-twilio';
import { callersInLine, clientOf, queueSid, twilioWithApplication } from './application';

type Client = ReturnType<typeof clientOf>;

let twilio: LocalTwilio;
let client: Client;
beforeEach(() => {
  twilio = twilioWithApplication();
  client = clientOf(twilio);
});

// https://www.twilio.com/docs/voice/api/queue-resource
describe('a queue', () => {
  it('is created empty, with the size that Twilio gives it', async () => {
    const queue = await client.queues.create({ friendlyName: 'sales' });
    expect(queue).toMatchObject({
      accountSid: twilio.account.sid,
      friendlyName: 'sales',
      currentSize: 0,
      maxSize: 1000,
      averageWaitTime: 0,
      dateCreated: twilio.clock.now(),
    });
    expect(twilio.queueNamed('sales')?.sid).toBe(queue.sid);
  });

  it('is the same whether an <Enqueue> or a request made it', async () => {
    await callersInLine(twilio, 2);
    const queue = await client.queues(queueSid(twilio)).fetch();
    expect(queue).toMatchObject({ friendlyName: 'support', currentSize: 2 });
  });

  // "The average wait time in seconds of the members in this queue. This is calculated at the time of the request."
  it('has the average wait of the waiting callers', async () => {
    await callersInLine(twilio, 1);
    await twilio.clock.advance(29_000);
    await callersInLine(twilio, 1);
    await twilio.clock.advance(10_000);
    const { averageWaitTime } = await client.queues(queueSid(twilio)).fetch();
    expect(averageWaitTime).toBe(25);
  });

  it('is renamed and resized, each without the other', async () => {
    const { sid } = await client.queues.create({ friendlyName: 'sales', maxSize: 5 });
    await twilio.clock.advance(60_000);
    expect(await client.queues(sid).update({ maxSize: 6 })).toMatchObject({
      friendlyName: 'sales',
      maxSize: 6,
    });
    const renamed = await client.queues(sid).update({ friendlyName: 'orders' });
    expect(renamed).toMatchObject({ friendlyName: 'orders', maxSize: 6, dateUpdated: twilio.clock.now() });
    expect(twilio.queueNamed('sales')).toBeUndefined();
  });

  it('may keep its name in an update', async () => {
    const { sid } = await client.queues.create({ friendlyName: 'sales' });
    await expect(client.queues(sid).update({ friendlyName: 'sales' })).resolves.toMatchObject({ sid });
  });

  it('is deleted while nobody waits in it', async () => {
    const { sid } = await client.queues.create({ friendlyName: 'sales' });
    expect(await client.queues(sid).remove()).toBe(true);
    await expect(client.queues(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('a queue is refused', () => {
  beforeEach(() => callersInLine(twilio, 1));

  it.each<[string, number, string, (client: Client, sid: string) => Promise<unknown>]>([
    // https://www.twilio.com/docs/api/errors/22003
    [
      'a name that another has',
      22003,
      'Use that queue',
      ({ queues }) => queues.create({ friendlyName: 'support' }),
    ],
    // https://www.twilio.com/docs/api/errors/20002: 1 to 64 characters.
    ['an empty name', 20002, 'FriendlyName', ({ queues }) => queues.create({ friendlyName: '' })],
    ['65 letters', 20002, '1 to 64', ({ queues }) => queues.create({ friendlyName: 'a'.repeat(65) })],
    ['no places', 20001, 'MaxSize', ({ queues }) => queues.create({ friendlyName: 'sales', maxSize: 0 })],
    [
      '5001 places',
      20001,
      '1 to 5000',
      ({ queues }) => queues.create({ friendlyName: 'sales', maxSize: 5001 }),
    ],
    ['5001 places later on', 20001, '1 to 5000', ({ queues }, sid) => queues(sid).update({ maxSize: 5001 })],
    // "Remove an empty queue" in Twilio's OpenAPI.
    ['its end while somebody waits', 20001, 'when it is empty', ({ queues }, sid) => queues(sid).remove()],
  ])('%s (%d)', async (_, code, repair, request) => {
    const message = expect.stringContaining(repair);
    await expect(request(client, queueSid(twilio))).rejects.toMatchObject({ status: 400, code, message });
    expect([...twilio.queues.values()].map(({ friendlyName }) => friendlyName)).toEqual(['support']);
  });

  it.each<[string, (client: Client) => Promise<unknown>]>([
    ['fetched', ({ queues }) => queues('support').fetch()],
    ['updated', ({ queues }) => queues('support').update({ maxSize: 5 })],
    ['deleted', ({ queues }) => queues('support').remove()],
    ['used to list its members', ({ queues }) => queues('support').members.list()],
  ])('when it is %s by its name: only its sid finds it (404)', async (_, request) => {
    await expect(request(client)).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it.each(['', 'FriendlyName=sales&MaxSize=many', 'FriendlyName=sales&MaxSize=1.5'])(
    'when it is created with "%s"',
    async (form) => {
      const { account, rest } = twilio;
      const response = await rest({
        method: 'POST',
        host: 'api.twilio.com',
        path: `/2010-04-01/Accounts/${account.sid}/Queues.json`,
        query: new URLSearchParams(),
        form: new URLSearchParams(form),
        authorization: { username: account.sid, password: account.authToken },
      });
      expect(response.status).toBe(400);
    },
  );
});

// https://www.twilio.com/docs/usage/twilios-response#pagination
describe('a list of queues', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const namesOf = (queues: readonly { friendlyName: string }[]) =>
    queues.map(({ friendlyName }) => friendlyName);

  beforeEach(() => {
    for (const name of names) twilio.createQueue(name);
  });

  it.each([
    [1, 5],
    [2, 3],
    [4, 2],
    [5, 1],
    [1000, 1],
  ])('is complete in pages of %d, with %d requests', async (pageSize, requests) => {
    expect(namesOf(await client.queues.list({ pageSize }))).toEqual(names);
    expect(twilio.timeline.events().filter(({ kind }) => kind === 'rest')).toHaveLength(requests);
  });

  it('has links from page to page and back', async () => {
    const first = await client.queues.page({ pageSize: 2 });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    expect([first, second, third].map((page) => namesOf(page?.instances ?? []))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e'],
    ]);
    expect(third?.nextPage()).toBeUndefined();
    expect(namesOf((await third?.previousPage())?.instances ?? [])).toEqual(['c', 'd']);
    expect(namesOf((await second?.previousPage())?.instances ?? [])).toEqual(['a', 'b']);
    expect(first.previousPage()).toBeUndefined();
  });

  it('continues at the right place if a queue of the page before is gone', async () => {
    const first = await client.queues.page({ pageSize: 2 });
    await client.queues(first.instances[0]?.sid ?? '').remove();
    expect(namesOf((await first.nextPage())?.instances ?? [])).toEqual(['c', 'd']);
  });

  it('counts its pages from the start, when the last queue of the page before is gone', async () => {
    const first = await client.queues.page({ pageSize: 2 });
    await client.queues(first.instances[1]?.sid ?? '').remove();
    expect(namesOf((await first.nextPage())?.instances ?? [])).toEqual(['d', 'e']);
  });

  it('may be empty', async () => {
    twilio.queues.clear();
    expect(await client.queues.list()).toEqual([]);
  });

  // https://www.twilio.com/docs/api/errors/20007
  it.each([
    [1001, 20007],
    [0, 20001],
  ])('is refused in pages of %d (%d)', async (pageSize, code) => {
    await expect(client.queues.page({ pageSize })).rejects.toMatchObject({ status: 400, code });
  });
});
