import { type Environment, readEnvironment } from '../config/environment';
import type { Agent, Speaker } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import {
  agentWithNumber,
  checkIdentity,
  claimedBy,
  matchingPin,
  type PinRequest,
  pinRequestFor,
} from '../rules/agent-identity';
import { goodbye, say } from '../speech';
import { beginAgentSession } from '../state/agent-session';
import { agentPath, agentPinPath, agentPinUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { AgentSources } from './agent-sources';
import { sayAgentsApology } from './apology';
import { type QueueInformation, type ServingStep, sayServing } from './dial-in/serving';
import { strategyFor } from './dial-in/strategy';

const mostAttempts = 3;

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config' | 'now'>;

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

/** An attempt at the PIN. Attempts are counted per call: nothing is stored. */
export interface PinEntry extends AgentCall {
  /** A PIN, or an agent's code, a star and the PIN. */
  readonly digits: string | undefined;
  /** Whose PIN it should be. */
  readonly named: Agent | undefined;
  readonly attempt: number;
}

/** Whether somebody is let in, and as whom; the shared PIN may be nobody's. */
export type SignInStep =
  | { kind: 'let-in'; agent: Agent | undefined }
  | { kind: 'ask-for-pin'; attempt: number; asks: PinRequest }
  | { kind: 'refuse' };

/** Where somebody on the agents' line stands, and how the call of one who is let in goes on. */
export interface SignIn {
  readonly step: SignInStep;
  readonly serving: ServingStep | undefined;
}

/** What secrets and REST tell: whether somebody gets in, and what they are told about their queue then. */
interface SignInFacts {
  readonly step: SignInStep;
  readonly information: QueueInformation;
}

export function readAgentCall({ parameters, config, now }: ReadRequest): AgentCall {
  const nowSeconds = epochSeconds(now);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    claimed: agentWithNumber(config.agents, parameters.text('From')),
    stirVerstat: parameters.text('StirVerstat'),
    queue: parameters.text('queue'),
    startedAt: parameters.count('started', nowSeconds) ?? nowSeconds,
  };
}

export function readPinEntry(request: ReadRequest): PinEntry {
  const { parameters, config } = request;
  const agentCall = readAgentCall(request);
  const digits = parameters.text('Digits');
  return {
    ...agentCall,
    digits,
    named: claimedBy(digits, agentCall.claimed, config.agents),
    // An attempt that our URL does not count is the last one.
    attempt: parameters.count('attempt', 99) ?? mostAttempts,
  };
}

export function decideSignIn({ claimed, stirVerstat }: AgentCall, environment: Environment): SignInStep {
  const check = checkIdentity(environment, claimed, stirVerstat);
  switch (check) {
    case 'let-in':
      return { kind: 'let-in', agent: claimed };
    case 'ask-for-pin':
      return { kind: 'ask-for-pin', attempt: 1, asks: pinRequestFor(claimed, environment.pins) };
    case 'refuse':
      return { kind: 'refuse' };
    default:
      return check satisfies never;
  }
}

/** Whose PIN it is decides who it is; the shared one leaves that to the number. Attempts are counted: a call has three. */
export function decidePin(
  { digits, attempt, claimed }: Pick<PinEntry, 'digits' | 'attempt' | 'claimed'>,
  { pins }: Environment,
): SignInStep {
  const pin = digits === undefined ? undefined : matchingPin(digits, claimed, pins);
  if (pin) return { kind: 'let-in', agent: pin.agent ?? claimed };
  if (pins.length === 0 || attempt >= mostAttempts) return { kind: 'refuse' };
  return { kind: 'ask-for-pin', attempt: attempt + 1, asks: pinRequestFor(claimed, pins) };
}

/** Only who is let in may cost a REST call. */
async function factsFor(
  step: SignInStep,
  { startedAt }: AgentCall,
  { waitingQueues }: AgentSources,
  request: WebhookRequest,
): Promise<SignInFacts> {
  if (step.kind !== 'let-in') return { step, information: { kind: 'none' } };
  const session = beginAgentSession(step.agent, request, startedAt);
  const information = await strategyFor(session).informationAtSignIn(session, waitingQueues, request);
  return { step, information };
}

