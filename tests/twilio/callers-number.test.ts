import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { callersNumber } from '../../src/twilio/callers-number';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const asked: string[] = [];

/** Twilio's client, as far as it is used here. */
const contextThat = (fetch: () => Promise<{ from: string }>) => {
  const calls = (sid: string) => {
    asked.push(sid);
    return { fetch };
  };
  return { getTwilioClient: () => ({ calls }) } as unknown as Context;
};

const readAfter = (millis: number) => () =>
  new Promise<{ from: string }>((resolve) => setTimeout(() => resolve({ from: '+15550123456' }), millis));

async function number(fetch: () => Promise<{ from: string }>): Promise<string | undefined> {
  const read = callersNumber(contextThat(fetch), 'CA1');
  await jest.advanceTimersByTimeAsync(2000);
  return read;
}

describe('the number of a caller', () => {
  test.each<[string, () => Promise<{ from: string }>, string | undefined]>([
    ['is read at once', readAfter(0), '+15550123456'],
    ['is read within 799 ms', readAfter(799), '+15550123456'],
    ['is not waited for after 800 ms', readAfter(801), undefined],
    ['is none if it is hidden', async () => ({ from: '+266696687' }), undefined],
    ['is none if it is hidden without a plus', async () => ({ from: '266696687' }), undefined],
    [
      'is none if a SIP address hides it',
      async () => ({ from: 'sip:anonymous@anonymous.invalid' }),
      undefined,
    ],
    ['is none if Twilio fails', () => Promise.reject(new Error('no luck')), undefined],
  ])('%s', async (_sentence, fetch, from) => {
    expect(await number(fetch)).toBe(from);
    expect(asked.at(-1)).toBe('CA1');
  });

  test('is none without credentials', async () => {
    const getTwilioClient = () => {
      throw new Error('no credentials');
    };
    expect(await callersNumber({ getTwilioClient } as unknown as Context, 'CA1')).toBeUndefined();
  });
});
