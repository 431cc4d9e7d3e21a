import { readOverrides } from '../../../emulator/web/overrides';

const read = (fragment: string) => readOverrides(new URL(`https://example.com/voice?a=1${fragment}`));

// The fragment of a URL says how Twilio connects: ct and rt in milliseconds, tt for everything, rc retries, and rp
// what is retried. By default only a failed connection is retried, once.
// https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
describe('connection overrides', () => {
  test('default to Twilio’s own', () => {
    expect(read('')).toEqual({
      connectMillis: 5000,
      readMillis: 15_000,
      totalMillis: 15_000,
      retries: 1,
      retriedFailures: new Set(['ct']),
    });
  });

  test.each([
    ['#ct=2000', { connectMillis: 2000 }],
    ['#rt=3000&tt=9000', { readMillis: 3000, totalMillis: 9000 }],
    ['#rc=3&rp=4xx,5xx,ct,rt', { retries: 3, retriedFailures: new Set(['4xx', '5xx', 'ct', 'rt']) }],
    ['#rp=all', { retriedFailures: new Set(['4xx', '5xx', 'ct', 'rt']) }],
    ['#rp=5xx', { retriedFailures: new Set(['5xx']) }],
    ['#rc=0', { retries: 0 }],
    ['#rc=5', { retries: 5 }],
    ['#e=dublin&sni=n', { retries: 1 }],
  ])('%s', (fragment, expected) => {
    expect(read(fragment)).toMatchObject(expected);
  });

  test.each([
    ['#rc=6', { retries: 1 }],
    ['#rc=-1', { retries: 1 }],
    ['#rc=many', { retries: 1 }],
    ['#ct=99', { connectMillis: 5000 }],
    ['#ct=10001', { connectMillis: 5000 }],
    ['#rt=15001', { readMillis: 15_000 }],
    ['#tt=60000', { totalMillis: 15_000 }],
  ])('%s is out of range and ignored', (fragment, expected) => {
    expect(read(fragment)).toMatchObject(expected);
  });
});
