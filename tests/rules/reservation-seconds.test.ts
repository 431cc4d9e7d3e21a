import { reservationSeconds } from '../../src/rules/reservation-seconds';
import { config, queue } from '../example-config';

// 'A call for support, waiting for 30 minutes. Press 1 to take it, or star to decline.' has 83 characters, the last
// words before an agent have 45, and the slowest voice says 12 a second: 11 s.
const connecting = 'x'.repeat(49);

test.each<[string, Parameters<typeof queue>[1], number]>([
  ['10 + 8 s for TaskRouter, 20 + 5 to ring, 8 for the key, 5 to connect, and 11 of words', {}, 67],
  ['as long as the phone rings', { ringing: { ringTimeoutSeconds: 30 } }, 77],
  ['as long as there is time for the key', { ringing: { confirmTimeoutSeconds: 10 } }, 69],
  ['as long as the recording is announced', { recording: { notice: 'x'.repeat(3) } }, 67],
  ['longer if that takes another second', { recording: { notice: 'x'.repeat(4) } }, 68],
  ['as long as 99 minutes can be said', { connecting, maxWaitSeconds: 5940 }, 67],
  ['longer if a second more is said as 100 minutes', { connecting, maxWaitSeconds: 5941 }, 68],
])('a caller is reserved for an agent for %s', (_sentence, changes, seconds) => {
  expect(reservationSeconds(queue('support', changes), config.agentLine)).toBe(seconds);
});
