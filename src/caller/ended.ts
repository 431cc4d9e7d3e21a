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

export interface EndedCallSources {
  /** Cancels the task of a caller whose call is over, so that no agent is rung for them. */
  cancelTask(call: string): Promise<void>;
}

/**
 * Twilio requests this at the end of every call, even if all other requests failed. There is nothing to decide. A task
 * is still open if nothing ended it when the caller left the line.
 */
export const callEndedEndpoint: Endpoint<
  EndedCall,
  EndedCall,
  undefined,
  EndedCallSources,
  RequestWithoutConfig
> = {
  path: callEndedPath,
  visibility: 'protected',
  events: ['ended'],
  read: readEndedCall,
  decide: (call) => call,
  logLines: endedLogged,
  act: ({ call }, _asked, sources) => sources.cancelTask(call).catch(() => undefined),
  say: sayNothing,
  fallback: sayNothing,
};
