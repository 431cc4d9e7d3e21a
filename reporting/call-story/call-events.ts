import { endpointAt } from '../../src/endpoints';
import type { LoggedLine } from '../../src/log';
import {
  acceptCallPath,
  agentIdlePath,
  agentPath,
  agentPausedPath,
  callerPath,
  menuChoicePath,
  waitPath,
} from '../../src/state/urls';
import { withoutPassword } from '../../wording/without-password';
import type { LineOf } from '../log/lines';
import { gatherPath, type Sound, soundsIn, verbsIn } from './answer';
import type { CallRequest } from './call-requests';
import type { CallRecords, RecordedRequest } from './records';
import type { Talk } from './talks';
import type { CallEvent } from './timeline-entry';

/** What is known about a call in addition to its requests. */
export interface CallContext {
  readonly records: CallRecords;
  /** Including those of the calls that it was connected to. */
  readonly lines: readonly LoggedLine[];
  readonly talks: readonly Talk[];
}

/** Where calls arrive. */
export const entryPaths: readonly string[] = [callerPath, agentPath];

/** Nobody hears an answer after the call is over. */
export function heardIn(event: RecordedRequest | undefined): readonly Sound[] {
  if (!event || event.parameters.call_status === 'completed') return [];
  return soundsIn(verbsIn(event));
}

/** What one request shows: Twilio's record of it, and the lines that it logged. */
export function callEventsOf(request: CallRequest, context: CallContext): CallEvent[] {
  const { path, event, lines } = request;
  if (event && isForeign(path)) {
    return [{ kind: 'elsewhere', url: withoutQuery(event.url), status: event.status ?? null }];
  }
  const logged = lines.flatMap((line) => callEventOf(line, request, context));
  const failed = event && (event.status === undefined || event.status >= 400);
  return [
    ...(failed ? [{ kind: 'unanswered' as const, path, status: event.status ?? null }] : []),
    ...(event ? byTheRequest(path, event, logged) : []),
    ...logged,
  ];
}

const isForeign = (path: string) => !path.startsWith('/fallback/') && !endpointAt(path);

