import type { PlanReason, QueuesConfig } from '../config/queue-config';
import type { LogLine } from '../log';
import { goodbye, say } from '../speech';
import { epochSeconds, longestCallSeconds, readTicket, type Ticket } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';
import { joinedLogged } from './enqueue';
import { type PlanProgress, type PlanSite, sayPlan, ticketAfterPlan } from './plan';

const reasons: readonly PlanReason[] = ['closed', 'full', 'waitedTooLong', 'keyPressed', 'error'];

/** A caller who comes back from a step of a plan: from leaving a message, or from a number that was rung. */
export interface ReturningCaller extends PlanProgress {
  readonly call: string;
  readonly dialStatus: string | undefined;
  readonly hasTalked: boolean;
}

export function readReturningCaller(
  parameters: Parameters,
  config: QueuesConfig,
  now: Date,
): ReturningCaller {
  const ticket = readTicket(parameters, config);
  const reason = reasons.find((known) => known === parameters.expectedText('reason')) ?? 'error';
  const waitedHere = ticket.joinedAt === undefined ? 0 : Math.max(0, epochSeconds(now) - ticket.joinedAt);
  const dialStatus = parameters.text('DialCallStatus');
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket,
    reason,
    // A step that our URL does not count is the last one.
    step: parameters.count('step', 99) ?? ticket.queue.plans[reason].length,
    secondsWaited: Math.min(longestCallSeconds, ticket.secondsWaitedBefore + waitedHere),
    dialStatus,
    hasTalked: hasTalked(parameters, dialStatus),
  };
}

/** `completed` also stands for somebody who answered and did not accept; Twilio tells the two apart. */
function hasTalked(parameters: Parameters, dialStatus: string | undefined): boolean {
  const isBridged = parameters.text('DialBridged');
  return isBridged === undefined ? dialStatus === 'completed' : isBridged === 'true';
}

/** Who has talked is done; everybody else goes on with the plan. */
export function sayNextStep(caller: ReturningCaller, site: PlanSite): VoiceResponse {
  return caller.hasTalked ? goodbye(caller.ticket.queue) : sayPlan(caller, site);
}

/** The lines for the log: how far the plan is, and a stay in another line that begins with it. */
export function nextStepLogged(caller: ReturningCaller, site: PlanSite): LogLine[] {
  const { call, ticket, reason, step, dialStatus, hasTalked } = caller;
  const next = hasTalked ? undefined : ticketAfterPlan(caller, site);
  const queue = ticket.queue.name;
  return [
    { event: 'plan-step', call, queue, reason, step, dialStatus: dialStatus ?? null },
    ...(next ? [joinedLogged(call, next)] : []),
  ];
}

/** Somebody outside who was rung for a caller. */
export interface RungPerson {
  readonly call: string;
  readonly ticket: Ticket;
  readonly hasPressed: boolean;
}

export function readRungPerson(parameters: Parameters, config: QueuesConfig): RungPerson {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket: readTicket(parameters, config),
    hasPressed: parameters.text('Digits') !== undefined,
  };
}

/** Any key accepts. A voicemail presses none, and is hung up on. */
export function askToAccept({ ticket }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: routes.acceptedCall(ticket),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 5,
  });
  say(gather, ticket.queue, ticket.queue.language.agent.pressToAccept(ticket.queue.name));
  response.hangup();
  return response;
}

/** Nothing more to say: where this document ends the two are joined. */
export function sayAccepted({ hasPressed }: RungPerson): VoiceResponse {
  const response = new VoiceResponse();
  if (!hasPressed) response.hangup();
  return response;
}

/** If our code fails: nobody is joined who has not accepted. */
export function declineCall(): VoiceResponse {
  const response = new VoiceResponse();
  response.hangup();
  return response;
}
