import { type TwilioErrorCode as FaultCode, twilioErrors as faultNumbers } from '../../emulator/reference';
import { quoted } from '../../wording/phrases';
import { clockTime, durationInWords } from '../../wording/times';
import { reasonsInWords } from '../call-plan/plan-in-words';
import type { Sound } from './answer';
import type { Talk } from './talks';
import type { ReservationEnd, TimelineEntry } from './timeline-entry';

type EntryOf<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: Kind }>;

/** An entry in words about the person on the line, without its time. */
export function entryInWords(entry: TimelineEntry, timeZone: string): string {
  const heard = entry.heard.map(soundInWords).join(', then ');
  return [eventInWords(entry, timeZone), heard && `heard ${heard}`].filter(Boolean).join('; ');
}

function soundInWords(sound: Sound): string {
  switch (sound.kind) {
    case 'said':
      return quoted(sound.words);
    case 'played':
      return sound.file;
    case 'beep':
      return 'a beep, to leave a message after it';
    default:
      return sound satisfies never;
  }
}

function eventInWords(entry: TimelineEntry, timeZone: string): string {
  switch (entry.kind) {
    case 'rang':
      return 'rang';
    case 'chose':
      return `pressed ${entry.key ?? 'no key'} in the menu`;
    case 'refused':
      return `was not put in line: ${refusalsInWords[entry.why]}`;
    case 'sent-to-line':
      return `was sent to ${lineInWords(entry)}`;
    case 'joined':
      return `${entry.isAgain ? 'was in' : 'joined'} ${lineInWords(entry)}${ifKnown(entry.place, (place) => ` as number ${place}`)}`;
    case 'waited':
      return entry.place === null ? 'was still in line' : `was number ${entry.place} in line`;
    case 'key':
      return entry.leaves
        ? `pressed ${entry.key ?? 'the key'} to leave the line`
        : 'pressed a key that has no meaning here';
    case 'sent-away':
      return `was taken out of the line of ${entry.queue} after ${durationInWords(entry.secondsWaited)}`;
    case 'connected':
      return `was connected to ${agentInWords(entry.agent)} (call ${entry.agentCall})${ifKnown(entry.secondsWaited, (seconds) => `, after ${durationInWords(seconds)} in line`)}`;
    case 'left':
      return leftInWords(entry);
    case 'plan-step':
      return entry.dialStatus === null
        ? `continued with the plan for when ${reasonsInWords[entry.reason]}`
        : `came back from the number that was called: ${entry.dialStatus}`;
    case 'rung':
      return `${agentInWords(entry.agent)} was rung for ${entry.queue}`;
    case 'reservation-over':
      return reservationEndsInWords[entry.how](agentInWords(entry.agent));
    case 'more-agents':
      return `agents of ${entry.queue} up to level ${entry.level} could be rung from then on`;
    case 'given-up':
      return 'TaskRouter was asked to ring nobody else, because no agent was there';
    case 'whereabouts':
      return whereaboutsInWords(entry, timeZone);
    case 'missed':
      return `${agentInWords(entry.agent)} missed the call${ifKnown(entry.status, (status) => ` (${status})`)}, ${entry.misses} in a row`;
    case 'state':
      return `${agentInWords(entry.agent)} ${statesInWords[entry.state]}`;
    case 'survey':
      return `answered the survey with ${entry.answer ?? 'nothing'}`;
    case 'voicemail':
      return voicemailInWords(entry);
    case 'arrived':
      return arrivalInWords(entry);
    case 'pin':
      return entry.accepted
        ? `was let in${byName(entry.agent)} by the PIN, at attempt ${entry.attempt}`
        : `${wrongPinInWords(entry.keyedIn)}${forName(entry.agent)}, at attempt ${entry.attempt}`;
    case 'served':
      return `was connected to a caller of ${entry.queue} (call ${entry.caller})${ifKnown(entry.secondsWaited, (seconds) => `, who had waited ${durationInWords(seconds)}`)}`;
    case 'free':
      return freeInWords(entry);
    case 'idle':
      return idleInWords(entry);
    case 'quiet':
      return `${entry.isPaused ? 'stayed paused' : 'waited in quiet'}${entry.rounds > 1 ? `, until ${clockTime(entry.until, timeZone)} at least` : ''}`;
    case 'resumed':
      return 'took calls again';
    case 'asked-to-accept':
      return 'answered, and was asked to take a caller';
    case 'accepted':
      return entry.accepted ? 'took the caller with a key' : 'did not take the caller';
    case 'dialed':
      return `${entry.number} was called (call ${entry.call}): ${entry.status}${entry.seconds ? `, ${durationInWords(entry.seconds)}` : ''}`;
    case 'recorded':
      return recordedInWords(entry);
    case 'heard':
      return '';
    case 'failed':
      return `our function at ${entry.path} failed, and its fallback answered (${entry.error})`;
    case 'bad-input':
      return `the request to ${entry.path} was not as expected (${entry.faults.join(', ')})`;
    case 'unanswered':
      return `Twilio requested ${entry.path} and ${answerInWords(entry.status)}`;
    case 'fallback':
      return `Twilio fell back to the static document ${entry.path}`;
    case 'elsewhere':
      return `Twilio requested ${entry.url}, which is not one of our URLs, and ${answerInWords(entry.status)}`;
    case 'complaint':
      return complaintInWords(entry);
    case 'ended':
      return `the call ended: ${entry.status}${ifKnown(entry.seconds, (seconds) => `, ${durationInWords(seconds)} long`)}`;
    default:
      return entry satisfies never;
  }
}

