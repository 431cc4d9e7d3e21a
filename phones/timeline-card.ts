import type { WebhookAttempt, WebhookEvent } from '../emulator/browser';
import { timersName } from '../src/config/task-router';
import type {
  CallBoardEvent,
  DialedNumbers,
  FaultCard,
  Phone,
  RequestCard,
  TimelineCard,
} from './call-board';
import { cut } from './cut';
import { nameOf } from './phone';
import { callOfTask } from './task-router-board';

const longestAnswer = 4000;
const longestText = 1000;
const longestParameter = 1000;
const longestHeader = 500;

/** How many cards back to look for the request of a fault. */
const cardsLookedThrough = 5;

/** The card of an event, if it has one: what people hear is in the transcripts. */
export function timelineCardOf(
  event: CallBoardEvent,
  at: string,
  phones: readonly Phone[],
  phonesBefore: readonly Phone[],
  numbers: DialedNumbers,
): TimelineCard | undefined {
  const call = 'call' in event ? event.call : undefined;
  const phone = phones.find((one) => one.call === call);
  const place = {
    number: event.number,
    at,
    ...(call !== undefined && { call }),
    ...(phone && { name: phone.name }),
  };
  switch (event.kind) {
    case 'webhook':
      return { ...place, ...requestCard(event) };
    case 'fault':
    case 'refused':
      return { kind: 'fault', ...place, fault: event.fault };
    default: {
      const text = inWords(event, phones, phonesBefore, numbers);
      return text === undefined ? undefined : { kind: 'event', ...place, text: cut(text, longestText) };
    }
  }
}

/** The index of the request that a fault is about, which is already on the board with its own fault; -1 if there is none. */
export const indexOfFailedRequest = (
  cards: readonly TimelineCard[],
  { call, fault }: Extract<CallBoardEvent, { kind: 'fault' }>,
): number =>
  cards.findLastIndex(
    (card, index) =>
      index >= cards.length - cardsLookedThrough &&
      card.kind === 'request' &&
      card.call === call &&
      card.fault !== undefined &&
      fault.message.endsWith(card.fault.message),
  );

/** Adds another of Twilio's error codes for the same failure. */
export function withOtherFault(request: RequestCard, { code }: FaultCard['fault']): RequestCard {
  const { fault, otherFaults = [] } = request;
  return code === fault?.code || otherFaults.includes(code)
    ? request
    : { ...request, otherFaults: [...otherFaults, code] };
}

function requestCard(event: WebhookEvent) {
  const { method, url, parameters, headers = {}, status, answer, millis, fault } = event;
  const { host, pathname, search } = new URL(url);
  return {
    kind: 'request' as const,
    method,
    host,
    path: cut(pathname + search, longestText),
    parameters: bounded(parameters, longestParameter),
    headers: bounded(headers, longestHeader),
    ...(status !== undefined && { status }),
    // A 204 has no body, even if a runtime reports one. https://www.rfc-editor.org/rfc/rfc9110#name-204-no-content
    answer: status === 204 ? '' : cut(answer, longestAnswer),
    millis,
    attempts: attemptsOf(event),
    logLines: [],
    ...(fault && { fault }),
  };
}

function attemptsOf({ eachAttempt, attempts, status, millis }: WebhookEvent): readonly WebhookAttempt[] {
  if (eachAttempt) {
    return eachAttempt.map(({ answer, ...attempt }) => ({
      ...attempt,
      ...(answer !== undefined && { answer: cut(answer, longestText) }),
    }));
  }
  return Array.from({ length: attempts }, () => ({ status, millis }));
}

const bounded = (texts: Readonly<Record<string, string>>, most: number) =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, cut(value, most)]));

