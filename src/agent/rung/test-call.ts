import type { QueuesConfig } from '../../config/queue-config';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import { goodbye } from '../../speech';
import type VoiceResponse from '../../twiml';

/** What an agent hears in a test call. It needs no key and no function. */
export function sayTestCall({ agentLine }: Pick<QueuesConfig, 'agentLine'>): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  return goodbye(agentLine, phrases.testCall, phrases.goodbye);
}
