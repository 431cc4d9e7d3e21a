import { Clock, Timeline } from '../../emulator/index';
import { SceneTime } from '../../phones/scene-time';

test('a scene reports what it waits for, and continues when it happens', async () => {
  const clock = new Clock();
  const timeline = new Timeline(clock);
  const changes: (string | undefined)[] = [];
  const time: SceneTime = new SceneTime(clock, timeline, () => changes.push(time.next?.words));
  let isSo = false;
  const play = async () => {
    await time.advance(5_000, 'Ben calls');
    return [await time.advanceUntil(() => isSo, 60_000, 'Ben hears the beep'), clock.now()];
  };
  const played = play();
  expect(time.next).toEqual({ words: 'Ben calls', at: '2026-01-05T15:00:05.000Z' });
  clock.after(9_000, () => {
    isSo = true;
    timeline.add({ kind: 'log', path: '/', level: 'log', text: '' });
  });
  await clock.advance(30_000);
  expect(await played).toEqual([true, new Date('2026-01-05T15:00:09Z')]);
  expect(changes).toEqual(['Ben calls', 'Ben hears the beep']);
});

test('a scene waits no longer than its limit', async () => {
  const clock = new Clock();
  const time = new SceneTime(clock, new Timeline(clock), () => undefined);
  const waited = time.advanceUntil(() => false, 60_000);
  await clock.advance(60_000);
  expect(await waited).toBe(false);
});
