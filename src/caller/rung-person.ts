import type { Endpoint, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { say } from '../speech';
import { type CallerState, readCallerState } from '../state/caller-state';
import { acceptCallPath, acceptedCallPath, acceptedCallUrl } from '../state/urls';
import VoiceResponse from '../twiml';

/** Somebody at an outside number who was called for a caller. */
export interface RungPerson {
  readonly call: string;
  readonly state: CallerState;
  readonly hasPressed: boolean;
}

export function readRungPerson(request: Pick<WebhookRequest, 'parameters' | 'config'>): RungPerson {
  const { parameters } = request;
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state: readCallerState(request),
    hasPressed: parameters.text('Digits') !== undefined,
  };
}

/** Any key accepts. Voicemail systems press none, and the call ends. */
export function askToAccept({ state }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: acceptedCallUrl(state),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    // The caller hears silence in the meantime.
    timeout: 3,
  });
  say(gather, state.queue, state.queue.language.agent.pressToAccept(state.queue.name));
  response.hangup();
  return response;
}

/** After an empty document Twilio connects the two. */
export function sayAccepted({ hasPressed }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  if (!hasPressed) response.hangup();
  return response;
}

/** The fallback: nobody is connected who has not accepted. */
export function declineCall(): VoiceResponse {
  const response = new VoiceResponse();
  response.hangup();
  return response;
}

export const acceptedLogged = ({ call, state, hasPressed }: RungPerson): LogLine => ({
  event: 'accepted',
  call,
  queue: state.queue.name,
  accepted: hasPressed,
});

/** Twilio requests this when an outside number answers: the answer asks whether they take the caller. */
export const acceptCallEndpoint: Endpoint<RungPerson, RungPerson> = {
  path: acceptCallPath,
  visibility: 'protected',
  events: [],
  read: readRungPerson,
  decide: (person) => person,
  logLines: () => [],
  say: askToAccept,
  fallback: declineCall,
};

/** Twilio requests this when the person at an outside number presses a key to take the caller. */
export const acceptedCallEndpoint: Endpoint<RungPerson, RungPerson> = {
  path: acceptedCallPath,
  visibility: 'protected',
  events: ['accepted'],
  read: readRungPerson,
  decide: (person) => person,
  logLines: (person) => [acceptedLogged(person)],
  say: sayAccepted,
  fallback: declineCall,
};
