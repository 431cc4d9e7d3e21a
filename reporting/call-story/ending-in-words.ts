import { counted } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';
import type { Ending } from './ending';
import { agentInWords, refusalsInWords, talkInWords } from './entry-in-words';
import type { CallRecord } from './records';

/** How a call ended, without the period. */
export function endingInWords(ending: Ending, call: CallRecord): string {
  if (ending.kind === 'session') return sessionInWords(ending, call);
  if (ending.kind === 'ring') return ringInWords(ending);
  if (call.endedAt === undefined) return `the call goes on (${call.status})`;
  if (ending.kind === 'caller') return callerEndingInWords(ending);
  return `${call.status}; no record says what the queue did`;
}

function callerEndingInWords(ending: Ending & { kind: 'caller' }): string {
  const { outcome, secondsWaited, refused, agent, talk } = ending;
  const after = `after ${durationInWords(secondsWaited)} of waiting`;
  switch (outcome) {
    case 'served':
      return [
        `served by ${agentInWords(agent ?? 'agent')} ${after}`,
        ...(talk ? [`the conversation was over ${talkInWords(talk)}`] : []),
      ].join('; ');
    case 'abandoned':
      return `the caller hung up ${secondsWaited > 0 ? after : 'before the wait began'}`;
    case 'keyPressed':
      return `the caller left by the key ${after}`;
    case 'waitedTooLong':
      return `no agent was free in time: the wait was ended ${after}`;
    case 'closed':
      return refused ? `turned away: ${refusalsInWords[refused]}` : `sent away at closing time, ${after}`;
    case 'noAgents':
      return `no agent was there ${after}`;
    case 'full':
      return 'the line was full';
    case 'error':
      return secondsWaited > 0 ? `ran into an error ${after}` : 'ran into an error';
    case 'rejected':
      return `rejected${refused ? `: ${refusalsInWords[refused]}` : ''}`;
    case 'unfinished':
      return 'the call is over, and the log does not say how the wait ended';
    default:
      return outcome satisfies never;
  }
}

function ringInWords({ agent, how, caller }: Ending & { kind: 'ring' }): string {
  const who = agentInWords(agent);
  switch (how) {
    case 'talked':
      return `${who} took ${caller === undefined ? 'the caller' : `the caller (call ${caller})`}`;
    case 'declined':
      return `${who} declined the call`;
    case 'missed':
      return `${who} missed the call`;
    case 'not-needed':
      return `${who} was no longer needed`;
    case 'unknown':
      return `no record says how ${who} reacted to the ringing`;
    default:
      return how satisfies never;
  }
}

function sessionInWords(session: Ending & { kind: 'session' }, { seconds, endedAt }: CallRecord): string {
  const { agent, callers, secondsTalked, pauses, isSignedIn } = session;
  if (!isSignedIn) return 'nobody was let in';
  const deeds = [
    callers === 0 ? 'served nobody' : `connected to ${counted(callers, 'caller')}`,
    ...(secondsTalked > 0 ? [`talked for ${durationInWords(secondsTalked)}`] : []),
    ...(pauses > 0 ? [`paused ${pauses === 1 ? 'once' : `${pauses} times`}`] : []),
  ];
  const length = endedAt === undefined ? 'that goes on' : `of ${durationInWords(seconds ?? 0)}`;
  return `${agent === 'agent' ? 'a session' : `a session of ${agent}`} ${length}: ${deeds.join(', ')}`;
}
