import type { Cancel, Clock } from '../emulator/index';

/** How many times as fast as life a clock may run. */
export const speeds = [1, 5, 20] as const;

export type Speed = (typeof speeds)[number];

/** What moves the clock of a world, until it is cancelled. */
export type Pace = (clock: Clock, speed: Speed) => Cancel;

export const realTime: Pace = (clock, speed) => clock.followRealTime(speed);
