import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { Twilio } from 'twilio';
import { LocalTwilio, type RestApi, restHttpClient } from '../../emulator/index';
import { waitingQueues } from '../../src/twilio/waiting-queues';

/** What a function gets from the runtime: the real client, which asks this API. */
const linesWith = (rest: RestApi, { account } = new LocalTwilio()) => {
  const client = () => new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  return waitingQueues({ getTwilioClient: client } as unknown as Context);
};

/** A page of queues as Twilio answers it, with these of them. */
const queuesPage = (...queues: readonly object[]) => ({ status: 200, body: { queues, next_page_uri: null } });

/** An API whose lines have these fronts: by SID, for how long the first has waited. */
const fronts =
  (waits: Readonly<Record<string, number>>): RestApi =>
  async ({ path }) => {
    const [, sid = ''] = /Queues\/(\w+)\/Members\/Front\.json$/.exec(path) ?? [];
    const waitTime = waits[sid];
    return waitTime === undefined
      ? { status: 404, body: { code: 20404, message: 'Not found', status: 404 } }
      : { status: 200, body: { wait_time: waitTime, position: 1 } };
  };

const troubles: [string, RestApi][] = [
  [
    'Twilio refuses',
    async () => ({ status: 429, body: { code: 20429, message: 'Too many requests', status: 429 } }),
  ],
  ['Twilio fails', async () => ({ status: 500, body: { code: 20500, message: 'Internal', status: 500 } })],
  ['Twilio answers what nobody understands', async () => ({ status: 200, body: 'soon' })],
];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('the lines of an account', () => {
  test('are all that Twilio has, by their names', async () => {
    const rest: RestApi = async () =>
      queuesPage(
        { friendly_name: 'sales', sid: 'QU1', current_size: 7 },
        { friendly_name: 'sales-priority', sid: 'QU2', current_size: 0 },
      );
    expect(await linesWith(rest).list()).toEqual(
      new Map([
        ['sales', { sid: 'QU1', waiting: 7 }],
        ['sales-priority', { sid: 'QU2', waiting: 0 }],
      ]),
    );
  });

  test('are those of the local Twilio', async () => {
    const twilio = new LocalTwilio();
    twilio.createQueue('support');
    const listed = await linesWith(twilio.rest, twilio).list();
    expect(listed).toEqual(new Map([['support', { sid: expect.stringMatching(/^QU/), waiting: 0 }]]));
  });

  test('are asked for once, a thousand at a time', async () => {
    const asked: string[] = [];
    const rest: RestApi = async ({ method, path, query }) => {
      asked.push(`${method} ${path} ${JSON.stringify(Object.fromEntries(query))}`);
      return queuesPage();
    };
    expect(await linesWith(rest).list()).toEqual(new Map());
    expect(asked).toEqual([expect.stringMatching(/^GET .*\/Queues\.json \{"PageSize":"1000"\}$/)]);
  });

  test.each(troubles)('are unknown if %s', async (_what, rest) => {
    expect(await linesWith(rest).list()).toBeUndefined();
  });

  test('are unknown if the deployment has no credentials', async () => {
    const getTwilioClient = () => {
      throw new Error('accountSid must start with AC');
    };
    const lines = waitingQueues({ getTwilioClient } as unknown as Context);
    expect(await lines.list()).toBeUndefined();
    expect(await lines.frontSecondsWaited(['QU1'])).toBeUndefined();
  });
});

describe('how long the first in line has waited', () => {
  test('is given for each line that is asked for', async () => {
    const waits = await linesWith(fronts({ QU1: 61, QU2: 0, QU3: 9 })).frontSecondsWaited(['QU1', 'QU2']);
    expect(waits).toEqual(
      new Map([
        ['QU1', 61],
        ['QU2', 0],
      ]),
    );
  });

  test('is left out for a line that has emptied since', async () => {
    expect(await linesWith(fronts({ QU2: 5 })).frontSecondsWaited(['QU1', 'QU2'])).toEqual(
      new Map([['QU2', 5]]),
    );
  });

  test('takes no call if there is nothing to ask', async () => {
    const rest = jest.fn(fronts({}));
    expect(await linesWith(rest).frontSecondsWaited([])).toEqual(new Map());
    expect(rest).not.toHaveBeenCalled();
  });

  test.each(troubles)('is left out if %s', async (_what, rest) => {
    expect(await linesWith(rest).frontSecondsWaited(['QU1'])).toEqual(new Map());
  });
});

describe('an agent never waits for this news', () => {
  const never: RestApi = () => new Promise(() => undefined);

  test.each<[string, () => Promise<unknown>]>([
    ['the lines', () => linesWith(never).list()],
    ['the first in line', () => linesWith(never).frontSecondsWaited(['QU1'])],
  ])('%s: unknown if Twilio has not answered after 800 ms, and not before', async (_what, read) => {
    const answers: unknown[] = [];
    const reading = read().then((answer) => answers.push(answer));
    await jest.advanceTimersByTimeAsync(799);
    expect(answers).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(answers).toEqual([undefined]);
    await reading;
  });
});
