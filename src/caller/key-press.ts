import type { PhoneKey } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { type CallerState, readCallerState } from '../state/caller-state';
import { keyPressPath, waitUrl } from '../state/urls';
import VoiceResponse from '../twiml';

/** A key that a waiting caller pressed. */
export interface KeyPress {
  readonly call: string;
  readonly state: CallerState;
  readonly key: string | undefined;
}

export type KeyPressStep = 'leave' | 'stay';

export function readKeyPress(request: Pick<WebhookRequest, 'parameters' | 'config'>): KeyPress {
  const { parameters } = request;
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state: readCallerState(request),
    key: parameters.expectedText('Digits'),
  };
}

/** Only the exit key means something. Any other is somebody's cheek on the telephone. */
export function decideKeyPress(key: string | undefined, exitKey: PhoneKey): KeyPressStep {
  return key === exitKey ? 'leave' : 'stay';
}

/** Out of the queue, which leads to `action`; or back to waiting without a word of reproach. */
export function sayKeyPress(step: KeyPressStep, state: CallerState): VoiceResponse {
  const response = new VoiceResponse();
  if (step === 'leave') response.leave();
  else response.redirect(waitUrl(state));
  return response;
}

export const keyPressLogged = (step: KeyPressStep, { call, state }: KeyPress): LogLine => ({
  event: 'key',
  call,
  queue: state.queue.name,
  leaves: step === 'leave',
});

/** A waiting caller pressed a key. */
export const keyPressEndpoint: Endpoint<KeyPress, KeyPressStep> = {
  path: keyPressPath,
  visibility: 'protected',
  events: ['key'],
  read: readKeyPress,
  decide: ({ key, state }) => decideKeyPress(key, state.queue.exitKey.key),
  logLines: (step, press) => [keyPressLogged(step, press)],
  say: (step, { state }) => sayKeyPress(step, state),
  fallback: (request) => sayKeyPress('stay', readCallerState(request)),
};
