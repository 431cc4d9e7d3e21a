import type { Cancel, Clock, Timeline } from '../emulator/index';

/** How many times faster than real time a clock can run; 0 stops it. */
export const speeds = [0, 1, 5, 20] as const;

export type Speed = (typeof speeds)[number];

/** Moves the clock of a simulation until it is canceled. */
export type Pace = (clock: Clock, speed: Exclude<Speed, 0>, timeline: Timeline) => Cancel;

export const realTime: Pace = (clock, speed) => clock.followRealTime(speed);

/** How long nothing new happens, in real time, before time is skipped. */
const quietMillis = 1000;
const lookMillis = 100;
const longestSkipMillis = 300_000;

/** Runs at this speed, and skips quiet stretches, in which nobody speaks and nothing new happens. */
export const skippingQuiet: Pace = (clock, speed, timeline) => {
  let lastEventAt = performance.now();
  let spokenUntil = 0;
  let isSkipping = false;
  let isStopped = false;
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
    await clock
      .advanceUntil(() => isStopped || timeline.newest > newest, longestSkipMillis)
      .catch(console.error);
    isSkipping = false;
  }, lookMillis);
  const stopClock = clock.followRealTime(speed);
  return () => {
    isStopped = true;
    stopClock();
    clearInterval(looking);
    stopFollowing();
  };
};
