import type { CallState } from './call-state';

/** The length of a call as webhook parameters: in seconds, and in billed minutes. */
export function lengthOf({ state }: { readonly state: CallState }) {
  const seconds = state.secondsLong();
  return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) };
}
