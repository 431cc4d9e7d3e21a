import type { WebhookRequest } from '../endpoint';
import { callerPhrases, goodbye } from '../speech';
import { readCallerState } from '../state/caller-state';
import type VoiceResponse from '../twiml';

/** The fallback for callers who have left the queue: an apology and goodbye. */
export function sayApologyAndGoodbye(request: WebhookRequest): VoiceResponse {
  const { queue } = readCallerState(request);
  return goodbye(queue, callerPhrases(queue).apologyAndGoodbye);
}
