import type { Endpoint, RequestWithoutConfig } from '../endpoint';
import type { LogLine } from '../log';
import { longestCallSeconds } from '../state/parameters';
import { callEndedPath } from '../state/urls';
import VoiceResponse from '../twiml';

/** A call that is over. */
export interface EndedCall {
  readonly call: string;
  readonly status: string;
  readonly seconds: number | undefined;
}

export function readEndedCall({ parameters }: Pick<RequestWithoutConfig, 'parameters'>): EndedCall {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    status: parameters.expectedText('CallStatus') ?? 'unknown',
    seconds: parameters.count('CallDuration', longestCallSeconds),
  };
}

/** Nobody is on the line, so the answer is empty. */
export const sayNothing = () => new VoiceResponse();

export const endedLogged = ({ call, status, seconds }: EndedCall): LogLine[] => [
  { event: 'ended', call, status, seconds: seconds ?? null },
];

/** Twilio requests this at the end of every call, even if all other requests failed. There is nothing to decide. */
export const callEndedEndpoint: Endpoint<EndedCall, EndedCall, undefined, undefined, RequestWithoutConfig> = {
  path: callEndedPath,
  visibility: 'protected',
  events: ['ended'],
  read: readEndedCall,
  decide: (call) => call,
  logLines: endedLogged,
  say: sayNothing,
  fallback: sayNothing,
};
