import type { NamedQueue, Queue } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { say, secondsToSay } from '../speech';
import { readQueue } from '../state/caller-state';
import { longestCallSeconds } from '../state/parameters';
import { connectPath } from '../state/urls';
import VoiceResponse from '../twiml';

/** A caller about to be connected to an agent. Only this request names both calls. */
export interface ConnectingCaller {
  readonly call: string;
  readonly agentCall: string;
  readonly agent: string;
  readonly queue: NamedQueue;
  readonly queueTimeSeconds: number | undefined;
}

/** Runs on the caller's leg. https://www.twilio.com/docs/voice/twiml/queue#attributes-url-parameters */
export function readConnectingCaller({ parameters, config }: WebhookRequest): ConnectingCaller {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    // Twilio's own spelling.
    agentCall: parameters.expectedText('DequeingCallSid') ?? 'unknown',
    agent: config.agents.find(({ id }) => id === parameters.text('agent'))?.id ?? 'agent',
    queue: readQueue({ parameters, config }),
    queueTimeSeconds: parameters.expectedCount('QueueTime', longestCallSeconds),
  };
}

/** The last words before the agent is connected, with the recording notice if the queue records conversations. */
export const lastWords = ({ connecting, recording }: Queue) =>
  recording ? `${connecting} ${recording.notice}` : connecting;

export function sayConnecting(queue: NamedQueue): VoiceResponse {
  const response = new VoiceResponse();
  say(response, queue, lastWords(queue));
  return response;
}

/** The fallback: straight on to the agent, but never without the recording notice. */
export function sayStraightOn(queue: NamedQueue): VoiceResponse {
  const response = new VoiceResponse();
  if (queue.recording) say(response, queue, queue.recording.notice);
  return response;
}

/** The log line that pairs the two calls. */
export function connectingLogged(caller: ConnectingCaller): LogLine {
  const { call, agentCall, agent, queue, queueTimeSeconds } = caller;
  return {
    event: 'connected',
    call,
    agentCall,
    agent,
    queue: queue.name,
    secondsWaited: queueTimeSeconds ?? null,
    servedAfterSeconds: Math.round(secondsToSay(lastWords(queue))) + queue.servedAfterSeconds,
  };
}

/** Twilio requests this on the caller's call, just before it connects the agent. There is nothing to decide. */
export const connectingEndpoint: Endpoint<ConnectingCaller, ConnectingCaller> = {
  path: connectPath,
  visibility: 'protected',
  events: ['connected'],
  read: readConnectingCaller,
  decide: (caller) => caller,
  logLines: (caller) => [connectingLogged(caller)],
  say: ({ queue }) => sayConnecting(queue),
  fallback: (request) => sayStraightOn(readQueue(request)),
};
