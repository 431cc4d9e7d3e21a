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
import { startAgentSession } from '../state/agent-session';
import { agentPath, agentPinPath, agentPinUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { AgentSources } from './agent-sources';
import { sayAgentsApology } from './apology';
import { type QueueInformation, type ServingStep, sayServing } from './dial-in/serving';
import { strategyFor } from './dial-in/strategy';

const mostAttempts = 3;

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config' | 'now'>;

/** A call on the agents' line. */
export interface AgentCall {
  readonly call: string;
  /** The agent listed with this number; the number alone proves nothing. */
  readonly claimed: Agent | undefined;
  readonly stirVerstat: string | undefined;
  /** The queue in the URL, so that a team can have its own number. */
  readonly queue: string | undefined;
  /** When this call started, in seconds since 1970. */
  readonly startedAt: number;
}

/** An attempt at the PIN. Attempts are counted per call: nothing is stored. */
export interface PinEntry extends AgentCall {
  /** A PIN, or an agent's code, a star and the PIN. */
  readonly digits: string | undefined;
  /** The agent whose PIN it should be. */
  readonly named: Agent | undefined;
  readonly attempt: number;
}

/** Whether a person may sign in, and as which agent; with the shared PIN alone, as none. */
export type SignInStep =
  | { kind: 'let-in'; agent: Agent | undefined }
  | { kind: 'ask-for-pin'; attempt: number; asks: PinRequest }
  | { kind: 'refuse' };

/** How far a sign-in is, and how the call continues after it. */
export interface SignIn {
  readonly step: SignInStep;
  readonly serving: ServingStep | undefined;
}

/** What the secrets and the REST API say: whether the PIN is right, and what the agent hears about the queue. */
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
    // Without an attempt in the URL, this is the last one.
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

/** A PIN identifies its agent; with the shared PIN, the phone number does. A call has three attempts. */
export function decidePin(
  { digits, attempt, claimed }: Pick<PinEntry, 'digits' | 'attempt' | 'claimed'>,
  { pins }: Environment,
): SignInStep {
  const pin = digits === undefined ? undefined : matchingPin(digits, claimed, pins);
  if (pin) return { kind: 'let-in', agent: pin.agent ?? claimed };
  if (pins.length === 0 || attempt >= mostAttempts) return { kind: 'refuse' };
  return { kind: 'ask-for-pin', attempt: attempt + 1, asks: pinRequestFor(claimed, pins) };
}

/** Only agents who may sign in cause a REST request. */
async function factsFor(
  step: SignInStep,
  { startedAt }: AgentCall,
  { waitingQueues }: AgentSources,
  request: WebhookRequest,
): Promise<SignInFacts> {
  if (step.kind !== 'let-in') return { step, information: { kind: 'none' } };
  const session = startAgentSession(step.agent, request, startedAt);
  const information = await strategyFor(session).informationAtSignIn(session, waitingQueues, request);
  return { step, information };
}

function decideServing({ startedAt }: AgentCall, request: WebhookRequest, facts: SignInFacts): SignIn {
  const { step, information } = facts;
  if (step.kind !== 'let-in') return { step, serving: undefined };
  const session = startAgentSession(step.agent, request, startedAt);
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
 * Asks for the PIN. Agents can enter it while the words play. An empty entry counts as an attempt, so that a silent
 * call ends.
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

/** Twilio requests this when somebody calls the agents' number. */
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

/** Twilio requests this when somebody has entered a PIN, or the time for it is over. */
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
