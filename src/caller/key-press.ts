import type { PhoneKey, QueuesConfig } from '../config/queue-config';
import { readTicket, type Ticket } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';

/** A key that a waiting caller pressed. */
export interface KeyPress {
  readonly call: string;
  readonly ticket: Ticket;
  readonly key: string | undefined;
}

export type KeyPressStep = 'leave' | 'stay';

export function readKeyPress(parameters: Parameters, config: QueuesConfig): KeyPress {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket: readTicket(parameters, config),
    key: parameters.expectedText('Digits'),
  };
}

/** Only the exit key means something. Any other is somebody's cheek on the telephone. */
export function decideKeyPress(key: string | undefined, exitKey: PhoneKey): KeyPressStep {
  return key === exitKey ? 'leave' : 'stay';
}

/** Out of the queue, which leads to `action`; or back to waiting without a word of reproach. */
export function sayKeyPress(step: KeyPressStep, ticket: Ticket): VoiceResponse {
  const response = new VoiceResponse();
  if (step === 'leave') response.leave();
  else response.redirect(routes.wait(ticket));
  return response;
}
