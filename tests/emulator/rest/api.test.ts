import type { LocalTwilio } from '../../../emulator/local-twilio';
import { type RestRequest, restError } from '../../../emulator/web/rest-exchange';
import { contract } from '../../contract/twilio-openapi';
import { APPLICATION, callersInLine, clientOf, queueSid, twilioWithApplication } from './application';

let twilio: LocalTwilio;
beforeEach(() => {
  twilio = twilioWithApplication();
});

const queuesPath = () => `/2010-04-01/Accounts/${twilio.account.sid}/Queues.json`;

function requestOf(change: Partial<RestRequest>): RestRequest {
  const { sid, authToken } = twilio.account;
  return {
    method: 'GET',
    host: 'api.twilio.com',
    path: queuesPath(),
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    authorization: { username: sid, password: authToken },
    ...change,
  };
}

describe('the REST API', () => {
  // https://www.twilio.com/docs/api/errors/20003
  it('refuses a wrong token', async () => {
    const { queues } = clientOf(twilio, 'a'.repeat(32));
    await expect(queues.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  it.each([
    ['nobody', undefined],
    ['another account', { username: `AC${'a'.repeat(32)}`, password: '0123456789abcdef0123456789abcdef' }],
  ])('refuses %s', async (_, authorization) => {
    const response = await twilio.rest(requestOf({ authorization }));
    expect(response).toMatchObject({ status: 401, body: { code: 20003 } });
    expect(contract('GET', queuesPath(), response)).toEqual([]);
  });

  it.each<[string, (sid: string) => Partial<RestRequest>]>([
    ['an unknown resource', (sid) => ({ path: `/2010-04-01/Accounts/${sid}/Queue.json` })],
    ['a resource in lower case', (sid) => ({ path: `/2010-04-01/Accounts/${sid}/queues.json` })],
    ['a resource in another format', (sid) => ({ path: `/2010-04-01/Accounts/${sid}/Queues` })],
    ['another account', () => ({ path: `/2010-04-01/Accounts/AC${'a'.repeat(32)}/Queues.json` })],
    ['another version', (sid) => ({ path: `/2008-08-01/Accounts/${sid}/Queues.json` })],
    ['another product', () => ({ host: 'taskrouter.twilio.com' })],
  ])('does not find %s', async (_, change) => {
    const request = requestOf(change(twilio.account.sid));
    expect(await twilio.rest(request)).toMatchObject({ status: 404, body: { code: 20404 } });
  });

  it('finds its resources at every edge', async () => {
    expect((await twilio.rest(requestOf({ host: 'api.dublin.ie1.twilio.com' }))).status).toBe(200);
  });

  it('refuses a method that the resource does not have', async () => {
    const response = await twilio.rest(requestOf({ method: 'DELETE' }));
    expect(response).toMatchObject({ status: 405, body: { code: 20004 } });
  });

  it('puts every request on the timeline', async () => {
    await twilio.rest(requestOf({}));
    await twilio.rest(requestOf({ path: '/nowhere' }));
    expect(twilio.timeline.events()).toMatchObject([
      { kind: 'rest', method: 'GET', path: queuesPath(), status: 200 },
      { kind: 'rest', method: 'GET', path: '/nowhere', status: 404 },
    ]);
  });
});

describe('a disturbance of the REST API', () => {
  it.each([429, 500, 503])('answers %d, once', async (status) => {
    const { queues } = clientOf(twilio);
    twilio.disturb({ where: 'rest', kind: 'status', status });
    await expect(queues.list()).rejects.toMatchObject({ status, code: 20_000 + status });
    await expect(queues.list()).resolves.toEqual([]);
  });

  it.each([
    ['/Queues', true],
    ['/Queues.json', true],
    ['/Calls', false],
    ['/Queues/', false],
  ])('at %s affects the list of queues: %p', async (path, isMet) => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 500, path });
    const response = await twilio.rest(requestOf({}));
    expect(response.status).toBe(isMet ? 500 : 200);
  });

  it('affects as many requests as it says', async () => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 500, times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await twilio.rest(requestOf({}))).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('does not affect webhooks, and one of webhooks does not affect REST', async () => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 500 });
    twilio.disturb({ kind: 'status', status: 503, path: '/caller' });
    const [caller] = await callersInLine(twilio, 1);
    expect(caller?.events().find(({ kind }) => kind === 'webhook')).toMatchObject({ status: 503 });
    expect(await twilio.rest(requestOf({}))).toEqual(restError(500, 20500, 'Disturbed'));
  });

  it.each([
    ['hang', false],
    ['answer-lost', true],
  ] as const)('never answers (%s); the request takes effect: %p', async (kind, isDone) => {
    const [caller] = await callersInLine(twilio, 1);
    twilio.disturb({ where: 'rest', kind });
    const front = clientOf(twilio).queues(queueSid(twilio)).members('Front');
    let isAnswered = false;
    const update = front.update({ url: `${APPLICATION}/desk` }).finally(() => {
      isAnswered = true;
    });
    const late = twilio.clock.timeLimit(60_000, update.then(String), () => 'too late');
    await twilio.clock.advance(60_000);
    expect(await late).toBe('too late');
    expect(isAnswered).toBe(false);
    expect(caller?.heard.includes('From the desk.')).toBe(isDone);
    expect(twilio.timeline.events().find((event) => event.kind === 'rest')).toMatchObject({
      status: undefined,
    });
  });

  it('is gone after a reset', async () => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 500 });
    await twilio.reset();
    expect((await twilio.rest(requestOf({}))).status).toBe(200);
  });
});
