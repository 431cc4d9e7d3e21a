import { say } from '../speech';
import VoiceResponse from '../twiml';
import type { QueuesConfig } from './queue-config';
import { firstQueue } from './queue-config';

/**
 * What Twilio plays when our functions cannot answer at all: static files, which therefore never lead back
 * to a function and never put anybody in a queue.
 */
export function fallbackDocuments(config: QueuesConfig): Record<'caller.xml' | 'agent.xml', string> {
  const caller = new VoiceResponse();
  say(caller, firstQueue(config), config.fallback.caller);
  if (config.fallback.dialNumber) caller.dial(config.fallback.dialNumber);
  caller.hangup();
  const agent = new VoiceResponse();
  say(agent, config.agentLine, config.fallback.agent);
  agent.hangup();
  return { 'caller.xml': caller.toString(), 'agent.xml': agent.toString() };
}
