import { inWords, type TimelineEvent, type WebhookEvent } from '../emulator/browser';
import type { LogLine } from '../src/log';
import type { CallBoardEvent, CallResults, DialedNumbers, Doing, Phone, TranscriptLine } from './call-board';
import { cut } from './cut';
import { readLogLine } from './log-line';
import { usualName } from './phone-name';
import { isDocumentPath, type Stage, stageAfter } from './stage';

const transcriptLinesKept = 200;
const longestLine = 2000;
const longestName = 60;

/** Keys farther apart than this are separate entries, such as a PIN and then a choice. */
const keyRunMillis = 3000;

export const isOver = ({ doing }: Phone) => doing.kind === 'over';

/** A telephone whose call starts: it calls, or it rings. */
export function ringingPhone(
  { call, direction, from, to, name }: Extract<TimelineEvent, { kind: 'call' }> & { readonly name?: string },
  now: string,
  number: number,
  { agents }: DialedNumbers,
): Phone {
  const inboundRole = agents.includes(to) ? 'agent' : 'caller';
  const role = direction === 'inbound' ? inboundRole : 'external';
  return {
    call,
    number,
    name: cut(name ?? usualName({ role, from, to }), longestName),
    role,
    from,
    to,
    status: 'ringing',
    startedAt: now,
    doing: { kind: 'ringing' },
    results: { conversations: 0, secondsTalked: 0 },
    transcript: [],
  };
}

/** A telephone after an event on its call; the same object if the event does not change it. */
export function phoneAfter(
  phone: Phone,
  event: CallBoardEvent,
  now: string,
  phones: readonly Phone[],
): Phone {
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
        : noted(`Presses ${event.key}: ignored, nothing is listening`);
    case 'spoke':
      return noted(`for ${event.seconds} s`, 'spoke');
    case 'queued': {
      const { queue, position } = event;
      return doing(noted(`In line for ${queue}, place ${position}`), { kind: 'waiting', queue, since: now });
    }
    case 'webhook':
      return withDocument(phone, event);
    case 'verb':
      return withVerb(phone, event.verb, event.attributes, now);
    case 'unqueued':
      return listening(withResults(phone, { secondsWaited: event.secondsWaited }), 'listening', now);
    case 'bridged': {
      const other = event.call === phone.call ? event.agentCall : event.call;
      const words = `Talks with ${nameOf(phones.find(({ call }) => call === other))}`;
      return doing(noted(words), { kind: 'talking', with: other, since: now });
    }
    case 'parted': {
      if (phone.doing.kind !== 'talking') return phone;
      const { conversations, secondsTalked } = phone.results;
      const talked = withResults(noted(`The conversation is over after ${event.secondsTalked} s`), {
        conversations: conversations + 1,
        secondsTalked: secondsTalked + event.secondsTalked,
      });
      return listening(talked, 'listening', now);
    }
    case 'recording':
      return noted('The call is being recorded');
    case 'fault':
      return noted(`${event.fault.code} ${event.fault.message}`);
    case 'broken':
      return noted(event.why);
    case 'log':
      return withLogged(phone, readLogLine(event.text));
    case 'recorded':
    case 'refused':
    case 'rest':
    case 'sent-digits':
    case 'task-router':
      return phone;
    default:
      return event satisfies never;
  }
}

/** The name of the person on a telephone, for a sentence. */
export const nameOf = (phone: Phone | undefined): string => phone?.name ?? 'somebody';

function withStatus(phone: Phone, status: Phone['status'], now: string): Phone {
  if (status === 'in-progress') {
    return listening({ ...phone, status, answeredAt: now }, stageOf(phone), now);
  }
  return { ...phone, status, endedAt: now, doing: { kind: 'over' } };
}

/** From here on the answer to a request runs on the call, unless Twilio only reported something. */
function withDocument(phone: Phone, { url }: WebhookEvent): Phone {
  const { pathname } = new URL(url);
  return phone.documentPath === pathname || !isDocumentPath(pathname)
    ? phone
    : { ...phone, documentPath: pathname };
}

/** A `<Record>` lasts until another verb runs or the call ends. */
function withVerb(
  phone: Phone,
  verb: string,
  attributes: Readonly<Record<string, string>>,
  now: string,
): Phone {
  const { kind } = phone.doing;
  if (verb === 'Record') return doing(phone, { kind: 'leaving-message', since: now });
  if (kind !== 'listening' && kind !== 'leaving-message') return phone;
  const stage = stageAfter(phone, verb, attributes, stageOf(phone));
  // The functions cannot log a fault that keeps them from answering.
  const isApology = stage === 'apology' && phone.results.outcome === undefined;
  return listening(isApology ? withResults(phone, { outcome: 'error' }) : phone, stage, now);
}

/** What the functions logged about a call. */
function withLogged(phone: Phone, line: LogLine | undefined): Phone {
  switch (line?.event) {
    case 'left':
      return line.outcome === 'backInLine' ? phone : withResults(phone, { outcome: line.outcome });
    case 'refused':
      return withResults(phone, { outcome: line.why });
    case 'voicemail':
      return line.seconds === null || line.delivery === 'too-short'
        ? phone
        : withResults(phone, { voicemailSeconds: line.seconds });
    case 'agent-pin':
      return line.accepted ? withResults(phone, { isSignedIn: true }) : phone;
    case 'agent-state':
      return phone.role === 'agent' ? withResults(phone, { chosen: line.state }) : phone;
    case 'agent-arrived':
      return line.check === 'let-in' ? withResults(phone, { isSignedIn: true }) : phone;
    default:
      return phone;
  }
}

const withResults = (phone: Phone, results: Partial<CallResults>): Phone => ({
  ...phone,
  results: { ...phone.results, ...results },
});

const stageOf = ({ doing: { kind, ...rest } }: Phone): Stage =>
  kind === 'listening' && 'stage' in rest ? rest.stage : 'listening';

function listening(phone: Phone, stage: Stage, now: string): Phone {
  const { doing: before } = phone;
  return before.kind === 'listening' && before.stage === stage
    ? phone
    : doing(phone, { kind: 'listening', stage, since: now });
}

/** A call that has ended stays over, even if its last events come later. */
const doing = (phone: Phone, next: Doing): Phone => (isOver(phone) ? phone : { ...phone, doing: next });

/** Keys pressed in quick succession are one entry, which the pound key ends. */
function withKey(phone: Phone, key: string, number: number, now: string): Phone {
  const last = phone.transcript.at(-1);
  const isGoingOn =
    last?.kind === 'pressed' &&
    /^[0-9*]{1,40}$/.test(last.text) &&
    Date.parse(now) - Date.parse(last.lastAt ?? last.at) <= keyRunMillis;
  if (!isGoingOn) return withLine(phone, { number, at: now, kind: 'pressed', text: key });
  const entry = { ...last, text: last.text + key, lastAt: now };
  return { ...phone, transcript: phone.transcript.with(-1, entry) };
}

function withLine(phone: Phone, line: TranscriptLine): Phone {
  const kept = phone.transcript.slice(1 - transcriptLinesKept);
  return { ...phone, transcript: [...kept, { ...line, text: cut(line.text, longestLine) }] };
}
