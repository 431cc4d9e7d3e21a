import { longestCallSeconds } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import VoiceResponse from '../twiml';

/** A call that is over, whatever became of its other requests. */
export interface EndedCall {
  readonly call: string;
  readonly status: string;
  readonly seconds: number | undefined;
}

export function readEndedCall(parameters: Parameters): EndedCall {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    status: parameters.expectedText('CallStatus') ?? 'unknown',
    seconds: parameters.count('CallDuration', longestCallSeconds),
  };
}

/** Twilio only wants to know that we heard: nobody is on the line. */
export const sayNothing = () => new VoiceResponse();
