import { type PlanReason, planFor } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { goodbye } from '../speech';
import { readCallerState } from '../state/caller-state';
import { longestCallSeconds, type Parameters } from '../state/parameters';
import { planStepPath } from '../state/urls';
import type VoiceResponse from '../twiml';
import { sayApologyAndGoodbye } from './apology';
import type { PlanSources } from './caller-sources';
import { joinedLogged } from './enqueue';
import {
  decidePlan,
  missingPrompts,
  type PlanProgress,
  type PlanStretch,
  readOurNumber,
  sayPlan,
  stateInNextQueue,
} from './plan';

const reasons: readonly PlanReason[] = ['closed', 'full', 'waitedTooLong', 'keyPressed', 'error', 'noAgents'];

/** A caller who comes back from a step of a plan: after leaving a message, or after an outside number was called. */
export interface ReturningCaller extends PlanProgress {
  readonly call: string;
  readonly dialStatus: string | undefined;
  readonly hasTalked: boolean;
}

/** How a plan continues. It ends for callers who have talked to somebody. */
export type NextPlanStep = { kind: 'end' } | { kind: 'plan'; plan: PlanStretch };

export function readReturningCaller(
  request: Pick<WebhookRequest, 'parameters' | 'config' | 'now'>,
): ReturningCaller {
  const { parameters, now } = request;
  const state = readCallerState(request);
  const reason = reasons.find((known) => known === parameters.expectedText('reason')) ?? 'error';
  const waitedHere = state.joinedAt === undefined ? 0 : Math.max(0, epochSeconds(now) - state.joinedAt);
  const dialStatus = parameters.text('DialCallStatus');
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state,
    reason,
    // Without a step in the URL, the plan is over.
    step: parameters.count('step', 99) ?? planFor(state.queue, reason).length,
    secondsWaited: Math.min(longestCallSeconds, state.secondsWaitedBefore + waitedHere),
    dialStatus,
    hasTalked: hasTalked(parameters, dialStatus),
    ourNumber: readOurNumber(parameters),
  };
}

/** `completed` also covers people who answered but did not accept; `DialBridged` distinguishes the two. */
function hasTalked(parameters: Parameters, dialStatus: string | undefined): boolean {
  const isBridged = parameters.text('DialBridged');
  return isBridged === undefined ? dialStatus === 'completed' : isBridged === 'true';
}

export function decideNextStep(
  caller: ReturningCaller,
  request: Pick<WebhookRequest, 'config' | 'now'>,
  missingFiles: ReadonlySet<string> = new Set(),
): NextPlanStep {
  if (caller.hasTalked) return { kind: 'end' };
  return { kind: 'plan', plan: decidePlan(caller, { ...request, missingFiles }) };
}

export function sayNextStep(
  step: NextPlanStep,
  { state }: ReturningCaller,
  request: Pick<WebhookRequest, 'domain' | 'environmentName' | 'taskRouter'>,
): VoiceResponse {
  return step.kind === 'end' ? goodbye(state.queue) : sayPlan(step.plan, request);
}

/** The log lines: how far the plan is and, if it leads to another queue, the entry there. */
export function nextStepLogged(nextStep: NextPlanStep, caller: ReturningCaller): LogLine[] {
  const { call, state, reason, step, dialStatus } = caller;
  const next = nextStep.kind === 'plan' ? stateInNextQueue(nextStep.plan) : undefined;
  const queue = state.queue.name;
  return [
    { event: 'plan-step', call, queue, reason, step, dialStatus: dialStatus ?? null },
    ...(next ? [joinedLogged(call, next)] : []),
  ];
}

/** Twilio requests this when a message or an outside call of a plan is over: on to the next step. */
export const planStepEndpoint: Endpoint<ReturningCaller, NextPlanStep, ReadonlySet<string>, PlanSources> = {
  path: planStepPath,
  visibility: 'protected',
  events: ['plan-step', 'joined'],
  read: readReturningCaller,
  gatherFacts: (_caller, sources, request) => missingPrompts(sources, request),
  decide: decideNextStep,
  logLines: nextStepLogged,
  say: sayNextStep,
  fallback: sayApologyAndGoodbye,
};
