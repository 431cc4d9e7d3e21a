import { callerPhrases, say } from '../speech';
import VoiceResponse from '../twiml';
import type { QueuesConfig } from './queue-config';
import { firstQueue } from './queue-config';

/** Every call of an outage is dialed: without a limit each could last, and cost, four hours. */
const longestConversationSeconds = 3600;

/**
 * What Twilio plays when our functions cannot answer at all: static files, which therefore never lead back
 * to a function and never put anybody in a queue.
 */
export function fallbackDocuments(config: QueuesConfig): Record<'caller.xml' | 'agent.xml', string> {
  const caller = new VoiceResponse();
  say(caller, firstQueue(config), config.fallback.caller);
  if (config.fallback.dialNumber) dialOutside(caller, config.fallback.dialNumber, config);
  caller.hangup();
  const agent = new VoiceResponse();
  say(agent, config.agentLine, config.fallback.agent);
  agent.hangup();
  return { 'caller.xml': caller.toString(), 'agent.xml': agent.toString() };
}

/**
 * Our own number is shown where the config has one: a hidden number cannot be, and such a call would fail.
 * https://www.twilio.com/docs/voice/twiml/dial#callerid
 * The words after it are heard if nobody answers, or if the other side hangs up first.
 */
function dialOutside(response: VoiceResponse, number: string, config: QueuesConfig): void {
  const queue = firstQueue(config);
  const [callerId] = ownNumbers(config);
  response.dial({ ...(callerId && { callerId }), timeLimit: longestConversationSeconds }, number);
  say(response, queue, callerPhrases(queue).afterTheTalk);
}

const ownNumbers = ({ queues, menus = {} }: QueuesConfig) => [
  ...Object.values(queues).flatMap(({ numbers = [] }) => numbers),
  ...Object.values(menus).flatMap(({ numbers }) => numbers),
  ...Object.values(queues).flatMap(({ priority }) => priority?.numbers ?? []),
];
