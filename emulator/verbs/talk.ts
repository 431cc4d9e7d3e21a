import type { Bridge } from '../voice/bridge';
import type { Call } from '../voice/call';
import type { Dial } from './dialing';

/** Lets the two talk until one of them, the star key or the time limit ends it. */
export async function talk(
  { timeLimitSeconds, hangupOnStar }: Pick<Dial, 'timeLimitSeconds' | 'hangupOnStar'>,
  /** Who dials, and so may end it with the star key. */
  call: Call,
  bridge: Bridge,
): Promise<void> {
  const cancelLimit = call.platform.clock.after(timeLimitSeconds * 1000, () =>
    bridge.end({ reason: 'time-limit' }),
  );
  if (hangupOnStar) call.telephone.onKey = (key) => key === '*' && bridge.end({ reason: 'star' });
  try {
    await call.attend(bridge.over);
  } finally {
    cancelLimit();
    call.telephone.onKey = undefined;
  }
}
