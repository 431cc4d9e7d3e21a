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

/** How often a caller who lost the agent is put back in line; a line that keeps breaking must end. */
const mostReturns = 2;

/** How often a caller is put back in line when waiting failed: each try may be up to 15 s of silence. */
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

/** A call that left the queue, or never got in. */
export interface LeavingCaller {
  readonly call: string;
  readonly state: CallerState;
  /** Undefined if Twilio did not say, or said something that did not exist when this was written. */
  readonly result: QueueResult | undefined;
  /** Of the whole call, up to leaving. */
  readonly secondsWaited: number;
  /** How long the caller surely talked to an agent, if joined to one; unknown if the URL did not say when they joined. */
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

/** A way out, and the first stretch of the plan if there is one. */
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
 * What is not talk since the agent took the caller. A request may be late, and a caller who lost the agent must not be sent
 * away for that; one who hung up is only counted.
 */
const secondsNotTalked = ({ queue }: CallerState, isOnTheLine: boolean) =>
  Math.round(secondsToSay(lastWords(queue))) + (isOnTheLine ? latestAttemptSeconds : 0);

/** Why the caller is no longer in the queue, and with that where the call goes on. */
export function wayOutOf(
  caller: LeavingCaller,
  now: Date,
  { task, taskRouter }: Pick<WebhookRequest, 'taskRouter'> & { readonly task?: FoundTask } = {},
): WayOut {
  switch (caller.result) {
    case 'bridged':
      return wasServed(caller) ? { kind: 'served' } : backInLine(caller, now);
    // Told to be joined, and not: nobody has talked yet.
    case 'bridging-in-process':
      return backInLine(caller, now);
    // Talked, and was then sent elsewhere: served, should Twilio run this answer at all.
    case 'redirected-from-bridged':
      return { kind: 'served' };
    case 'hangup':
      return { kind: 'abandoned' };
    case 'leave':
      if (caller.state.isQueueGone) return ledOn(caller, now, taskRouter);
      return wayOutOfWaiting(caller, now, task, taskRouter);
    case 'queue-full':
      return { kind: 'plan', reason: 'full' };
    // Taken out of line from outside. Which document Twilio runs then is not documented: this one speaks.
    case 'redirected':
      if (!isCanceledForNoAgents(task)) return { kind: 'plan', reason: 'error' };
      return { kind: 'plan', reason: reasonToLeave(caller, now, task, taskRouter) };
    case undefined:
      return { kind: 'plan', reason: 'error' };
    // In a rush this may have been one refused request, so the caller does not lose their place for it.
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

/** Whoever was forgotten goes back in line, and the time waited counts; all others hear a plan. */
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
 * Twilio says that a caller left, not why. Closing comes first, then too long a wait, then that nobody was there, with
 * which the task was canceled; else it was the key.
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

/** `bridged` may follow an agent who dropped in the first second. If the URL does not say when they joined: believe Twilio's word. */
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

/** A caller whose queue was dropped while they waited gets in line where they belong now, unless that is closed. */
function ledOn(
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

/** The lines for the log: the end of this queue entry and, for one who gets in line again, the next one. */
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
 * Nobody is to be rung any more for a caller who has left, which TaskRouter notices for sure only of those who hang up; and no
 * agent is to be kept from the next caller by a conversation that is over.
 */
type LeavingDecision = LeavingStep & { readonly task: CallersTask | undefined };

/** A call left the queue, whatever the reason, or never got in. */
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
