import { type Menu, type NamedQueue, type QueuesConfig, queueNamed } from '../config/queue-config';
import type { LogLine } from '../log';
import { isAnonymous } from '../rules/anonymous';
import { callerPhrases, say } from '../speech';
import { newTicket, readQueue, type Ticket } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import type { Lane } from '../state/queue-name';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';
import { enqueueAfter, joinedLogged } from './enqueue';
import { isClosed, type PlanSite, sayPlan, ticketAfterPlan } from './plan';

/** A call that has just reached us. */
export interface Arrival {
  readonly call: string;
  readonly from: string | undefined;
  /** The menu of the dialled number, if it is a shared one and no choice is made yet. */
  readonly menu: { readonly name: string; readonly menu: Menu } | undefined;
  /** The first ticket, for the case that the caller gets in line. */
  readonly ticket: Ticket;
}

/** Where a call goes first. */
export type ArrivalStep =
  | { kind: 'reject'; why: 'blocked' | 'anonymous' }
  | { kind: 'menu'; name: string; menu: Menu }
  | { kind: 'closed' }
  | { kind: 'enqueue' };

export function readArrival(parameters: Parameters, config: QueuesConfig, now: Date): Arrival {
  const isNamed = parameters.text('queue') !== undefined;
  const menu = isNamed ? undefined : menuDialled(parameters, config);
  const queue = queueNamed(config, menu?.menu.fallbackQueue) ?? readQueue(parameters, config);
  return arrivalAt(queue, parameters, now, menu);
}

/** A call whose caller has answered a menu, or not. */
export function readMenuChoice(parameters: Parameters, config: QueuesConfig, now: Date): Arrival {
  const menu = config.menus?.[parameters.expectedText('menu') ?? ''];
  const digits = parameters.text('Digits');
  const chosen = Object.entries(menu?.choices ?? {}).find(([key]) => key === digits)?.[1];
  const queue = queueNamed(config, chosen ?? menu?.fallbackQueue) ?? readQueue(parameters, config);
  return arrivalAt(queue, parameters, now, undefined);
}

function arrivalAt(queue: NamedQueue, parameters: Parameters, now: Date, menu: Arrival['menu']): Arrival {
  const from = parameters.text('From');
  const lane = laneOf(queue, from, parameters.text('To'));
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    from,
    menu,
    ticket: newTicket(queue, greetingOf(queue), now, lane, parameters.environment),
  };
}

/** The priority lane is for listed callers, and for whoever knows its number. */
function laneOf({ priority }: NamedQueue, from: string | undefined, to: string | undefined): Lane {
  const isListed = priority?.callers?.some((number) => number === from);
  const isTheirNumber = priority?.numbers?.some((number) => number === to);
  return isListed || isTheirNumber ? 'priority' : 'normal';
}

function menuDialled(parameters: Parameters, config: QueuesConfig): Arrival['menu'] {
  const to = parameters.text('To');
  const found = Object.entries(config.menus ?? {}).find(([, { numbers }]) =>
    numbers.some((number) => number === to),
  );
  return found && { name: found[0], menu: found[1] };
}

export function decideArrival({ from, menu, ticket }: Arrival, config: QueuesConfig, now: Date): ArrivalStep {
  if (config.blockedCallers?.some((number) => number === from)) return { kind: 'reject', why: 'blocked' };
  if (menu) return { kind: 'menu', ...menu };
  if (ticket.queue.anonymousCallers === 'reject' && isAnonymous(from))
    return { kind: 'reject', why: 'anonymous' };
  if (isClosed(ticket.queue, now)) return { kind: 'closed' };
  return { kind: 'enqueue' };
}

export function sayArrival(step: ArrivalStep, ticket: Ticket, site: PlanSite): VoiceResponse {
  switch (step.kind) {
    case 'reject':
      return reject();
    case 'menu':
      return askMenu(step.name, step.menu);
    case 'closed':
      return sayPlan({ ticket, reason: 'closed', step: 0, secondsWaited: 0 }, site);
    case 'enqueue':
      return enqueueAfter(greetingOf(ticket.queue), ticket);
    default:
      return step satisfies never;
  }
}

/** The first verb, so that the call is never answered nor billed. https://www.twilio.com/docs/voice/twiml/reject */
function reject(): VoiceResponse {
  const response = new VoiceResponse();
  response.reject();
  return response;
}

/** Nothing pressed leads on as well: to the queue that the menu names for that. */
function askMenu(name: string, menu: Menu): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: routes.menuChoice(name),
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 5,
  });
  say(gather, menu, menu.prompt);
  return response;
}

/** What a caller hears if our first answer failed: an apology, and a place in line all the same. */
export function sayArrivalDespiteTrouble(ticket: Ticket): VoiceResponse {
  const { recording } = ticket.queue;
  const apology = callerPhrases(ticket.queue).queuedDespiteTrouble;
  return enqueueAfter(recording ? `${apology} ${recording.notice}` : apology, ticket);
}

/** With recording on, the notice belongs to the greeting: a talk may begin before the last words are heard. */
const greetingOf = ({ greeting, recording }: NamedQueue) =>
  recording ? `${greeting} ${recording.notice}` : greeting;

/** The lines for the log: in line, or why not, or both. A menu is no news yet. */
export function arrivalLogged(step: ArrivalStep, { call, ticket }: Arrival, site: PlanSite): LogLine[] {
  const queue = ticket.queue.name;
  switch (step.kind) {
    case 'menu':
      return [];
    case 'enqueue':
      return [joinedLogged(call, ticket)];
    case 'reject':
      return [{ event: 'refused', call, queue, why: step.why }];
    case 'closed': {
      const elsewhere = ticketAfterPlan({ ticket, reason: 'closed', step: 0, secondsWaited: 0 }, site);
      return [
        { event: 'refused', call, queue, why: 'closed' },
        ...(elsewhere ? [joinedLogged(call, elsewhere)] : []),
      ];
    }
    default:
      return step satisfies never;
  }
}
