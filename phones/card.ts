import type { WebhookEvent } from '../emulator/index';
import type { BoardEvent, Card, Phone } from './board';
import { cut } from './cut';
import { nameOf } from './phone';

const longestAnswer = 4000;
const longestText = 1000;
const longestParameter = 500;

/** The card of an event, if it is one for people: what is heard stands in the transcripts. */
export function cardOf(
  event: BoardEvent,
  at: string,
  phones: readonly Phone[],
  phonesBefore: readonly Phone[],
): Card | undefined {
  const place = {
    number: event.number,
    at,
    ...('call' in event && event.call !== undefined && { call: event.call }),
  };
  switch (event.kind) {
    case 'webhook':
      return { ...place, ...webhookCard(event) };
    case 'fault':
    case 'refused':
      return { kind: 'fault', ...place, fault: event.fault };
    default: {
      const text = inWords(event, phones, phonesBefore);
      return text === undefined ? undefined : { kind: 'event', ...place, text: cut(text, longestText) };
    }
  }
}

function webhookCard({ method, url, parameters, status, answer, millis, attempts, fault }: WebhookEvent) {
  const { pathname, search } = new URL(url);
  return {
    kind: 'webhook' as const,
    method,
    path: cut(pathname + search, longestText),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, cut(value, longestParameter)]),
    ),
    ...(status !== undefined && { status }),
    // A 204 has no body, whatever a runtime may say. https://www.rfc-editor.org/rfc/rfc9110#name-204-no-content
    answer: status === 204 ? '' : cut(answer, longestAnswer),
    millis,
    attempts,
    ...(fault && { fault }),
  };
}

function inWords(
  event: Exclude<BoardEvent, { kind: 'webhook' | 'fault' | 'refused' }>,
  phones: readonly Phone[],
  phonesBefore: readonly Phone[],
): string | undefined {
  const phoneOf = (call: string) => phones.find((phone) => phone.call === call);
  const who = (call: string) => sentence(nameOf(phoneOf(call)));
  switch (event.kind) {
    case 'call':
      return callInWords(
        event.status,
        phonesBefore.find(({ call }) => call === event.call) ?? phoneOf(event.call),
      );
    case 'pressed':
      // What is listened to comes back as the digits of a webhook.
      return event.isHeard ? undefined : `${who(event.call)} presses ${event.key}, and nothing listens`;
    case 'spoke':
      return `${who(event.call)} speaks for ${event.seconds} s`;
    case 'queued':
      return `${who(event.call)} waits in ${event.queue}, at place ${event.position}`;
    case 'unqueued':
      return `${who(event.call)} is out of ${event.queue} after ${event.secondsWaited} s: ${event.why}`;
    case 'bridged':
      return `${who(event.call)} and ${nameOf(phoneOf(event.agentCall))} talk`;
    case 'parted':
      if (phonesBefore.find(({ call }) => call === event.call)?.doing.kind !== 'talking') return undefined;
      return `${who(event.call)} and ${nameOf(phoneOf(event.agentCall))} have talked for ${event.secondsTalked} s, ended by ${endings[event.endedBy] ?? event.endedBy}`;
    case 'recording':
      return `What ${nameOf(phoneOf(event.call))} says is recorded`;
    case 'recorded':
      return `A recording of ${event.seconds} s is ${event.status}`;
    case 'broken':
      return `The local Twilio could not go on with the call of ${nameOf(phoneOf(event.call))}: ${event.why}`;
    case 'log':
      return event.level === 'error' ? `${event.path}: ${event.text}` : undefined;
    case 'heard':
    case 'cut':
    case 'verb':
    case 'rest':
    case 'sent-digits':
    case 'task-router':
      return undefined;
    default:
      return event satisfies never;
  }
}

const endings: Readonly<Record<string, string>> = {
  caller: 'the caller',
  agent: 'the agent',
  star: 'the star key',
  'time-limit': 'the time limit',
  'caller-moved': 'the caller’s going elsewhere',
  'agent-moved': 'the agent’s going elsewhere',
  failed: 'a fault',
};

function callInWords(status: string, phone: Phone | undefined): string | undefined {
  const name = sentence(nameOf(phone));
  const isOutside = phone?.role === 'outside';
  switch (status) {
    case 'ringing':
      return isOutside ? `The telephone of ${name} rings` : `${name} rings ${phone?.to ?? 'a number'}`;
    case 'in-progress':
      return isOutside ? `${name} picks up` : undefined;
    case 'completed':
      return `${name} is off the line`;
    default:
      return `The call ${isOutside ? 'to' : 'of'} ${name} ends: ${status}`;
  }
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
