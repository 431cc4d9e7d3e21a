import type { Cancel, Clock, Timeline } from '../emulator/index';

/** How many times as fast as life a clock may run; at 0 it stands. */
export const speeds = [0, 1, 5, 20] as const;

export type Speed = (typeof speeds)[number];

/** What moves the clock of a simulation, until it is cancelled. */
export type Pace = (clock: Clock, speed: Exclude<Speed, 0>, timeline: Timeline) => Cancel;

export const realTime: Pace = (clock, speed) => clock.followRealTime(speed);

/** How long nothing new may happen, in real time, before it is skipped. */
const quietMillis = 1000;
const lookMillis = 100;
const longestSkipMillis = 3600_000;

/** As fast as that, and over quiet stretches at once: a stretch in which nobody speaks and nothing new happens. */
export const skippingQuiet: Pace = (clock, speed, timeline) => {
  let lastEventAt = performance.now();
  let spokenUntil = 0;
  let isSkipping = false;
  const stopFollowing = timeline.follow((event) => {
    lastEventAt = performance.now();
    if (event.kind === 'heard' && event.sound.kind === 'said') {
      spokenUntil = Math.max(spokenUntil, event.at.getTime() + event.seconds * 1000);
    }
  });
  const looking = setInterval(async () => {
    const isQuiet = performance.now() - lastEventAt > quietMillis && clock.now().getTime() >= spokenUntil;
    if (!isQuiet || isSkipping) return;
    isSkipping = true;
    const { newest } = timeline;
    await clock.advanceUntil(() => timeline.newest > newest, longestSkipMillis).catch(console.error);
    isSkipping = false;
  }, lookMillis);
  const stopClock = clock.followRealTime(speed);
  return () => {
    stopClock();
    clearInterval(looking);
    stopFollowing();
  };
};
