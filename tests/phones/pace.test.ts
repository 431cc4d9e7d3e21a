import { Clock, Timeline } from '../../emulator/index';
import { skippingQuiet } from '../../phones/pace';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => jest.useRealTimers());

/** Lets real time pass, and everything that follows from it. */
async function realSeconds(count: number): Promise<void> {
  for (let millis = 0; millis < count * 1000; millis += 20) {
    jest.advanceTimersByTime(20);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
}

test('a quiet stretch is skipped, but spoken words are not cut short', async () => {
  const clock = new Clock();
  const timeline = new Timeline(clock);
  const said = { kind: 'said', text: 'Hello', voice: 'v', language: 'en-US' } as const;
  const secondsOf = (at: Date) => (at.getTime() - startedAt) / 1000;
  const startedAt = clock.now().getTime();
  clock.after(30_000, () => timeline.add({ kind: 'heard', call: 'A', sound: said, seconds: 20 }));
  clock.after(600_000, () => timeline.add({ kind: 'log', path: '/', level: 'log', text: 'later' }));
  const stop = skippingQuiet(clock, 5, timeline);
  await realSeconds(2);
  // After a quiet second the clock was at the words; while they last, it runs at its own speed.
  expect(secondsOf(clock.now())).toBeGreaterThan(30);
  expect(secondsOf(clock.now())).toBeLessThan(50);
  await realSeconds(6);
  expect(timeline.newest).toBe(2);
  stop();
  await realSeconds(1);
  const stopped = clock.now();
  await realSeconds(2);
  expect(clock.now()).toEqual(stopped);
});