/** Words about something, or none if it is not known. */
function ifKnown<Value>(value: Value | null | undefined, words: (value: Value) => string): string {
  return value === null || value === undefined ? '' : words(value);
}

const reservationEndsInWords: Readonly<Record<ReservationEnd, (agent: string) => string>> = {
  accepted: (agent) => `${agent} took the call`,
  rejected: (agent) => `${agent} did not take the call, and the next agent could be rung`,
  timeout: (agent) => `${agent} did not take the call before TaskRouter’s time limit`,
  canceled: (agent) => `${agent} was no longer needed: the caller was gone, or the phone could not be rung`,
  rescinded: (agent) => `${agent} was no longer needed: another agent had taken the call`,
};

function whereaboutsInWords({ agents }: EntryOf<'whereabouts'>, timeZone: string): string {
  if (agents.length === 0) return 'queues.config.ts has no agent of this queue now';
  const places = agents.map(({ agent, activity, since }) =>
    activity && since
      ? `${agent} ${activity} since ${clockTime(since, timeZone)}`
      : `${agent} without a change in the 24 hours before`,
  );
  return `the agents at that time: ${places.join(', ')}`;
}

const statesInWords = {
  available: 'is available',
  onCall: 'is on a call',
  missed: 'has missed a call',
  wrapUp: 'has wrap-up time',
  onBreak: 'is on a break',
  offline: 'is offline',
} as const;

export const refusalsInWords = {
  blocked: 'the number is on the list of blocked callers',
  anonymous: 'the number was hidden',
  closed: 'the queue was closed',
  noAgents: 'no agent was there',
} as const;

const lineInWords = ({ queue, lane }: EntryOf<'sent-to-line' | 'joined'>) =>
  `the ${lane === 'priority' ? 'priority lane' : 'line'} of ${queue}`;

/** An agent who signed in with the shared PIN has no name in the log. */
export const agentInWords = (agent: string) => (agent === 'agent' ? 'an agent' : agent);

function wrongPinInWords(keyedIn: boolean | undefined): string {
  if (keyedIn === undefined) return 'gave no PIN or a wrong one';
  return keyedIn ? 'entered a wrong PIN' : 'entered no PIN';
}

const forName = (agent: string) => (agent === 'agent' ? '' : ` for ${agent}`);

const byName = (agent: string) => (agent === 'agent' ? '' : ` as ${agent}`);

const answerInWords = (status: number | null) =>
  status === null ? 'got no answer' : `the answer was ${status}`;