function decideServing({ startedAt }: AgentCall, request: WebhookRequest, facts: SignInFacts): SignIn {
  const { step, information } = facts;
  if (step.kind !== 'let-in') return { step, serving: undefined };
  const session = beginAgentSession(step.agent, request, startedAt);
  return { step, serving: strategyFor(session).firstStep(session, information, epochSeconds(request.now)) };
}

export function saySignIn(
  { step, serving }: SignIn,
  agent: AgentCall,
  request: WebhookRequest,
): VoiceResponse {
  const { agentLine } = request.config;
  if (serving) return sayServing(serving, request);
  return step.kind === 'ask-for-pin'
    ? askForPin(agent, step, agentLine)
    : goodbye(agentLine, agentLine.language.agent.notAnAgent);
}

/**
 * Asks for the PIN. All of it can be typed over, the words after a wrong one too. Nothing keyed in counts as an attempt
 * too, or a silent call would be asked for ever.
 */
export function askForPin(
  agent: AgentCall,
  { attempt, asks }: Omit<Extract<SignInStep, { kind: 'ask-for-pin' }>, 'kind'>,
  speaker: Speaker,
): VoiceResponse {
  const phrases = speaker.language.agent;
  const response = new VoiceResponse();
  const gather = response.gather({
    action: agentPinUrl(attempt, agent.startedAt, agent.queue),
    actionOnEmptyResult: true,
    finishOnKey: '#',
    input: ['dtmf'],
    timeout: 10,
  });
  if (attempt > 1) say(gather, speaker, phrases.wrongPin);
  say(
    gather,
    speaker,
    {
      pin: phrases.enterPin,
      'code-and-pin': phrases.enterCodeAndPin,
      'pin-or-code-and-pin': phrases.enterPinOrCode,
    }[asks],
  );
  return response;
}

const nameOf = (step: SignInStep, claimed: Agent | undefined) =>
  (step.kind === 'let-in' ? step.agent : claimed)?.id ?? 'agent';

export const signInLogged = (step: SignInStep, agent: AgentCall): LogLine => ({
  event: 'agent-arrived',
  call: agent.call,
  agent: nameOf(step, agent.claimed),
  check: step.kind,
});

export const pinLogged = (step: SignInStep, entry: PinEntry): LogLine => ({
  event: 'agent-pin',
  call: entry.call,
  agent: nameOf(step, entry.named),
  attempt: entry.attempt,
  keyedIn: entry.digits !== undefined,
  accepted: step.kind === 'let-in',
});

/** Somebody rings the agents' number. */
export const agentArrivalEndpoint: Endpoint<AgentCall, SignIn, SignInFacts, AgentSources> = {
  path: agentPath,
  visibility: 'protected',
  events: ['agent-arrived'],
  read: readAgentCall,
  gatherFacts(agent, sources, request) {
    const environment = readEnvironment(sources.variables, request.config.agents);
    return factsFor(decideSignIn(agent, environment), agent, sources, request);
  },
  decide: decideServing,
  logLines: ({ step }, agent) => [signInLogged(step, agent)],
  say: saySignIn,
  fallback: sayAgentsApology,
};

/** Somebody keyed in a PIN, or let the time for it pass. */
export const agentPinEndpoint: Endpoint<PinEntry, SignIn, SignInFacts, AgentSources> = {
  path: agentPinPath,
  visibility: 'protected',
  events: ['agent-pin'],
  read: readPinEntry,
  gatherFacts(entry, sources, request) {
    const environment = readEnvironment(sources.variables, request.config.agents);
    return factsFor(decidePin(entry, environment), entry, sources, request);
  },
  decide: decideServing,
  logLines: ({ step }, entry) => [pinLogged(step, entry)],
  say: saySignIn,
  fallback: sayAgentsApology,
};
