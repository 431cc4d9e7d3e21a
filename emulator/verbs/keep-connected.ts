import type { Bridge } from '../voice/bridge';
import type { Call } from '../voice/call';
import type { Dial } from './dialing';

/** Waits until one of the two, the star key or the time limit ends the conversation. */
export async function keepConnected(
  { timeLimitSeconds, hangupOnStar }: Pick<Dial, 'timeLimitSeconds' | 'hangupOnStar'>,
  /** The call that dialed, which may end it with the star key. */
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
