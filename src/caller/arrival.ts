import { type Menu, type NamedQueue, queueNamed } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds, latestEpochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { isAnonymous } from '../rules/anonymous';
import type { Lane } from '../rules/next-in-line';
import { isClosed } from '../rules/queue-hours';
import { callerPhrases, say } from '../speech';
import { type CallerState, newCallerState, readQueue } from '../state/caller-state';
import { callerPath, menuChoicePath, menuChoiceUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { LineSources, PlanSources } from './caller-sources';
import { enqueue, enqueueAfter, joinedLogged } from './enqueue';
import {
  decidePlan,
  missingPrompts,
  type PlanStretch,
  readOurNumber,
  sayPlan,
  stateInNextQueue,
} from './plan';

/** A call that has just arrived. */
export interface Arrival {
  readonly call: string;
  readonly from: string | undefined;
  /** The menu of the dialed number, if the number has one and the caller has not chosen yet. */
  readonly menu: { readonly name: string; readonly menu: Menu } | undefined;
  /** The state that the caller gets in line with. */
  readonly state: CallerState;
  /** The number that the caller dialed. */
  readonly ourNumber: string | undefined;
  /** Whether an earlier request of this call failed, so that the caller has heard that all lines are busy. */
  readonly isAgain: boolean;
}

/** Where a call goes first. */
export type ArrivalStep =
  | { kind: 'reject'; why: 'blocked' | 'anonymous' }
  | { kind: 'menu'; name: string; menu: Menu }
  | { kind: 'closed' | 'noAgents'; plan: PlanStretch }
  | { kind: 'enqueue' };

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config' | 'now'>;

export function readArrival(request: ReadRequest): Arrival {
  const { parameters, config } = request;
  const isNamed = parameters.text('queue') !== undefined;
  const menu = isNamed ? undefined : menuDialed(request);
  const queue = queueNamed(config, menu?.menu.fallbackQueue) ?? readQueue(request);
  return arrivalAt(queue, request, menu, visitNow(request));
}

/**
 * A call that has already been answered was sent here again by the REST API.
 * https://www.twilio.com/docs/voice/twiml#request-parameters
 */
const visitNow = ({ parameters, now }: ReadRequest) =>
  parameters.text('CallStatus') === 'in-progress' ? epochSeconds(now) : 0;

/** A call whose caller pressed a key in a menu, or pressed none. */
export function readMenuChoice(request: ReadRequest): Arrival {
  const { parameters, config } = request;
  const menu = config.menus?.[parameters.expectedText('menu') ?? ''];
  const digits = parameters.text('Digits');
  const chosen = Object.entries(menu?.choices ?? {}).find(([key]) => key === digits)?.[1];
  const queue = queueNamed(config, chosen ?? menu?.fallbackQueue) ?? readQueue(request);
  return arrivalAt(queue, request, undefined, parameters.count('visit', latestEpochSeconds) ?? 0);
}

function arrivalAt(
  queue: NamedQueue,
  { parameters, now }: ReadRequest,
  menu: Arrival['menu'],
  visit: number,
): Arrival {
  const from = parameters.text('From');
  const ourNumber = readOurNumber(parameters);
  const lane = laneOf(queue, from, ourNumber);
  const isAgain = parameters.text('again') !== undefined;
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    from,
    menu,
    state: newCallerState(queue, greetingOf(queue, isAgain), now, lane, visit),
    ourNumber,
    isAgain,
  };
}

/** The priority lane is for listed callers, and for everyone who dials one of its numbers. */
function laneOf({ priority }: NamedQueue, from: string | undefined, to: string | undefined): Lane {
  const isListed = priority?.callers?.some((number) => number === from);
  const isTheirNumber = priority?.numbers?.some((number) => number === to);
  return isListed || isTheirNumber ? 'priority' : 'normal';
}

function menuDialed({ parameters, config }: ReadRequest): Arrival['menu'] {
  const to = parameters.text('To');
  const found = Object.entries(config.menus ?? {}).find(([, { numbers }]) =>
    numbers.some((number) => number === to),
  );
  return found && { name: found[0], menu: found[1] };
}

export function decideArrival(
  { from, menu, state, ourNumber }: Arrival,
  { config, now }: Pick<WebhookRequest, 'config' | 'now'>,
  { missingFiles, isStaffed = true }: Partial<ArrivalFacts> = {},
): ArrivalStep {
  if (config.blockedCallers?.some((number) => number === from)) return { kind: 'reject', why: 'blocked' };
  if (menu) return { kind: 'menu', ...menu };
  if (state.queue.anonymousCallers === 'reject' && isAnonymous(from))
    return { kind: 'reject', why: 'anonymous' };
  const reason = isClosed(state.queue, now) ? 'closed' : isStaffed ? undefined : 'noAgents';
  if (!reason) return { kind: 'enqueue' };
  const progress = { state, reason, step: 0, secondsWaited: 0, ourNumber } as const;
  return { kind: reason, plan: decidePlan(progress, { config, now, ...(missingFiles && { missingFiles }) }) };
}