const withoutQuery = (url: string) => withoutPassword(url).split(/[?#]/)[0] ?? url;

/** What only Twilio's record of a request shows. */
function byTheRequest(path: string, event: RecordedRequest, logged: readonly CallEvent[]): CallEvent[] {
  if (path.startsWith('/fallback/')) return [{ kind: 'fallback', path }];
  if (path === menuChoicePath) return [{ kind: 'chose', key: keyIn(event) }];
  if (path === acceptCallPath) return [{ kind: 'asked-to-accept' }];
  if (logged.length > 0 || event.status === undefined || event.status >= 400) return [];
  switch (path) {
    case waitPath:
      return [
        {
          kind: 'waited',
          place: countIn(event.parameters.queue_position),
          secondsWaited: countIn(event.parameters.queue_time) ?? 0,
        },
      ];
    case agentIdlePath:
      return [quiet(event, false)];
    case agentPausedPath:
      return [gatherPath(verbsIn(event)) === agentIdlePath ? { kind: 'resumed' } : quiet(event, true)];
    default:
      return entryPaths.includes(path) || heardIn(event).length === 0 ? [] : [{ kind: 'heard' }];
  }
}

const quiet = ({ at }: RecordedRequest, isPaused: boolean): CallEvent => ({
  kind: 'quiet',
  rounds: 1,
  until: at,
  isPaused,
});

/** Only a single key: several could be a PIN. */
const keyIn = ({ parameters: { digits = '' } }: RecordedRequest) =>
  /^[0-9*#]$/.test(digits) ? digits : null;

const countIn = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : null);

function callEventOf(
  line: LoggedLine,
  { event }: CallRequest,
  { lines, records, talks }: CallContext,
): CallEvent[] {
  switch (line.event) {
    case 'refused':
      return [{ kind: 'refused', queue: line.queue, why: line.why }];
    case 'joined':
      return [{ kind: 'sent-to-line', queue: line.queue, lane: line.lane, queueEntry: line.stay }];
    case 'announced':
      return [{ kind: 'waited', place: line.position, secondsWaited: line.secondsWaited }];
    case 'leaving': {
      const isLoggedLater = lines.some((later) => later.event === 'left' && later.at >= line.at);
      return isLoggedLater
        ? []
        : [{ kind: 'sent-away', queue: line.queue, secondsWaited: line.secondsWaited }];
    }
    case 'key':
      return [{ kind: 'key', leaves: line.leaves, key: line.leaves && event ? keyIn(event) : null }];
    case 'left': {
      const { queue, outcome, result, secondsWaited } = line;
      const isTalk = outcome === 'served' || outcome === 'backInLine';
      const talk = talks.findLast(
        ({ caller, connectedAt }) => caller === line.call && connectedAt <= line.at,
      );
      return [
        {
          kind: 'left',
          queue,
          queueEntry: line.stay,
          outcome,
          result,
          secondsWaited,
          talk: isTalk ? endedBy(talk, event) : undefined,
        },
      ];
    }
    case 'connected': {
      const { queue, agent, agentCall, secondsWaited } = line;
      return [{ kind: 'connected', queue, agent, agentCall, secondsWaited }];
    }
    case 'plan-step':
      return [{ kind: 'plan-step', reason: line.reason, dialStatus: line.dialStatus }];
    case 'accepted':
      return [{ kind: 'accepted', accepted: line.accepted }];
    case 'rung':
      return [{ kind: 'rung', agent: line.agent, queue: line.queue }];
    case 'taken':
      return [{ kind: 'accepted', accepted: line.accepted }];
    case 'missed':
      return [{ kind: 'missed', agent: line.agent, status: line.status, misses: line.misses }];
    case 'agent-state':
      return [{ kind: 'state', agent: line.agent, state: line.state }];
    case 'survey':
      return [{ kind: 'survey', answer: line.answer }];
    case 'voicemail':
      return [{ kind: 'voicemail', seconds: line.seconds, delivery: line.delivery, why: line.why }];
    case 'agent-arrived':
      return [{ kind: 'arrived', agent: line.agent, check: line.check }];
    case 'agent-pin':
      return [
        {
          kind: 'pin',
          agent: line.agent,
          attempt: line.attempt,
          keyedIn: line.keyedIn,
          accepted: line.accepted,
        },
      ];
    case 'agent-free':
      return [freeEvent(line, event, talks, records.call.sid)];
    case 'agent-idle':
      return [{ kind: 'idle', step: line.step, queue: line.queue }];
    case 'failed':
      return [{ kind: 'failed', path: line.path, error: line.error }];
    case 'bad-input':
      return [{ kind: 'bad-input', path: line.path, faults: line.faults }];
    case 'ended':
      // The call's record has it. If the call goes on at Twilio, this line does not end it.
      return records.call.endedAt
        ? []
        : [{ kind: 'ended', status: line.status, seconds: line.seconds ?? undefined }];
    default:
      return line satisfies never;
  }
}

/** The caller of the conversation is in the other log line about it, or in Twilio's request. */
function freeEvent(
  { at, queue, hasTalked, secondsTalked, staysOn }: LineOf<'agent-free'>,
  event: RecordedRequest | undefined,
  talks: readonly Talk[],
  sid: string,
): CallEvent {
  const talk = talks.findLast((one) => one.agentCall === sid && one.connectedAt <= at);
  const caller = hasTalked ? (talk?.caller ?? event?.parameters.dial_call_sid) : undefined;
  const endedBy = hasTalked ? talk?.endedBy : undefined;
  return { kind: 'free', queue, hasTalked, secondsTalked, endedBy, caller, staysOn };
}

/** Twilio's request says whether the caller was still there when the conversation was over. */
function endedBy(talk: Talk | undefined, event: RecordedRequest | undefined): Talk | undefined {
  if (!talk || !event) return talk;
  return { ...talk, endedBy: event.parameters.call_status === 'completed' ? 'caller' : 'agent' };
}
