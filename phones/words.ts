import { inWords, type Sound } from '../emulator/browser';
import type { AgentActivity } from '../src/config/task-router';
import type { CallResults, Phone } from './call-board';
import type { Stage } from './stage';

/** Seconds as a clock shows them: `0:07`, `12:30`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const rest = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** How long something lasted, in a sentence: `9 s`, `67 s`, `3:10`. */
export const duration = (seconds: number): string =>
  seconds < 100 ? `${Math.round(seconds)} s` : clockTime(seconds);

/** A number as people write it; a number in an unknown format stays as it is. */
export function numberInWords(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `+1 ${parts.slice(1).join(' ')}` : number;
}

/** How long a request took: `50 ms`, `1.2 s`. */
export const lasting = (millis: number): string =>
  millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;

/** A thing with its count: `1 call`, `2 calls`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The state of a telephone: the words on its label, and the look of the label. */
export interface State {
  readonly word: string;
  readonly tone: 'idle' | 'busy' | 'waiting' | 'talking' | 'over' | 'failed';
}

/** `place` is the caller's place in line, counted from 1. */
export function stateOf(phone: Pick<Phone, 'doing' | 'status' | 'role' | 'results'>, place?: number): State {
  const { doing, role } = phone;
  switch (doing.kind) {
    case 'ringing':
      return { word: role === 'external' ? 'Ringing' : 'Calling', tone: 'busy' };
    case 'listening':
      return {
        word: stages[doing.stage],
        tone: doing.stage === 'waiting-for-callers' || doing.stage === 'paused' ? 'idle' : 'busy',
      };
    case 'leaving-message':
      return { word: 'Leaving a message', tone: 'busy' };
    case 'waiting':
      return {
        word: place === undefined ? 'Waiting' : `Waiting, ${ordinal(place)} in line`,
        tone: 'waiting',
      };
    case 'talking':
      return { word: 'Talking', tone: 'talking' };
    case 'over':
      return endOf(phone);
    default:
      return doing satisfies never;
  }
}

const stages: Readonly<Record<Stage, string>> = {
  listening: 'On the line',
  greeting: 'Greeting',
  menu: 'Menu',
  connecting: 'Being connected',
  plan: 'After the line',
  'calling-out': 'Calling an external number',
  survey: 'Survey question',
  accepting: 'Asked to accept the call',
  pin: 'Entering the PIN',
  'signed-in': 'Signed in',
  'waiting-for-callers': 'Waiting for callers',
  notes: 'Wrap-up',
  paused: 'Paused',
  apology: 'Apology',
};

function endOf({ status, role, results }: Pick<Phone, 'status' | 'role' | 'results'>): State {
  const ofStatus = endOfStatus[status];
  if (ofStatus && results.outcome === undefined) return ofStatus;
  const { conversations, secondsTalked } = results;
  if (role === 'external') {
    return {
      word: conversations > 0 ? `${duration(secondsTalked)} conversation` : 'Call ended',
      tone: 'over',
    };
  }
  return role === 'agent' ? endOfAgent(results) : endOfCaller(results);
}

const endOfStatus: Partial<Record<Phone['status'], State>> = {
  busy: { word: 'Busy', tone: 'failed' },
  failed: { word: 'Call failed', tone: 'failed' },
  'no-answer': { word: 'No answer', tone: 'failed' },
  canceled: { word: 'Not reached', tone: 'over' },
};

function endOfAgent({ conversations, secondsTalked, isSignedIn, chosen }: CallResults): State {
  if (!isSignedIn) return { word: 'Not signed in', tone: 'over' };
  if (chosen !== undefined) return { word: chosenState[chosen], tone: 'over' };
  if (conversations === 0) return { word: 'Served no caller', tone: 'over' };
  const served = `Served ${counted(conversations, 'caller')}`;
  return { word: `${served}, ${duration(secondsTalked)} in conversation`, tone: 'over' };
}

/** What an agent has chosen by phone. An available agent is in wrap-up until their phone is free. */
const chosenState: Readonly<Record<AgentActivity, string>> = {
  available: 'Chose to be available',
  wrapUp: 'Chose to be available',
  missed: 'Chose to be available',
  onBreak: 'Chose a break',
  offline: 'Chose to be offline',
  onCall: 'On a call',
};

function endOfCaller(results: CallResults): State {
  const { conversations, secondsTalked, secondsWaited, voicemailSeconds, outcome } = results;
  const waited = secondsWaited === undefined ? '' : ` after ${duration(secondsWaited)}`;
  if (voicemailSeconds !== undefined)
    return { word: `Voicemail, ${duration(voicemailSeconds)}`, tone: 'over' };
  if (conversations > 0) {
    return { word: `Served${waited}, ${duration(secondsTalked)} conversation`, tone: 'over' };
  }
  switch (outcome) {
    case 'served':
      return { word: `Served${waited}`, tone: 'over' };
    case 'keyPressed':
      return { word: `Pressed the exit key${waited}`, tone: 'over' };
    case 'waitedTooLong':
      return { word: `Waited too long${waited && `: ${waited.slice(7)}`}`, tone: 'over' };
    case 'full':
      return { word: 'The line was full', tone: 'over' };
    case 'noAgents':
      return { word: `Nobody was there${waited && `,${waited}`}`, tone: 'over' };
    case 'closed':
      return { word: `Closed${waited}`, tone: 'over' };
    case 'error':
      return { word: `Ended by a fault${waited}`, tone: 'failed' };
    case 'blocked':
      return { word: 'Rejected: blocked number', tone: 'over' };
    case 'anonymous':
      return { word: 'Rejected: hidden number', tone: 'over' };
    case 'abandoned':
      return { word: `Gave up${waited}`, tone: 'over' };
    default:
      return { word: secondsWaited === undefined ? 'Call ended' : `Gave up${waited}`, tone: 'over' };
  }
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1;
  return `${count}${(!isTeen && ['th', 'st', 'nd', 'rd'][count % 10]) || 'th'}`;
}

/** A sound in words, for people who cannot hear it. */
export const captionOf = (sound: Sound): string => inWords(sound)[0] ?? 'Silence';
