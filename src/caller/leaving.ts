import type { PlanReason, QueuesConfig } from '../config/queue-config';
import type { LogLine } from '../log';
import { callerPhrases, goodbye, secondsToSay } from '../speech';
import {
  epochSeconds,
  longestCallSeconds,
  readTicket,
  stayOf,
  type Ticket,
  ticketForReturn,
} from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import type VoiceResponse from '../twiml';
import { lastWords } from './connecting';
import { enqueueAfter, joinedLogged } from './enqueue';
import { type PlanSite, sayPlan, ticketAfterPlan } from './plan';
import { askSurvey } from './survey';
import { sendsAway } from './waiting';

/** How often a caller who lost the agent is put back in line; a line that keeps breaking must end. */
const mostReturns = 2;

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
  readonly ticket: Ticket;
  /** Undefined if Twilio did not say, or said something that did not exist when this was written. */
  readonly result: QueueResult | undefined;
  /** Of the whole call, up to leaving. */
  readonly secondsWaited: number;
  /** How long the caller talked to an agent, if joined to one; unknown without a ticket. */
  readonly secondsTalked: number | undefined;
  /** Whether the caller can still hear us. */
  readonly isOnTheLine: boolean;
}

export type LeavingStep =
  | { kind: 'served' }
  | { kind: 'abandoned' }
  | { kind: 'backInLine'; ticket: Ticket }
  | { kind: 'plan'; reason: PlanReason };

export function readLeavingCaller(parameters: Parameters, config: QueuesConfig, now: Date): LeavingCaller {
  const ticket = readTicket(parameters, config);
  const secondsHere =
    ticket.joinedAt === undefined ? undefined : Math.max(0, epochSeconds(now) - ticket.joinedAt);
  const result = readQueueResult(parameters);
  const queueTime = parameters.count('QueueTime', longestCallSeconds);
  const queueTimeSeconds = queueTime ?? (result === 'queue-full' ? 0 : (secondsHere ?? 0));
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket,
    result,
    secondsWaited: ticket.secondsWaitedBefore + queueTimeSeconds,
    secondsTalked:
      secondsHere === undefined || queueTime === undefined
        ? undefined
        : secondsHere - queueTime - Math.round(secondsToSay(lastWords(ticket.queue))),
    isOnTheLine: parameters.text('CallStatus') !== 'completed',
  };
}

export function decideLeaving(caller: LeavingCaller, now: Date): LeavingStep {
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
      return { kind: 'plan', reason: reasonToLeave(caller, now) };
    case 'queue-full':
      return { kind: 'plan', reason: 'full' };
    // Taken out of line from outside. Which document Twilio runs then is not documented: this one speaks.
    case 'redirected':
    case 'error':
    case 'system-error':
    case undefined:
      return { kind: 'plan', reason: 'error' };
    default:
      return caller.result satisfies never;
  }
}

export function sayLeaving(step: LeavingStep, caller: LeavingCaller, site: PlanSite): VoiceResponse {
  const { ticket, secondsWaited } = caller;
  const { queue } = ticket;
  switch (step.kind) {
    case 'served':
      return queue.survey
        ? askSurvey(queue.survey, ticket)
        : goodbye(queue, callerPhrases(queue).afterTheTalk);
    case 'abandoned':
      return goodbye(queue);
    case 'backInLine':
      return enqueueAfter(callerPhrases(queue).backInLine, step.ticket);
    case 'plan':
      return sayPlan({ ticket, reason: step.reason, step: 0, secondsWaited }, site);
    default:
      return step satisfies never;
  }
}

/** Twilio says that a caller left, not why. Closing comes first, then too long a wait; else it was the key. */
function reasonToLeave({ secondsWaited, ticket }: LeavingCaller, now: Date): PlanReason {
  if (sendsAway(ticket.queue, now)) return 'closed';
  return secondsWaited >= ticket.queue.maxWaitSeconds ? 'waitedTooLong' : 'keyPressed';
}

/** `bridged` may follow an agent who dropped in the first second. Without a ticket: believe Twilio's word. */
function wasServed({ secondsTalked, ticket }: LeavingCaller): boolean {
  return secondsTalked === undefined || secondsTalked >= ticket.queue.servedAfterSeconds;
}

function backInLine({ ticket, secondsWaited, isOnTheLine }: LeavingCaller, now: Date): LeavingStep {
  if (!isOnTheLine) return { kind: 'abandoned' };
  if (ticket.returns >= mostReturns) return { kind: 'plan', reason: 'error' };
  const words = callerPhrases(ticket.queue).backInLine;
  return { kind: 'backInLine', ticket: ticketForReturn(ticket, secondsWaited, words, now) };
}

function readQueueResult(parameters: Parameters): QueueResult | undefined {
  const text = parameters.expectedText('QueueResult');
  const result = queueResults.find((known) => known === text);
  if (text !== undefined && !result) parameters.note('QueueResult', 'not one we know');
  return result;
}

/** The lines for the log: the end of this stay and, for one who gets in line again, the next stay. */
export function leavingLogged(step: LeavingStep, caller: LeavingCaller, site: PlanSite): LogLine[] {
  const { call, ticket, secondsWaited } = caller;
  const queue = ticket.queue.name;
  const outcome = step.kind === 'plan' ? step.reason : step.kind;
  const result = caller.result ?? 'unknown';
  const stay = stayOf(ticket);
  const next = nextTicket(step, caller, site);
  return [
    { event: 'left', call, queue, stay, result, outcome, secondsWaited },
    ...(next ? [joinedLogged(call, next)] : []),
  ];
}

function nextTicket(
  step: LeavingStep,
  { ticket, secondsWaited }: LeavingCaller,
  site: PlanSite,
): Ticket | undefined {
  if (step.kind === 'backInLine') return step.ticket;
  if (step.kind !== 'plan') return undefined;
  return ticketAfterPlan({ ticket, reason: step.reason, step: 0, secondsWaited }, site);
}