function leftInWords({ outcome, result, secondsWaited, talk }: EntryOf<'left'>): string {
  const after = durationInWords(secondsWaited);
  switch (outcome) {
    case 'served':
      return `the conversation was over${ifKnown(talk, (known) => ` ${talkInWords(known)}`)}`;
    case 'backInLine':
      if (result === 'leave') return `was moved to another line, after ${after} of waiting`;
      if (result === 'error' || result === 'system-error') {
        return `was taken out of the line by a fault, after ${after} of waiting, and was put back in line`;
      }
      return `lost the agent${ifKnown(talk, (known) => ` ${talkInWords(known)}`)}, and was put back in line`;
    case 'abandoned':
      return `hung up, after ${after} of waiting`;
    case 'keyPressed':
      return `left the line by the key, after ${after} of waiting`;
    case 'waitedTooLong':
      return `had waited too long: ${after}`;
    case 'closed':
      return `was sent away at closing time, after ${after} of waiting`;
    case 'noAgents':
      return `found no agent there, after ${after} of waiting`;
    case 'full':
      return 'found the line full';
    case 'error':
      return `was taken out of the line by a fault, after ${after} of waiting`;
    default:
      return outcome satisfies never;
  }
}

/** How long the conversation was, and who ended it. */
export function talkInWords({ seconds, isEstimated, endedBy }: Talk): string {
  const length = `after ${isEstimated ? 'about ' : ''}${durationInWords(seconds)}`;
  return `${length}${ifKnown(endedBy, (who) => ` (${endersInWords[who]})`)}`;
}

const endersInWords = {
  caller: 'the caller hung up first',
  agent: 'the agent’s side ended it',
} as const;

function voicemailInWords({ seconds, delivery, why }: EntryOf<'voicemail'>): string {
  const message = `the message${ifKnown(seconds, (known) => ` of ${durationInWords(known)}`)}`;
  switch (delivery) {
    case 'delivered':
      return `${message} was delivered`;
    case 'too-short':
      return `${message} was too short to be sent`;
    case 'failed':
    case 'not-configured':
      return `${message} was NOT delivered: ${why ?? delivery}`;
    default:
      return delivery satisfies never;
  }
}

function arrivalInWords({ check, agent }: EntryOf<'arrived'>): string {
  switch (check) {
    case 'ask-for-pin':
      return 'was asked for the PIN';
    case 'let-in':
      return `was let in${byName(agent)} by the number`;
    case 'refuse':
      return 'was refused: no PIN and no known number';
    default:
      return check satisfies never;
  }
}

function freeInWords({ queue, hasTalked, secondsTalked, endedBy, caller, staysOn }: EntryOf<'free'>) {
  const sentHome = staysOn ? '' : ', and was asked to dial in again';
  if (!hasTalked) return `was connected to nobody of ${queue}${sentHome}`;
  return [
    `the conversation${ifKnown(caller, (call) => ` with call ${call}`)} was over`,
    ifKnown(secondsTalked, (seconds) => ` after ${durationInWords(seconds)}`),
    ifKnown(endedBy, (who) => ` (${endersInWords[who]})`),
    sentHome,
  ].join('');
}

function idleInWords({ step, queue }: EntryOf<'idle'>): string {
  switch (step) {
    case 'serve':
      return `was given the next caller of ${queue ?? 'a queue'}`;
    case 'pause':
      return 'paused';
    case 'log-off':
      return 'logged off by the key';
    case 'send-home':
      return 'was asked to dial in again: too long without a conversation, or too close to Twilio’s four hours';
    default:
      return step satisfies never;
  }
}

function recordedInWords({ recording, source, seconds, status }: EntryOf<'recorded'>): string {
  if (status === 'absent') return `nothing was recorded: too short, or silent (${recording})`;
  const what = source === 'RecordVerb' ? 'a message was recorded' : 'the conversation was recorded';
  const state = status === 'completed' ? '' : `, ${status}`;
  return `${what}${ifKnown(seconds, (known) => `, ${durationInWords(known)}`)} (${recording}${state})`;
}

/** Our own words for the error codes that we know. Twilio's page has more about each. */
function complaintInWords({ level, code, text, path }: EntryOf<'complaint'>): string {
  const known = Object.hasOwn(faultNumbers, code) ? faultNumbers[code as FaultCode] : undefined;
  const meaning = known ? `${known.title}. ${known.repair}` : `${text}.`;
  return `Twilio’s ${level} ${code}${path && ` at ${path}`}: ${meaning} https://www.twilio.com/docs/api/errors/${code}`;
}
