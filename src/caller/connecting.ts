import type { NamedQueue, Queue, QueuesConfig } from '../config/queue-config';
import type { LogLine } from '../log';
import { say } from '../speech';
import { longestCallSeconds, readQueue } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import VoiceResponse from '../twiml';

/** A caller who is about to be joined, and the agent. The only request that names both legs. */
export interface ConnectingCaller {
  readonly call: string;
  readonly agentCall: string;
  readonly agent: string;
  readonly queue: NamedQueue;
  readonly queueTimeSeconds: number | undefined;
}

/** Runs on the caller's leg. https://www.twilio.com/docs/voice/twiml/queue#attributes-url-parameters */
export function readConnectingCaller(parameters: Parameters, config: QueuesConfig): ConnectingCaller {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    // Twilio's own spelling.
    agentCall: parameters.expectedText('DequeingCallSid') ?? 'unknown',
    agent: config.agents.find(({ id }) => id === parameters.text('agent'))?.id ?? 'agent',
    queue: readQueue(parameters, config),
    queueTimeSeconds: parameters.expectedCount('QueueTime', longestCallSeconds),
  };
}

/** The caller's last words before the agent is there; where talks are recorded, that they are. */
export const lastWords = ({ connecting, recording }: Queue) =>
  recording ? `${connecting} ${recording.notice}` : connecting;

export function sayConnecting(queue: NamedQueue): VoiceResponse {
  const response = new VoiceResponse();
  say(response, queue, lastWords(queue));
  return response;
}

/** If our code fails: straight on to the agent, but never without the notice where talks are recorded. */
export function sayStraightOn(queue: NamedQueue): VoiceResponse {
  const response = new VoiceResponse();
  if (queue.recording) say(response, queue, queue.recording.notice);
  return response;
}

/** The line for the log that pairs the two legs. */
export function connectingLogged(caller: ConnectingCaller): LogLine {
  const { call, agentCall, agent, queue, queueTimeSeconds } = caller;
  const secondsWaited = queueTimeSeconds ?? null;
  return { event: 'connected', call, agentCall, agent, queue: queue.name, secondsWaited };
}
