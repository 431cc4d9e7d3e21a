import type { LoggedLine } from '../../src/log';
import type { CallerCall } from './calls';
import { groupedBy, type LineOf, momentOf, secondsBetween } from './lines';
import type { Stay } from './stays';

/** The lines of an agent's call that tell of talks. */
export type TalkLine = LineOf<'connected' | 'agent-free'>;

export const isTalkLine = (line: LoggedLine): line is TalkLine =>
  line.event === 'connected' || line.event === 'agent-free';

/** The call of the agent whom a line is about. */
export const agentCallOf = (line: TalkLine) => (line.event === 'connected' ? line.agentCall : line.call);

/** Gathers them from lines in order, by the CallSid of the agent's call. */
export const talkLinesOf = (lines: readonly LoggedLine[]): ReadonlyMap<string, readonly TalkLine[]> =>
  groupedBy(lines.filter(isTalkLine), agentCallOf);

/** How long the agent's own line says that a talk was; from the lines of the agent's call, in order. */
export function secondsTold(
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
 * How long caller and agent talked: what the agent's line says, or else the time from being joined to
 * leaving, which has the caller's last words before the talk in it.
 */
export function secondsTalked({ connected }: Stay, endedAt: number, told: number | undefined): number {
  if (!connected) return 0;
  return told ?? secondsBetween(momentOf(connected), endedAt);
}

/** When the talk of a stay was over; undefined if there was none, or if it goes on. */
export function talkEndedAt({ connected, left, leftAt }: Stay, { endedAt }: CallerCall): number | undefined {
  const isTalk = left === undefined || left.outcome === 'served' || left.outcome === 'backInLine';
  return connected && isTalk ? (leftAt ?? endedAt) : undefined;
}

/** The goodbye that is said to a caller whose agent was first takes longer than this. */
const shortestGoodbyeMillis = 1000;

/**
 * Who ended the talk. A caller whose call goes on after it did not. Where a line is lost that would tell, the
 * caller is taken for it.
 */
export function hungUpFirst({ left, leftAt }: Stay, { endedAt }: CallerCall): 'agent' | 'caller' {
  if (left?.outcome === 'backInLine') return 'agent';
  if (leftAt === undefined || endedAt === undefined) return 'caller';
  return endedAt - leftAt >= shortestGoodbyeMillis ? 'agent' : 'caller';
}
