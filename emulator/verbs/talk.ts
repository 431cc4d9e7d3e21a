import type { Bridge } from '../voice/bridge';
import type { Leg } from '../voice/leg';
import type { Dial } from './dial';

/** Lets the two talk until one of them, the star key or the time limit ends it. */
export async function talk(
  { timeLimitSeconds, hangupOnStar }: Pick<Dial, 'timeLimitSeconds' | 'hangupOnStar'>,
  /** Who dials, and so may end it with the star key. */
  leg: Leg,
  bridge: Bridge,
): Promise<void> {
  const cancelLimit = leg.twilio.clock.after(timeLimitSeconds * 1000, () => bridge.part('time-limit'));
  if (hangupOnStar) leg.onKey = (key) => key === '*' && bridge.part('star');
  try {
    await leg.attend(bridge.over);
  } finally {
    cancelLimit();
    leg.onKey = undefined;
  }
}
