import { WallClock } from '../../../phones/page/wall-clock';

const clock = new WallClock();
clock.setTimeZone('America/New_York');
const now = Date.parse('2026-01-05T22:00:05Z');

test('a time is shown in the local time of the place', () => {
  expect([clock.day(now), clock.time(now), clock.place]).toEqual(['Mon', '17:00:05', 'New York']);
});

test.each([
  ['2026-01-05T23:30:00Z', '18:30'],
  ['2026-01-06T14:00:00Z', 'Tue 09:00'],
  ['2026-01-12T14:00:00Z', 'Mon, Jan 12 09:00'],
])('%s is %s, seen from Monday', (moment, words) => {
  expect(clock.until(moment, now)).toBe(words);
});
