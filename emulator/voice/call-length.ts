import type { CallState } from './call-state';

/** How long a call was: in seconds, and in the minutes that are billed. */
export function lengthOf({ state }: { readonly state: CallState }) {
  const seconds = state.secondsLong();
  return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) };
}
