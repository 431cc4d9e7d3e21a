import type { Clock } from '../../emulator/index';

/** How time passes in a scene, in milliseconds of its clock. A clock that is moved by the scene itself is one way. */
export interface PassingTime {
  advance(millis: number): Promise<void>;
  /** Lets time pass until something is so or the limit is reached. Tells whether it is so. */
  advanceUntil(isSo: () => boolean, limitMillis: number): Promise<boolean>;
}

/** How often somebody looks whether what they wait for is so. */
const lookMillis = 100;

/**
 * Time that passes by itself, at the pace of whoever moves the clock: the scene waits for it. Once nobody moves the clock
 * any more, the scene stands still for good.
 */
export const passingByItself = (clock: Clock): PassingTime => ({
  advance: (millis) => clock.sleep(millis),
  async advanceUntil(isSo, limitMillis) {
    const end = clock.now().getTime() + limitMillis;
    while (!isSo() && clock.now().getTime() < end) await clock.sleep(lookMillis);
    return isSo();
  },
});
