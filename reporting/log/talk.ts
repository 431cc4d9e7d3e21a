import type { LoggedLine } from '../../src/log';
import type { CallerCall } from './calls';
import { groupedBy, type LineOf, secondsBetween, timeOf } from './lines';
import type { QueueEntry } from './queue-entries';

/** The lines of an agent's call about conversations. */
export type TalkLine = LineOf<'connected' | 'agent-free'>;

export const isTalkLine = (line: LoggedLine): line is TalkLine =>
  line.event === 'connected' || line.event === 'agent-free';

/** The call of the agent whom a line is about. */
export const agentCallOf = (line: TalkLine) => (line.event === 'connected' ? line.agentCall : line.call);

/** Gathers them from lines in order, by the CallSid of the agent's call. */
export const talkLinesOf = (lines: readonly LoggedLine[]): ReadonlyMap<string, readonly TalkLine[]> =>
  groupedBy(lines.filter(isTalkLine), agentCallOf);

/** How long the agent's own line says that a conversation was; from the lines of the agent's call, in order. */
export function secondsLogged(
  connected: LineOf<'connected'>,
  ofAgent: readonly TalkLine[],
): number | undefined {
  for (const line of ofAgent) {
    if (line.at < connected.at) continue;
    if (line.event === 'connected') {
      if (line.call !== connected.call) return undefined;
    } else if (line.hasTalked) {
      return line.secondsTalked ?? undefined;
    }
  }
  return undefined;
}

/**
 * How long caller and agent talked: what the agent's line says, or else the time from connecting them to
 * leaving, which includes the last words that the caller hears before the conversation.
 */
export function secondsTalked(
  { connected }: QueueEntry,
  endedAt: number,
  logged: number | undefined,
): number {
  if (!connected) return 0;
  return logged ?? secondsBetween(timeOf(connected), endedAt);
}

/** When the conversation of a queue entry was over; undefined if there was none, or if it goes on. */
export function talkEndedAt(
  { connected, left, leftAt }: QueueEntry,
  { endedAt }: CallerCall,
): number | undefined {
  const isTalk = left === undefined || left.outcome === 'served' || left.outcome === 'backInLine';
  return connected && isTalk ? (leftAt ?? endedAt) : undefined;
}

/** If the agent hangs up first, the caller hears a goodbye, which takes longer than this. */
const shortestGoodbyeMillis = 1000;

/**
 * Who ended the conversation. If the call goes on after it, the agent did. If the line that would say so is lost, this
 * returns the caller.
 */
export function hungUpFirst({ left, leftAt }: QueueEntry, { endedAt }: CallerCall): 'agent' | 'caller' {
  if (left?.outcome === 'backInLine') return 'agent';
  if (leftAt === undefined || endedAt === undefined) return 'caller';
  return endedAt - leftAt >= shortestGoodbyeMillis ? 'agent' : 'caller';
}
