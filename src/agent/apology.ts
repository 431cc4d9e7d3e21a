import type { WebhookRequest } from '../endpoint';
import { goodbye } from '../speech';
import type VoiceResponse from '../twiml';

/** The fallback of the agents' line: an apology and goodbye, never a connection. */
export function sayAgentsApology({ config: { agentLine } }: Pick<WebhookRequest, 'config'>): VoiceResponse {
  return goodbye(agentLine, agentLine.language.agent.apologyAndGoodbye);
}
