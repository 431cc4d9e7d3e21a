import type { Environment } from '../config/environment';
import type { Agent, QueuesConfig, Speaker } from '../config/queue-config';
import type { LogLine } from '../log';
import { agentWithNumber, checkIdentity, type IdentityCheck, matchingPin } from '../rules/agent-identity';
import { goodbye, say } from '../speech';
import { beginShift, type Shift } from '../state/agent-session';
import { epochSeconds } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';

const mostAttempts = 3;

/** Somebody on the agents' line. */
export interface AgentCall {
  readonly call: string;
  /** The listed agent whom the number names; that alone proves nothing. */
  readonly claimed: Agent | undefined;
  readonly stirVerstat: string | undefined;
  /** The queue that the URL asks for, so that a team can have a number of its own. */
  readonly queue: string | undefined;
  /** When this call began, in seconds since 1970. */
  readonly startedAt: number;
}

export function readAgentCall(parameters: Parameters, config: QueuesConfig, now: Date): AgentCall {
  const nowSeconds = epochSeconds(now);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    claimed: agentWithNumber(config.agents, parameters.text('From')),
    stirVerstat: parameters.text('StirVerstat'),
    queue: parameters.text('queue'),
    startedAt: parameters.count('started', nowSeconds) ?? nowSeconds,
  };
}

export const decideSignIn = ({ claimed, stirVerstat }: AgentCall, environment: Environment): IdentityCheck =>
  checkIdentity(environment, claimed, stirVerstat);

/** The answer to the PIN that was keyed in. */
export type PinStep =
  | { kind: 'let-in'; agent: Agent | undefined }
  | { kind: 'ask-again'; attempt: number }
  | { kind: 'refuse' };

/** An attempt at the PIN. Attempts are counted per call: nothing is stored. */
export interface PinEntry {
  readonly digits: string | undefined;
  readonly attempt: number;
}

export function readPinEntry(parameters: Parameters): PinEntry {
  // An attempt that our URL does not count is the last one.
  return { digits: parameters.text('Digits'), attempt: parameters.count('attempt', 99) ?? mostAttempts };
}

/** Whose PIN it is decides who it is; the shared one leaves that to the number. */
export function decidePin(
  { digits, attempt }: PinEntry,
  { pins }: Environment,
  claimed: Agent | undefined,
): PinStep {
  const pin = digits === undefined ? undefined : matchingPin(digits, pins);
  if (pin) return { kind: 'let-in', agent: pin.agent ?? claimed };
  if (pins.length === 0 || attempt >= mostAttempts) return { kind: 'refuse' };
  return { kind: 'ask-again', attempt: attempt + 1 };
}

/**
 * Asks for the PIN; after a wrong one only once a growing pause is over. Nothing keyed in counts as an
 * attempt too, or a silent call would be asked for ever.
 */
export function askForPin(agent: AgentCall, attempt: number, speaker: Speaker): VoiceResponse {
  const phrases = speaker.language.agent;
  const response = new VoiceResponse();
  if (attempt > 1) {
    say(response, speaker, phrases.wrongPin);
    response.pause({ length: 2 ** attempt / 2 });
  }
  const gather = response.gather({
    action: routes.agentPin(attempt, agent.startedAt, agent.queue),
    actionOnEmptyResult: true,
    finishOnKey: '#',
    input: ['dtmf'],
    timeout: 10,
  });
  say(gather, speaker, phrases.enterPin);
  return response;
}

/** The shift of somebody who has been let in. */
export const shiftOf = (
  agent: Agent | undefined,
  { startedAt }: AgentCall,
  parameters: Parameters,
  config: QueuesConfig,
  now: Date,
): Shift => beginShift(agent, parameters, config, startedAt, epochSeconds(now));

export const refuse = (speaker: Speaker) => goodbye(speaker, speaker.language.agent.notAnAgent);

export const signInLogged = (check: IdentityCheck, { call, claimed }: AgentCall): LogLine => ({
  event: 'agent-arrived',
  call,
  agent: claimed?.id ?? 'agent',
  check,
});

export const pinLogged = (step: PinStep, { attempt }: PinEntry, { call, claimed }: AgentCall): LogLine => ({
  event: 'agent-pin',
  call,
  agent: (step.kind === 'let-in' ? step.agent : claimed)?.id ?? 'agent',
  attempt,
  accepted: step.kind === 'let-in',
});
