import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { LogLine } from '../log';
import type { Parameters } from '../parameters';
import type { NamedQueue, QueuesConfig } from '../queue-config';
import { readShift, type Shift } from '../shift';
import { say } from '../speech';
import { epochSeconds, longestCallSeconds } from '../ticket';

/** A caller who is about to be joined, and the agent. The only request that names both legs. */
export interface ConnectingCaller {
  readonly call: string;
  readonly agentCall: string;
  readonly shift: Shift;
  readonly queueTimeSeconds: number | undefined;
}

/** Runs on the caller's leg. https://www.twilio.com/docs/voice/twiml/queue#attributes-url-parameters */
export function readConnectingCaller(
  parameters: Parameters,
  config: QueuesConfig,
  now: Date,
): ConnectingCaller {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    // Twilio's own spelling.
    agentCall: parameters.expectedText('DequeingCallSid') ?? 'unknown',
    shift: readShift(parameters, config, epochSeconds(now)),
    queueTimeSeconds: parameters.expectedCount('QueueTime', longestCallSeconds),
  };
}

/** The caller's last line before the agent is there. */
export function sayConnecting(queue: NamedQueue): VoiceResponse {
  const response = new VoiceResponse();
  say(response, queue, queue.connecting);
  return response;
}

/** If our code fails: straight on to the agent. */
export const sayStraightOn = () => new VoiceResponse();

/** The line for the log that pairs the two legs. */
export function connectingLogged({ call, agentCall, shift, queueTimeSeconds }: ConnectingCaller): LogLine {
  const { agent, queue } = shift;
  const secondsWaited = queueTimeSeconds ?? null;
  return { event: 'connected', call, agentCall, agent, queue: queue.name, secondsWaited };
}
