import type { Endpoint, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { say } from '../speech';
import { type CallerState, readCallerState } from '../state/caller-state';
import { acceptCallPath, acceptedCallPath, acceptedCallUrl } from '../state/urls';
import VoiceResponse from '../twiml';

/** Somebody outside who was rung for a caller. */
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

/** Any key accepts. A voicemail presses none, and is hung up on. */
export function askToAccept({ state }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: acceptedCallUrl(state),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    // The caller may hear nothing meanwhile.
    timeout: 3,
  });
  say(gather, state.queue, state.queue.language.agent.pressToAccept(state.queue.name));
  response.hangup();
  return response;
}

/** Nothing more to say: where this document ends the two are joined. */
export function sayAccepted({ hasPressed }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  if (!hasPressed) response.hangup();
  return response;
}

/** If our code fails: nobody is joined who has not accepted. */
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

/** Somebody outside has answered: is it a person, and will they take the caller? There is nothing to decide yet. */
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

/** Somebody outside has pressed a key, and takes the caller with it. */
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
