import type { PlanReason } from '../config/queue-config';
import { noAgentsReason } from '../config/task-router';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { type CallersTask, type FoundTask, isForgotten } from '../rules/callers-task';
import { closingEndsWait, isClosed } from '../rules/queue-hours';
import { callerPhrases, goodbye, secondsToSay } from '../speech';
import {
  afterQueueEntry,
  type CallerState,
  mostMoves,
  movedToQueue,
  queueEntryOf,
  readCallerState,
  returnedToQueue,
} from '../state/caller-state';
import { longestCallSeconds, type Parameters } from '../state/parameters';
import { latestAttemptSeconds, leftQueuePath } from '../state/urls';
import type VoiceResponse from '../twiml';
import { sayApologyAndGoodbye } from './apology';
import type { LeavingSources } from './caller-sources';
import { lastWords } from './connecting';
import { enqueueAfter, joinedLogged, workflowOf } from './enqueue';
import {
  decidePlan,
  missingPrompts,
  type PlanStretch,
  readOurNumber,
  sayPlan,
  stateInNextQueue,
} from './plan';
import { askSurvey } from './survey';

/** How often callers who lost their agent are put back in line, so that a call that keeps breaking ends. */
const mostReturns = 2;

/** How often callers are put back in line after an error: each try may mean up to 15 s of silence. */
const mostReturnsAfterAFault = 1;

/** Every way out of a queue. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action-parameters */
export const queueResults = [
  'bridged',
  'bridging-in-process',
  'error',
  'hangup',
  'leave',
  'redirected',
  'redirected-from-bridged',
  'queue-full',
  'system-error',
] as const;

export type QueueResult = (typeof queueResults)[number];

/** A call that left the queue or never entered it. */
export interface LeavingCaller {
  readonly call: string;
  readonly state: CallerState;
  /** Undefined if Twilio sent none, or one that is not in `queueResults`. */
  readonly result: QueueResult | undefined;
  /** In the whole call, up to leaving. */
  readonly secondsWaited: number;
  /**
   * The least time the caller can have talked to an agent, if connected to one; undefined if the URL did not say when
   * they joined.
   */
  readonly secondsTalked: number | undefined;
  /** Whether the caller can still hear us. */
  readonly isOnTheLine: boolean;
  /** The number that the caller dialed. */
  readonly ourNumber: string | undefined;
}

/** How the caller left, or what they left for. */
export type WayOut =
  | { kind: 'served' }
  | { kind: 'abandoned' }
  | { kind: 'backInLine'; words: string; state: CallerState }
  | { kind: 'plan'; reason: PlanReason };

/** A way out, and the first part of its plan if it has one. */
export type LeavingStep =
  | Exclude<WayOut, { kind: 'plan' }>
  | { kind: 'plan'; reason: PlanReason; plan: PlanStretch };

export function readLeavingCaller(
  request: Pick<WebhookRequest, 'parameters' | 'config' | 'now'>,
): LeavingCaller {
  const { parameters, now } = request;
  const state = readCallerState(request);
  const secondsHere =
    state.joinedAt === undefined ? undefined : Math.max(0, epochSeconds(now) - state.joinedAt);
  const result = readQueueResult(parameters);
  const queueTime = parameters.count('QueueTime', longestCallSeconds);
  const queueTimeSeconds = queueTime ?? (result === 'queue-full' ? 0 : (secondsHere ?? 0));
  const isOnTheLine = parameters.text('CallStatus') !== 'completed';
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state: afterQueueEntry(state, queueTimeSeconds),
    result,
    secondsWaited: state.secondsWaitedBefore + queueTimeSeconds,
    secondsTalked:
      secondsHere === undefined || queueTime === undefined
        ? undefined
        : secondsHere - queueTime - secondsNotTalked(state, isOnTheLine),
    isOnTheLine,
    ourNumber: readOurNumber(parameters),
  };
}

/**
 * How much of the time since the agent took the caller was not conversation. For callers still on the line it includes
 * the delay of a late request, so that a caller who lost the agent goes back in line.
 */
const secondsNotTalked = ({ queue }: CallerState, isOnTheLine: boolean) =>
  Math.round(secondsToSay(lastWords(queue))) + (isOnTheLine ? latestAttemptSeconds : 0);

