import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { Twilio } from 'twilio';
import { LocalTwilio } from '../../emulator/local-twilio';
import type { RestApi } from '../../emulator/rest/exchange';
import { restHttpClient } from '../../emulator/rest/http-client';
import { countWaitingCallers } from '../../src/twilio/waiting-callers';

/** What a function gets from the runtime: the real client, which asks this API. */
const contextWith = (rest: RestApi, { account } = new LocalTwilio()) => {
  const client = () => new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  return { getTwilioClient: client } as unknown as Context;
};

/** A page of queues as Twilio answers it, with these of them. */
const queuesPage = (...queues: readonly object[]) => ({ status: 200, body: { queues, next_page_uri: null } });

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('the number of waiting callers', () => {
  test('is the size of the queue of that name and no other', async () => {
    const rest: RestApi = async () =>
      queuesPage({ friendly_name: 'sales', current_size: 7 }, { friendly_name: 'support', current_size: 3 });
    expect(await countWaitingCallers(contextWith(rest), 'support')).toBe(3);
  });

  test('is nought for a queue that nobody has used yet', async () => {
    const rest: RestApi = async () => queuesPage({ friendly_name: 'Support', current_size: 3 });
    expect(await countWaitingCallers(contextWith(rest), 'support')).toBe(0);
  });

  test('is what the local Twilio tells of its own queues', async () => {
    const twilio = new LocalTwilio();
    twilio.createQueue('support');
    expect(await countWaitingCallers(contextWith(twilio.rest, twilio), 'support')).toBe(0);
  });

  test('is asked for once', async () => {
    const paths: string[] = [];
    const rest: RestApi = async ({ method, path }) => {
      paths.push(`${method} ${path}`);
      return queuesPage({ friendly_name: 'support', current_size: 3 });
    };
    await countWaitingCallers(contextWith(rest), 'support');
    expect(paths).toEqual([expect.stringMatching(/^GET .*\/Queues\.json$/)]);
  });

  test.each<[string, RestApi]>([
    [
      'Twilio refuses',
      async () => ({ status: 429, body: { code: 20429, message: 'Too many requests', status: 429 } }),
    ],
    ['Twilio fails', async () => ({ status: 500, body: { code: 20500, message: 'Internal', status: 500 } })],
    ['Twilio answers what nobody understands', async () => ({ status: 200, body: 'soon' })],
  ])('is unknown if %s', async (_what, rest) => {
    expect(await countWaitingCallers(contextWith(rest), 'support')).toBeUndefined();
  });

  test('is unknown if the deployment has no credentials', async () => {
    const getTwilioClient = () => {
      throw new Error('accountSid must start with AC');
    };
    expect(await countWaitingCallers({ getTwilioClient } as unknown as Context, 'support')).toBeUndefined();
  });

  test('is unknown if Twilio has not answered after 800 ms, and not before', async () => {
    const answers: (number | undefined)[] = [];
    const rest: RestApi = () => new Promise(() => undefined);
    const counting = countWaitingCallers(contextWith(rest), 'support').then((count) => answers.push(count));
    await jest.advanceTimersByTimeAsync(799);
    expect(answers).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(answers).toEqual([undefined]);
    await counting;
  });
});
