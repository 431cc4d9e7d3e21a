import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { AgentPin } from '../environment';
import { languages } from '../languages/language';
import type { LogLine } from '../log';
import type { Parameters } from '../parameters';
import type { QueuesConfig, Speaker } from '../queue-config';
import { routes } from '../routes';
import { checkIdentity, type IdentityCheck, pinIsRight } from '../rules/agent-identity';
import { beginShift, type Shift } from '../shift';
import { goodbye, say } from '../speech';
import { epochSeconds } from '../ticket';

const mostAttempts = 3;

/** Somebody on the agents' line. */
export interface AgentCall {
  readonly call: string;
  readonly from: string | undefined;
  readonly stirVerstat: string | undefined;
  /** The queue that the URL asks for, so that a team can have a number of its own. */
  readonly queue: string | undefined;
  readonly shift: Shift;
}

export function readAgentCall(parameters: Parameters, config: QueuesConfig, now: Date): AgentCall {
  const nowSeconds = epochSeconds(now);
  const startedAt = parameters.count('started', nowSeconds) ?? nowSeconds;
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    from: parameters.text('From'),
    stirVerstat: parameters.text('StirVerstat'),
    queue: parameters.text('queue'),
    shift: beginShift(parameters, config, startedAt, nowSeconds),
  };
}

export const decideSignIn = (agent: AgentCall, pin: AgentPin, config: QueuesConfig): IdentityCheck =>
  checkIdentity(pin, agent.from, agent.stirVerstat, config.agents);

/** The answer to the PIN that was keyed in. */
export type PinStep = { kind: 'let-in' } | { kind: 'ask-again'; attempt: number } | { kind: 'refuse' };

/** An attempt at the PIN. Attempts are counted per call: nothing is stored. */
export interface PinEntry {
  readonly digits: string | undefined;
  readonly attempt: number;
}

export function readPinEntry(parameters: Parameters): PinEntry {
  // An attempt that our URL does not count is the last one.
  return { digits: parameters.text('Digits'), attempt: parameters.count('attempt', 99) ?? mostAttempts };
}

export function decidePin({ digits, attempt }: PinEntry, pin: AgentPin): PinStep {
  if (pin.kind !== 'set') return { kind: 'refuse' };
  if (digits !== undefined && pinIsRight(digits, pin.digits)) return { kind: 'let-in' };
  return attempt < mostAttempts ? { kind: 'ask-again', attempt: attempt + 1 } : { kind: 'refuse' };
}

/**
 * Asks for the PIN; after a wrong one only once a growing pause is over. Nothing keyed in counts as an
 * attempt too, or a silent call would be asked for ever.
 */
export function askForPin(agent: AgentCall, attempt: number, speaker: Speaker): VoiceResponse {
  const phrases = languages[speaker.language].agent;
  const response = new VoiceResponse();
  if (attempt > 1) {
    say(response, speaker, phrases.wrongPin);
    response.pause({ length: 2 ** attempt / 2 });
  }
  const gather = response.gather({
    action: routes.agentPin(attempt, agent.shift.startedAt, agent.queue),
    actionOnEmptyResult: true,
    finishOnKey: '#',
    input: ['dtmf'],
    timeout: 10,
  });
  say(gather, speaker, phrases.enterPin);
  return response;
}

export const refuse = (speaker: Speaker) => goodbye(speaker, languages[speaker.language].agent.notAnAgent);

export const signInLogged = (check: IdentityCheck, { call, shift }: AgentCall): LogLine => ({
  event: 'agent-arrived',
  call,
  agent: shift.agent,
  check,
});

export const pinLogged = (step: PinStep, { attempt }: PinEntry, { call, shift }: AgentCall): LogLine => ({
  event: 'agent-pin',
  call,
  agent: shift.agent,
  attempt,
  accepted: step.kind === 'let-in',
});