function inWords(
  event: Exclude<CallBoardEvent, { kind: 'webhook' | 'fault' | 'refused' }>,
  phones: readonly Phone[],
  phonesBefore: readonly Phone[],
  numbers: DialedNumbers,
): string | undefined {
  const phoneOf = (call: string) => phones.find((phone) => phone.call === call);
  const who = (call: string) => sentence(nameOf(phoneOf(call)));
  switch (event.kind) {
    case 'call':
      return callInWords(
        event.status,
        phonesBefore.find(({ call }) => call === event.call) ?? phoneOf(event.call),
        numbers,
      );
    case 'pressed':
      // A key that is heard appears as the digits of a request.
      return event.isHeard
        ? undefined
        : `${who(event.call)} presses ${event.key}: ignored, nothing is listening`;
    case 'spoke':
      return `${who(event.call)} speaks for ${event.seconds} s`;
    case 'queued':
      return `${who(event.call)} waits in ${event.queue}, place ${event.position}`;
    case 'unqueued':
      return `${who(event.call)} leaves ${event.queue} after ${event.secondsWaited} s: ${reasons[event.why] ?? event.why}`;
    case 'bridged':
      return `${who(event.call)} and ${nameOf(phoneOf(event.agentCall))} talk`;
    case 'parted':
      if (phonesBefore.find(({ call }) => call === event.call)?.doing.kind !== 'talking') return undefined;
      return `${who(event.call)} and ${nameOf(phoneOf(event.agentCall))} talked for ${event.secondsTalked} s, ended by ${endings[event.endedBy] ?? event.endedBy}`;
    case 'recording':
      return `The recording of ${nameOf(phoneOf(event.call))}’s call starts`;
    case 'recorded':
      return `A recording of ${event.seconds} s is ${event.status}`;
    case 'broken':
      return `The local Twilio could not continue ${nameOf(phoneOf(event.call))}’s call: ${event.why}`;
    case 'log':
      return event.level === 'error' ? `${event.path}: ${event.text}` : undefined;
    case 'heard':
    case 'cut':
    case 'verb':
    case 'rest':
    case 'sent-digits':
      return undefined;
    case 'task-router':
      return taskRouterInWords(event, phones);
    default:
      return event satisfies never;
  }
}

/** The TaskRouter events that matter to people, in words; the many others are in the workspace's event log. */
export function taskRouterInWords(
  { eventType, parameters }: Extract<CallBoardEvent, { kind: 'task-router' }>,
  phones: readonly Phone[],
): string | undefined {
  const { WorkerName: worker = 'a worker', TaskQueueName: queue, WorkerActivityName: activity } = parameters;
  const caller = phones.find(({ call }) => call === callOfTask(parameters.TaskAttributes));
  const task = caller ? `${caller.name}’s call` : queue === undefined ? 'a task' : `a task of ${queue}`;
  switch (eventType) {
    case 'worker.activity.update':
      return `${worker} is now ${activity}`;
    case 'reservation.created':
      return `TaskRouter reserves ${task} for ${worker}`;
    case 'reservation.accepted':
      return `${worker} accepts ${task}`;
    case 'reservation.rejected':
      return `${worker}’s reservation is rejected`;
    case 'reservation.timeout':
      return `${worker}’s reservation times out`;
    case 'reservation.canceled':
    case 'reservation.rescinded':
      return `${worker}’s reservation is ${eventType.slice('reservation.'.length)}`;
    case 'task.canceled':
      // A timer is a task that nobody takes, and that ends with its time.
      if (queue === timersName) return undefined;
      return `TaskRouter cancels ${task}: ${parameters.Reason || 'no reason given'}`;
    default:
      return undefined;
  }
}

/** Why a caller is no longer in a queue. https://www.twilio.com/docs/voice/twiml/enqueue#queueresult-values */
const reasons: Readonly<Record<string, string>> = {
  bridged: 'taken by an agent',
  dequeued: 'taken by an agent',
  redirected: 'sent elsewhere',
  'redirected-from-bridged': 'sent elsewhere',
  hangup: 'hung up',
  leave: 'removed by <Leave>',
  error: 'a fault',
  'system-error': 'a fault',
  'queue-full': 'the queue is full',
};

const endings: Readonly<Record<string, string>> = {
  caller: 'the caller',
  agent: 'the agent',
  star: 'the star key',
  'time-limit': 'the time limit',
  'caller-moved': 'the caller’s next document',
  'agent-moved': 'the agent’s next document',
  failed: 'a fault',
};

function callInWords(status: string, phone: Phone | undefined, { names }: DialedNumbers): string | undefined {
  const name = sentence(nameOf(phone));
  const isExternal = phone?.role === 'external';
  switch (status) {
    case 'ringing':
      return isExternal
        ? `${name}’s phone rings`
        : `${name} calls ${names[phone?.to ?? ''] ?? phone?.to ?? 'a number'}`;
    case 'queued':
      // Its phone has not started to ring.
      return undefined;
    case 'in-progress':
      return isExternal ? `${name} answers` : undefined;
    case 'completed':
      return `${name}’s call is over`;
    default:
      return `The call ${isExternal ? 'to' : 'from'} ${name} ends: ${status}`;
  }
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
