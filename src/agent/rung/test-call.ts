import type { QueuesConfig } from '../../config/queue-config';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import { goodbye } from '../../speech';
import type VoiceResponse from '../../twiml';

/** Heard by an agent whose phone is tried out. It needs no key and no function. */
export function sayTestCall({ agentLine }: Pick<QueuesConfig, 'agentLine'>): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  return goodbye(agentLine, phrases.testCall, phrases.goodbye);
}
