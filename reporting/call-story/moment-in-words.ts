import { type FaultCode, faultNumbers } from '../../emulator/platform/twilio-errors';
import { reasonsInWords } from '../call-plan/plan-in-words';
import { durationInWords, quoted } from '../words';
import type { Sound } from './answer';
import { clockTime } from './clock-time';
import type { Moment } from './moments';
import type { Talk } from './talks';

type MomentOf<Kind extends Moment['kind']> = Extract<Moment, { kind: Kind }>;

/** A moment as somebody would tell it of the person on the line, without its time. */
export function momentInWords(moment: Moment, timeZone: string): string {
  const heard = moment.heard.map(soundInWords).join(', then ');
  return [happeningInWords(moment, timeZone), heard && `heard ${heard}`].filter(Boolean).join('; ');
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

function happeningInWords(moment: Moment, timeZone: string): string {
  switch (moment.kind) {
    case 'rang':
      return 'rang';
    case 'chose':
      return `pressed ${moment.key ?? 'no key'} in the menu`;
    case 'refused':
      return `was not put in line: ${refusalsInWords[moment.why]}`;
    case 'sent-to-line':
      return `was sent to ${lineInWords(moment)}`;
    case 'joined':
      return `${moment.isAgain ? 'was in' : 'joined'} ${lineInWords(moment)}${ifKnown(moment.place, (place) => ` as number ${place}`)}`;
    case 'waited':
      return moment.place === null ? 'was still in line' : `was number ${moment.place} in line`;
    case 'key':
      return moment.leaves
        ? `pressed ${moment.key ?? 'the key'} to leave the line`
        : 'pressed a key that means nothing here';
    case 'sent-away':
      return `was taken out of the line of ${moment.queue} after ${durationInWords(moment.secondsWaited)}`;
    case 'connected':
      return `was joined to ${agentInWords(moment.agent)} (call ${moment.agentCall})${ifKnown(moment.secondsWaited, (seconds) => `, after ${durationInWords(seconds)} in line`)}`;
    case 'left':
      return leftInWords(moment);
    case 'plan-step':
      return moment.dialStatus === null
        ? `went on with what is planned when ${reasonsInWords[moment.reason]}`
        : `came back from the number that was rung: ${moment.dialStatus}`;
    case 'survey':
      return `answered the survey with ${moment.answer ?? 'nothing'}`;
    case 'voicemail':
      return voicemailInWords(moment);
    case 'arrived':
      return arrivalInWords(moment);
    case 'pin':
      return moment.accepted
        ? `was let in${byName(moment.agent)} by the PIN, at attempt ${moment.attempt}`
        : `gave no PIN or a wrong one, at attempt ${moment.attempt}`;
    case 'served':
      return `was joined to a caller of ${moment.queue} (call ${moment.caller})${ifKnown(moment.secondsWaited, (seconds) => `, who had waited ${durationInWords(seconds)}`)}`;
    case 'free':
      return freeInWords(moment);
    case 'idle':
      return idleInWords(moment);
    case 'quiet':
      return `${moment.isPaused ? 'stayed paused' : 'waited in quiet'}${moment.rounds > 1 ? `, until ${clockTime(moment.until, timeZone)} at least` : ''}`;
    case 'resumed':
      return 'took calls again';
    case 'asked-to-accept':
      return 'answered, and was asked to take a caller';
    case 'accepted':
      return moment.accepted ? 'took the caller with a key' : 'did not take the caller';
    case 'dialled':
      return `${moment.number} was rung (call ${moment.call}): ${moment.status}${moment.seconds ? `, ${durationInWords(moment.seconds)}` : ''}`;
    case 'recorded':
      return recordedInWords(moment);
    case 'heard':
      return '';
    case 'failed':
      return `our function at ${moment.path} failed and answered with its words for that (${moment.error})`;
    case 'bad-input':
      return `the request to ${moment.path} was not as it should be (${moment.faults.join(', ')})`;
    case 'unanswered':
      return `Twilio asked ${moment.path} and ${answerInWords(moment.status)}`;
    case 'fallback':
      return `Twilio fell back to the static document ${moment.path}`;
    case 'elsewhere':
      return `Twilio asked ${moment.url}, which is none of our URLs, and ${answerInWords(moment.status)}`;
    case 'complaint':
      return complaintInWords(moment);
    case 'ended':
      return `the call ended: ${moment.status}${ifKnown(moment.seconds, (seconds) => `, ${durationInWords(seconds)} long`)}`;
    default:
      return moment satisfies never;
  }
}

/** Words about something that is known, or none. */
function ifKnown<Value>(value: Value | null | undefined, words: (value: Value) => string): string {
  return value === null || value === undefined ? '' : words(value);
}

export const refusalsInWords = {
  blocked: 'the number stands among the blocked callers',
  anonymous: 'the number was hidden',
  closed: 'the queue was closed',
} as const;

const lineInWords = ({ queue, lane }: MomentOf<'sent-to-line' | 'joined'>) =>
  `the ${lane === 'priority' ? 'priority lane' : 'line'} of ${queue}`;

/** Who came in by the shared PIN has no name in the log. */
export const agentInWords = (agent: string) => (agent === 'agent' ? 'an agent' : agent);

const byName = (agent: string) => (agent === 'agent' ? '' : ` as ${agent}`);

const answerInWords = (status: number | null) =>
  status === null ? 'got no answer' : `was answered ${status}`;

function leftInWords({ outcome, secondsWaited, talk }: MomentOf<'left'>): string {
  const after = durationInWords(secondsWaited);
  switch (outcome) {
    case 'served':
      return `the talk was over${ifKnown(talk, (known) => ` ${talkInWords(known)}`)}`;
    case 'backInLine':
      return `lost the agent${ifKnown(talk, (known) => ` ${talkInWords(known)}`)}, and was put back in line`;
    case 'abandoned':
      return `hung up, after ${after} of waiting`;
    case 'keyPressed':
      return `left the line by the key, after ${after} of waiting`;
    case 'waitedTooLong':
      return `had waited too long: ${after}`;
    case 'closed':
      return `was sent away at closing time, after ${after} of waiting`;
    case 'full':
      return 'found the line full';
    case 'error':
      return `was taken out of the line by a fault, after ${after} of waiting`;
    default:
      return outcome satisfies never;
  }
}

/** How long it was, and who ended it. */
export function talkInWords({ seconds, isReckoned, endedBy }: Talk): string {
  const length = `after ${isReckoned ? 'about ' : ''}${durationInWords(seconds)}`;
  return `${length}${ifKnown(endedBy, (who) => ` (${endersInWords[who]})`)}`;
}

const endersInWords = {
  caller: 'the caller hung up first',
  agent: 'the agent’s side ended it',
} as const;

function voicemailInWords({ seconds, delivery, why }: MomentOf<'voicemail'>): string {
  const message = `the message${ifKnown(seconds, (known) => ` of ${durationInWords(known)}`)}`;
  switch (delivery) {
    case 'delivered':
      return `${message} was delivered`;
    case 'too-short':
      return `${message} was too short to be sent on`;
    case 'failed':
    case 'not-configured':
      return `${message} was NOT delivered: ${why ?? delivery}`;
    default:
      return delivery satisfies never;
  }
}

function arrivalInWords({ check, agent }: MomentOf<'arrived'>): string {
  switch (check) {
    case 'ask-for-pin':
      return 'was asked for the PIN';
    case 'let-in':
      return `was let in${byName(agent)} by the number`;
    case 'refuse':
      return 'was refused: known neither by a PIN nor by the number';
    default:
      return check satisfies never;
  }
}

function freeInWords({ queue, hasTalked, secondsTalked, endedBy, caller, staysOn }: MomentOf<'free'>) {
  const sentHome = staysOn ? '' : ', and was asked to dial in again';
  if (!hasTalked) return `was joined to nobody of ${queue}${sentHome}`;
  return [
    `the talk${ifKnown(caller, (call) => ` with call ${call}`)} was over`,
    ifKnown(secondsTalked, (seconds) => ` after ${durationInWords(seconds)}`),
    ifKnown(endedBy, (who) => ` (${endersInWords[who]})`),
    sentHome,
  ].join('');
}

function idleInWords({ step, queue }: MomentOf<'idle'>): string {
  switch (step) {
    case 'serve':
      return `was given the next caller of ${queue ?? 'a queue'}`;
    case 'pause':
      return 'paused';
    case 'log-off':
      return 'logged off by the key';
    case 'send-home':
      return 'was asked to dial in again: too long without a talk, or too close to Twilio’s four hours';
    default:
      return step satisfies never;
  }
}

function recordedInWords({ recording, source, seconds, status }: MomentOf<'recorded'>): string {
  if (status === 'absent') return `nothing was recorded: too short, or silent (${recording})`;
  const what = source === 'RecordVerb' ? 'a message was recorded' : 'the talk was recorded';
  const state = status === 'completed' ? '' : `, ${status}`;
  return `${what}${ifKnown(seconds, (known) => `, ${durationInWords(known)}`)} (${recording}${state})`;
}

/** Our own words for the numbers that we know; of each more is told on its page. */
function complaintInWords({ level, code, text, path }: MomentOf<'complaint'>): string {
  const known = Object.hasOwn(faultNumbers, code) ? faultNumbers[code as FaultCode] : undefined;
  const meaning = known ? `${known.title}. ${known.repair}` : `${text}.`;
  return `Twilio’s ${level} ${code}${path && ` at ${path}`}: ${meaning} https://www.twilio.com/docs/api/errors/${code}`;
}