export function sayArrival(
  step: ArrivalStep,
  { state, isAgain }: Arrival,
  request: Pick<WebhookRequest, 'domain' | 'environmentName' | 'taskRouter'>,
): VoiceResponse {
  switch (step.kind) {
    case 'reject':
      return reject();
    case 'menu':
      return askMenu(step.name, step.menu, state.visit);
    case 'closed':
    case 'noAgents':
      return sayPlan(step.plan, request);
    case 'enqueue':
      return enqueueAfter(greetingOf(state.queue, isAgain), state, request);
    default:
      return step satisfies never;
  }
}

/**
 * `<Reject>` comes first: the call is not answered, so Twilio does not bill it.
 * https://www.twilio.com/docs/voice/twiml/reject
 */
function reject(): VoiceResponse {
  const response = new VoiceResponse();
  response.reject();
  return response;
}

/** Callers who press no key go to the menu's fallback queue. */
function askMenu(name: string, menu: Menu, visit: number): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: menuChoiceUrl(name, visit),
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 5,
  });
  say(gather, menu, menu.prompt);
  return response;
}

/** The fallback for a new call: an apology, then straight into the line without another request. */
export function sayArrivalDespiteTrouble(
  { state }: Arrival,
  request: Pick<WebhookRequest, 'environmentName' | 'taskRouter'>,
): VoiceResponse {
  const { recording } = state.queue;
  const apology = callerPhrases(state.queue).queuedDespiteTrouble;
  const response = new VoiceResponse();
  say(response, state.queue, recording ? `${apology} ${recording.notice}` : apology);
  enqueue(response, state, request);
  return response;
}

/**
 * The recording notice is part of the greeting, because a conversation may start before the caller hears the last
 * words.
 */
function greetingOf(queue: NamedQueue, isAgain: boolean): string {
  const { greeting, recording } = queue;
  const words = recording ? `${greeting} ${recording.notice}` : greeting;
  return isAgain ? `${callerPhrases(queue).throughAfterAll} ${words}` : words;
}

/** The log lines: that the caller joined, or why not, or both. A menu alone writes none. */
export function arrivalLogged(step: ArrivalStep, { call, state }: Arrival): LogLine[] {
  const queue = state.queue.name;
  switch (step.kind) {
    case 'menu':
      return [];
    case 'enqueue':
      return [joinedLogged(call, state)];
    case 'reject':
      return [{ event: 'refused', call, queue, why: step.why }];
    case 'closed':
    case 'noAgents': {
      const elsewhere = stateInNextQueue(step.plan);
      return [
        { event: 'refused', call, queue, why: step.kind },
        ...(elsewhere ? [joinedLogged(call, elsewhere)] : []),
      ];
    }
    default:
      return step satisfies never;
  }
}

type ArrivalSources = LineSources & PlanSources;

/** What the request does not contain: whether an agent is available, and which files of plans are missing. */
export interface ArrivalFacts {
  readonly missingFiles: ReadonlySet<string>;
  readonly isStaffed: boolean;
}

/** Reads only what the decision needs: agents for rung queues, files where a plan plays. */
async function factsOnArrival(
  arrival: Arrival,
  sources: ArrivalSources,
  request: WebhookRequest,
): Promise<ArrivalFacts> {
  const { kind } = decideArrival(arrival, request);
  const { name, ringing } = arrival.state.queue;
  const isStaffed = kind !== 'enqueue' || !ringing || (await sources.hasAgents(name));
  const hasPlan = kind === 'closed' || !isStaffed;
  return { missingFiles: hasPlan ? await missingPrompts(sources, request) : new Set(), isStaffed };
}

/** Twilio requests this when a call reaches one of our numbers. */
export const arrivalEndpoint: Endpoint<Arrival, ArrivalStep, ArrivalFacts, ArrivalSources> = {
  path: callerPath,
  visibility: 'protected',
  events: ['refused', 'joined'],
  read: readArrival,
  gatherFacts: factsOnArrival,
  decide: decideArrival,
  logLines: arrivalLogged,
  say: sayArrival,
  fallback: (request) => sayArrivalDespiteTrouble(readArrival(request), request),
};

/** Twilio requests this when a caller has pressed a key in a menu, or none in time. */
export const menuChoiceEndpoint: Endpoint<Arrival, ArrivalStep, ArrivalFacts, ArrivalSources> = {
  path: menuChoicePath,
  visibility: 'protected',
  events: ['refused', 'joined'],
  read: readMenuChoice,
  gatherFacts: factsOnArrival,
  decide: decideArrival,
  logLines: arrivalLogged,
  say: sayArrival,
  fallback: (request) => sayArrivalDespiteTrouble(readMenuChoice(request), request),
};
