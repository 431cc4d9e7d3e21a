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
import { leavingEndpoint } from '../../src/caller/leaving';
import { type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import type { AnyWebhookEndpoint, Endpoint, WebhookRequest } from '../../src/endpoint';
import { epochSeconds } from '../../src/epoch-seconds';
import type { CallersTask } from '../../src/rules/callers-task';
import { agentIdlePath, agentPausedPath } from '../../src/state/urls';
import { gatherPath, has, urlParameter } from './answer';

/** What the records say about a request, in addition to the request. */
export interface RecordedFacts {
  readonly answer: readonly Element[];
  /** Why TaskRouter had canceled the caller's task by then. */
  readonly whyCanceled: string | undefined;
}

type Decide = (asked: unknown, request: WebhookRequest, facts: RecordedFacts) => unknown;

/** As the endpoint found it: canceled just then. */
const taskCanceled = (reason: string, now: Date): CallersTask => ({
  ...{ sid: '', endsAs: undefined, reason },
  changedAt: epochSeconds(now),
});

/**
 * Some decisions depend on facts that no record has, such as PINs or how many callers were waiting: the answer shows what
 * was decided. All other endpoints decide again from the same request. Which music files were missing is not known then.
 */
const decisions = new Map<AnyWebhookEndpoint, Decide>([
  replay(leavingEndpoint, (caller, request, { whyCanceled }) =>
    leavingEndpoint.decide(caller, request, {
      missingFiles: new Set(),
      task: whyCanceled === undefined ? undefined : taskCanceled(whyCanceled, request.now),
    }),
  ),
  replay(agentArrivalEndpoint, (agent, { config }, { answer }) =>
    signIn(isLetIn(answer) ? letIn(agent, config, answer) : refusedOrAsked(answer)),
  ),
  replay(agentPinEndpoint, (entry, { config }, { answer }) =>
    signIn(isLetIn(answer) ? letIn(entry, config, answer) : { kind: 'refuse' }),
  ),
  replay(freeAgentEndpoint, (agent, { now }) => decideNextStep(agent, { kind: 'unknown' }, now)),
  replay(idleAgentEndpoint, ofIdleAgent),
  replay(pausedAgentEndpoint, ofIdleAgent),
]);

/** What an endpoint decided about a request. */
export function decisionIn(
  endpoint: AnyWebhookEndpoint,
  asked: unknown,
  request: WebhookRequest,
  facts: RecordedFacts,
): unknown {
  const decide = decisions.get(endpoint);
  return decide ? decide(asked, request, facts) : endpoint.decide(asked, request, undefined);
}

function replay<Asked, Decided, Facts, Sources>(
  endpoint: Endpoint<Asked, Decided, Facts, Sources>,
  decision: (asked: Asked, request: WebhookRequest, facts: RecordedFacts) => Decided,
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
  { answer }: RecordedFacts,
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