/** Why the caller is no longer in the queue, which decides how the call continues. */
export function wayOutOf(
  caller: LeavingCaller,
  now: Date,
  { task, taskRouter }: Pick<WebhookRequest, 'taskRouter'> & { readonly task?: FoundTask } = {},
): WayOut {
  switch (caller.result) {
    case 'bridged':
      return wasServed(caller) ? { kind: 'served' } : backInLine(caller, now);
    // The connection was started but never made: nobody has talked yet.
    case 'bridging-in-process':
      return backInLine(caller, now);
    // The caller talked and was then redirected, so was served. Twilio may not even run this answer.
    case 'redirected-from-bridged':
      return { kind: 'served' };
    case 'hangup':
      return { kind: 'abandoned' };
    case 'leave':
      if (caller.state.isQueueGone) return movedOn(caller, now, taskRouter);
      return wayOutOfWaiting(caller, now, task, taskRouter);
    case 'queue-full':
      return { kind: 'plan', reason: 'full' };
    // Something took the caller out. Twilio does not document which document runs then, so this one speaks too.
    case 'redirected':
      if (!isCanceledForNoAgents(task)) return { kind: 'plan', reason: 'error' };
      return { kind: 'plan', reason: reasonToLeave(caller, now, task, taskRouter) };
    case undefined:
      return { kind: 'plan', reason: 'error' };
    // During a rush this may be one refused request, so the caller does not lose their place.
    case 'error':
    case 'system-error':
      return caller.state.returns < mostReturnsAfterAFault
        ? backInLine(caller, now, callerPhrases(caller.state.queue).queuedDespiteTrouble)
        : { kind: 'plan', reason: 'error' };
    default:
      return caller.result satisfies never;
  }
}

export function decideLeaving(
  caller: LeavingCaller,
  request: Pick<WebhookRequest, 'config' | 'now' | 'taskRouter'>,
  missingFiles: ReadonlySet<string> = new Set(),
  task?: FoundTask,
): LeavingStep {
  const wayOut = wayOutOf(caller, request.now, { ...request, task });
  if (wayOut.kind !== 'plan') return wayOut;
  const { state, secondsWaited, ourNumber } = caller;
  const progress = { state, reason: wayOut.reason, step: 0, secondsWaited, ourNumber };
  return { ...wayOut, plan: decidePlan(progress, { ...request, missingFiles }) };
}

export function sayLeaving(
  step: LeavingStep,
  { state }: LeavingCaller,
  request: Pick<WebhookRequest, 'domain' | 'environmentName' | 'taskRouter'>,
): VoiceResponse {
  const { queue } = state;
  switch (step.kind) {
    case 'served':
      return queue.survey
        ? askSurvey(queue.survey, state)
        : goodbye(queue, callerPhrases(queue).afterTheTalk);
    case 'abandoned':
      return goodbye(queue);
    case 'backInLine':
      return enqueueAfter(step.words, step.state, request);
    case 'plan':
      return sayPlan(step.plan, request);
    default:
      return step satisfies never;
  }
}

/** A caller whose task is gone goes back in line, and the time waited counts. All others hear a plan. */
function wayOutOfWaiting(
  caller: LeavingCaller,
  now: Date,
  task: FoundTask,
  taskRouter: WebhookRequest['taskRouter'],
): WayOut {
  const reason = reasonToLeave(caller, now, task, taskRouter);
  const secondsInLine = caller.secondsWaited - caller.state.secondsWaitedBefore;
  const wasForgotten = isForgotten(task, secondsInLine, epochSeconds(now));
  if (reason !== 'keyPressed' || !wasForgotten) return { kind: 'plan', reason };
  return backInLine(caller, now, callerPhrases(caller.state.queue).queuedDespiteTrouble);
}

const isCanceledForNoAgents = (task: FoundTask) =>
  task !== undefined && task !== 'none' && task.reason === noAgentsReason;

/**
 * Twilio says that a caller left, not why. Checked in this order: the queue closed, the wait was too long, no agent was
 * available (the task was canceled for that); otherwise the caller pressed the key.
 */
function reasonToLeave(
  { secondsWaited, state }: LeavingCaller,
  now: Date,
  task: FoundTask,
  taskRouter: WebhookRequest['taskRouter'],
): PlanReason {
  if (closingEndsWait(state.queue, now)) return 'closed';
  if (secondsWaited >= state.queue.maxWaitSeconds) return 'waitedTooLong';
  const nobodyCanBeRung = state.queue.ringing && !workflowOf(state.queue, { taskRouter });
  return nobodyCanBeRung || isCanceledForNoAgents(task) ? 'noAgents' : 'keyPressed';
}

