import type { Element } from '../../emulator/reference';
import { decideNextStep, freeAgentEndpoint } from '../../src/agent/dial-in/free';
import {
  type IdleAgent,
  type IdleStep,
  idleAgentEndpoint,
  pausedAgentEndpoint,
} from '../../src/agent/dial-in/idle';
import {
  type AgentCall,
  agentArrivalEndpoint,
  agentPinEndpoint,
  type SignIn,
  type SignInStep,
} from '../../src/agent/sign-in';
import { type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import type { AnyWebhookEndpoint, Endpoint, WebhookRequest } from '../../src/endpoint';
import { agentIdlePath, agentPausedPath } from '../../src/state/urls';
import { gatherPath, has, urlParameter } from './answer';

type Decide = (asked: unknown, request: WebhookRequest, answer: readonly Element[]) => unknown;

/**
 * Some decisions rest on facts that no record has, such as PINs or how many waited at that moment: the answer shows what
 * was decided. All other endpoints decide once more, from what they were asked; missing music files are not known then.
 */
const decisions = new Map<AnyWebhookEndpoint, Decide>([
  told(agentArrivalEndpoint, (agent, { config }, answer) =>
    signIn(isLetIn(answer) ? letIn(agent, config, answer) : refusedOrAsked(answer)),
  ),
  told(agentPinEndpoint, (entry, { config }, answer) =>
    signIn(isLetIn(answer) ? letIn(entry, config, answer) : { kind: 'refuse' }),
  ),
  told(freeAgentEndpoint, (agent, { now }) => decideNextStep(agent, { kind: 'unknown' }, now)),
  told(idleAgentEndpoint, ofIdleAgent),
  told(pausedAgentEndpoint, ofIdleAgent),
]);

/** What an endpoint decided when it gave this answer to what it was asked. */
export function decisionIn(
  endpoint: AnyWebhookEndpoint,
  asked: unknown,
  request: WebhookRequest,
  answer: readonly Element[],
): unknown {
  const decide = decisions.get(endpoint);
  return decide ? decide(asked, request, answer) : endpoint.decide(asked, request, undefined);
}

function told<Asked, Decided, Facts, Sources>(
  endpoint: Endpoint<Asked, Decided, Facts, Sources>,
  decision: (asked: Asked, request: WebhookRequest, answer: readonly Element[]) => Decided,
): [AnyWebhookEndpoint, Decide] {
  return [endpoint, decision as Decide];
}

const signIn = (step: SignInStep): SignIn => ({ step, serving: undefined });

/** Older versions redirect to the first round. */
const isLetIn = (answer: readonly Element[]) =>
  has(answer, 'Dial') || has(answer, 'Redirect') || gatherPath(answer) === agentIdlePath;

function letIn({ claimed }: AgentCall, config: QueuesConfig, answer: readonly Element[]): SignInStep {
  const named = config.agents.find(({ id }) => id === urlParameter(answer, 'agent'));
  return { kind: 'let-in', agent: named ?? claimed };
}

const refusedOrAsked = (answer: readonly Element[]): SignInStep =>
  has(answer, 'Gather') ? { kind: 'ask-for-pin', attempt: 1, asks: 'pin' } : { kind: 'refuse' };

function ofIdleAgent(
  { key, session }: IdleAgent,
  { config }: WebhookRequest,
  answer: readonly Element[],
): IdleStep {
  const queue = queueNamed(config, urlParameter(answer, 'served'));
  if (has(answer, 'Dial') && queue) {
    const next = { queue: queue.name, lane: 'normal', waiting: 1 } as const;
    return { kind: 'serve', queue, next, queueSizeUnknown: false, isHurried: false, session };
  }
  if (has(answer, 'Hangup')) return key === '9' ? { kind: 'log-off' } : { kind: 'end-session', why: 'idle' };
  const pauses = gatherPath(answer) === agentPausedPath && has(answer, 'Say');
  return pauses ? { kind: 'pause', isNew: true, session } : { kind: 'listen', session };
}
