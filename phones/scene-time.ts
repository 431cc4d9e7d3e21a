import type { Clock, Timeline } from '../emulator/index';
import type { PassingTime } from '../simulation/scenes/passing-time';
import type { Beat } from './protocol';

/**
 * Time that passes at the pace of the clock: the scene waits for it, and reports what it waits for. When nothing moves
 * the clock anymore, the scene stops.
 */
export class SceneTime implements PassingTime {
  private waitsFor: Beat | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly changed: () => void,
  ) {}

  get next(): Beat | undefined {
    return this.waitsFor;
  }

  async advance(millis: number, next?: string): Promise<void> {
    const at = new Date(this.clock.now().getTime() + millis).toISOString();
    this.announce(next === undefined ? undefined : { words: next, at });
    await this.clock.sleep(millis);
  }

  async advanceUntil(isSo: () => boolean, limitMillis: number, next?: string): Promise<boolean> {
    this.announce(next === undefined ? undefined : { words: next });
    await new Promise<void>((resolve) => {
      const end = () => {
        stopFollowing();
        cancel();
        resolve();
      };
      const stopFollowing = this.timeline.follow(() => {
        if (isSo()) end();
      });
      const cancel = this.clock.after(limitMillis, end);
      if (isSo()) end();
    });
    return isSo();
  }

  private announce(beat: Beat | undefined): void {
    this.waitsFor = beat;
    this.changed();
  }
}
