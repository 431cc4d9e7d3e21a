import { inWords, type TimelineEvent } from '../emulator/index';
import type { BoardEvent, Doing, Phone, TranscriptLine } from './board';
import { cut } from './cut';

const transcriptLinesKept = 200;
const longestLine = 2000;

export const isOver = ({ doing }: Phone) => doing.kind === 'over';

/** A telephone that begins to ring somebody, or that is rung. */
export function ringingPhone(
  { call, direction, from, to }: Extract<TimelineEvent, { kind: 'call' }>,
  now: string,
  agentsNumber: string,
): Phone {
  const inboundRole = to === agentsNumber ? 'agent' : 'caller';
  return {
    call,
    role: direction === 'inbound' ? inboundRole : 'outside',
    from,
    to,
    status: 'ringing',
    startedAt: now,
    doing: { kind: 'ringing' },
    transcript: [],
  };
}

/** A telephone after something has happened on its call; the very same if that changes nothing about it. */
export function phoneAfter(phone: Phone, event: BoardEvent, now: string, phones: readonly Phone[]): Phone {
  const { number } = event;
  const noted = (text: string, kind: TranscriptLine['kind'] = 'note') =>
    withLine(phone, { number, at: now, kind, text });
  switch (event.kind) {
    case 'call':
      return withStatus(phone, event.status as Phone['status'], now);
    case 'heard': {
      const { sound, seconds } = event;
      const [text] = inWords(sound);
      const hearing = { number, sound, at: now, seconds };
      return { ...(text === undefined ? phone : noted(text, 'heard')), hearing };
    }
    case 'cut':
      return phone.hearing ? { ...phone, hearing: { ...phone.hearing, isCut: true } } : phone;
    case 'pressed':
      return event.isHeard
        ? withKey(phone, event.key, number, now)
        : noted(`${event.key}, and nothing listens`, 'pressed');
    case 'spoke':
      return noted(`for ${event.seconds} s`, 'spoke');
    case 'queued': {
      const { queue, position } = event;
      return doing(noted(`In line for ${queue}, at place ${position}`), {
        kind: 'waiting',
        queue,
        since: now,
      });
    }
    case 'verb':
      return withVerb(phone, event.verb, now);
    case 'unqueued':
      return doing(phone, { kind: 'listening' });
    case 'bridged': {
      const other = event.call === phone.call ? event.agentCall : event.call;
      const words = `Talks with ${nameOf(phones.find(({ call }) => call === other))}`;
      return doing(noted(words), { kind: 'talking', with: other, since: now });
    }
    case 'parted':
      if (phone.doing.kind !== 'talking') return phone;
      return doing(noted(`The talk is over after ${event.secondsTalked} s`), { kind: 'listening' });
    case 'recording':
      return noted('This is recorded');
    case 'fault':
      return noted(`${event.fault.code} ${event.fault.message}`);
    case 'broken':
      return noted(event.why);
    case 'recorded':
    case 'webhook':
    case 'refused':
    case 'rest':
    case 'sent-digits':
    case 'task-router':
    case 'log':
      return phone;
    default:
      return event satisfies never;
  }
}

/** Who is on a telephone, for a sentence. */
export function nameOf(phone: Phone | undefined): string {
  if (!phone) return 'somebody';
  return `${phone.role === 'agent' ? 'agent ' : ''}${phone.role === 'outside' ? phone.to : phone.from}`;
}

function withStatus(phone: Phone, status: Phone['status'], now: string): Phone {
  if (status === 'in-progress') {
    return doing({ ...phone, status, answeredAt: now }, { kind: 'listening' });
  }
  return { ...phone, status, endedAt: now, doing: { kind: 'over' } };
}

/** A `<Record>` goes on until another verb runs, or the call ends. */
function withVerb(phone: Phone, verb: string, now: string): Phone {
  if (verb === 'Record') return doing(phone, { kind: 'leaving-message', since: now });
  return phone.doing.kind === 'leaving-message' ? doing(phone, { kind: 'listening' }) : phone;
}

/** What ended stays over, whatever else is told of its last moment. */
const doing = (phone: Phone, next: Doing): Phone => (isOver(phone) ? phone : { ...phone, doing: next });

/** Keys that are pressed one after the other stand on one line. */
function withKey(phone: Phone, key: string, number: number, now: string): Phone {
  const last = phone.transcript.at(-1);
  const isGoingOn = last?.kind === 'pressed' && /^[0-9*#]{1,40}$/.test(last.text);
  if (!isGoingOn) return withLine(phone, { number, at: now, kind: 'pressed', text: key });
  return { ...phone, transcript: phone.transcript.with(-1, { ...last, text: last.text + key }) };
}

function withLine(phone: Phone, line: TranscriptLine): Phone {
  const kept = phone.transcript.slice(1 - transcriptLinesKept);
  return { ...phone, transcript: [...kept, { ...line, text: cut(line.text, longestLine) }] };
}