/**
 * Twilio also reports `bridged` if the agent dropped in the first second. Without a joining time in the URL, Twilio's
 * word counts.
 */
function wasServed({ secondsTalked, state }: LeavingCaller): boolean {
  return secondsTalked === undefined || secondsTalked >= state.queue.servedAfterSeconds;
}

function backInLine(
  { state, secondsWaited, isOnTheLine }: LeavingCaller,
  now: Date,
  words = callerPhrases(state.queue).backInLine,
): WayOut {
  if (!isOnTheLine) return { kind: 'abandoned' };
  if (state.returns >= mostReturns) return { kind: 'plan', reason: 'error' };
  return { kind: 'backInLine', words, state: returnedToQueue(state, secondsWaited, words, now) };
}

/** Callers whose queue a deployment has dropped get in line where they belong now, unless that queue is closed. */
function movedOn(
  { state, secondsWaited }: LeavingCaller,
  now: Date,
  taskRouter: WebhookRequest['taskRouter'],
): WayOut {
  const { queue } = state;
  if (queue.ringing && !workflowOf(queue, { taskRouter })) return { kind: 'plan', reason: 'noAgents' };
  if (state.moves >= mostMoves) return { kind: 'plan', reason: 'error' };
  if (isClosed(queue, now)) return { kind: 'plan', reason: 'closed' };
  const words = callerPhrases(queue).movedToAnotherLine;
  return { kind: 'backInLine', words, state: movedToQueue(state, queue, secondsWaited, now, words) };
}

function readQueueResult(parameters: Parameters): QueueResult | undefined {
  const text = parameters.expectedText('QueueResult');
  const result = queueResults.find((known) => known === text);
  if (text !== undefined && !result) parameters.note('QueueResult', 'not one we know');
  return result;
}

/** The log lines: the end of this queue entry and, for callers who get in line again, the start of the next. */
export function leavingLogged(step: LeavingStep, caller: LeavingCaller): LogLine[] {
  const { call, state, secondsWaited } = caller;
  const queue = state.queue.name;
  const outcome = step.kind === 'plan' ? step.reason : step.kind;
  const result = caller.result ?? 'unknown';
  const next = nextState(step);
  return [
    { event: 'left', call, queue, stay: queueEntryOf(state), result, outcome, secondsWaited },
    ...(next ? [joinedLogged(call, next)] : []),
  ];
}

function nextState(step: LeavingStep): CallerState | undefined {
  if (step.kind === 'backInLine') return step.state;
  return step.kind === 'plan' ? stateInNextQueue(step.plan) : undefined;
}

interface LeavingFacts {
  readonly missingFiles: ReadonlySet<string>;
  readonly task: FoundTask;
}

/**
 * Agents must not be rung for callers who have left, and TaskRouter surely notices only hang-ups. A conversation that
 * is over must not keep its agent from the next caller.
 */
type LeavingDecision = LeavingStep & { readonly task: CallersTask | undefined };

/** Twilio requests this when a call has left the queue for any reason, or could not enter it. */
export const leavingEndpoint: Endpoint<LeavingCaller, LeavingDecision, LeavingFacts, LeavingSources> = {
  path: leftQueuePath,
  visibility: 'protected',
  events: ['left', 'joined'],
  read: readLeavingCaller,
  async gatherFacts(caller, sources, request) {
    const workflowSid = caller.result === 'hangup' ? undefined : workflowOf(caller.state.queue, request);
    const [missingFiles, task] = await Promise.all([
      missingPrompts(sources, request),
      workflowSid === undefined ? undefined : sources.taskOf(caller.call, workflowSid),
    ]);
    return { missingFiles, task };
  },
  decide: (caller, request, { missingFiles, task }: Partial<LeavingFacts> = {}) => {
    const step = decideLeaving(caller, request, missingFiles, task);
    return { ...step, task: task === 'none' ? undefined : task };
  },
  logLines: leavingLogged,
  async act({ task }, _caller, sources) {
    if (task) await sources.endTask(task);
  },
  say: sayLeaving,
  fallback: sayApologyAndGoodbye,
};
