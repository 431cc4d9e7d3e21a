import { environmentServedBy, queueNameAtTwilio } from '../../src/state/queue-name';

describe('the environment that a host serves', () => {
  test.each([
    ['call-queue-1234.twil.io', undefined],
    ['call-queue-1234-staging.twil.io', 'staging'],
    ['call-queue-1234-two-words.twil.io', 'two-words'],
    ['call-queue-1234.dublin.ie1.twil.io', undefined],
    ['call-queue-1234-staging.dublin.ie1.twil.io', 'staging'],
    ['localhost:3000', undefined],
    ['', undefined],
  ])('%s: %s', (domain, environment) => {
    expect(environmentServedBy(domain)).toBe(environment);
  });
});

describe('a line at Twilio', () => {
  test('has the queue’s own name in production, and the environment’s behind it elsewhere', () => {
    expect(queueNameAtTwilio('support', 'normal')).toBe('support');
    expect(queueNameAtTwilio('support', 'priority')).toBe('support-priority');
    expect(queueNameAtTwilio('support', 'normal', 'staging')).toBe('support@staging');
    expect(queueNameAtTwilio('support', 'priority', 'staging')).toBe('support-priority@staging');
  });
});
