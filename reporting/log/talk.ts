import type { LoggedLine } from '../../src/log';
import type { CallerCall } from './calls';
import { groupedBy, type LineOf, momentOf, secondsBetween } from './lines';
import type { Stay } from './stays';

/** The lines of each agent's call that tell of talks, by CallSid. */
export type TalkLines = ReadonlyMap<string, readonly LineOf<'connected' | 'agent-free'>[]>;

/** Gathers them from lines in order. */
export function talkLinesOf(lines: readonly LoggedLine[]): TalkLines {
  const ofTalks = lines.filter((line) => line.event === 'connected' || line.event === 'agent-free');
  return groupedBy(ofTalks, (line) => (line.event === 'connected' ? line.agentCall : line.call));
}

/**
 * How long caller and agent talked: what the agent's line says, or else the time from being joined to
 * leaving, which has the caller's last words before the talk in it.
 */
export function secondsTalked({ connected }: Stay, endedAt: number, talkLines: TalkLines): number {
  if (!connected) return 0;
  const later = (talkLines.get(connected.agentCall) ?? []).filter(({ at }) => at >= connected.at);
  const isNextTalk = (line: LoggedLine) => line.event === 'connected' && line.call !== connected.call;
  const nextTalk = later.findIndex(isNextTalk);
  const free = later
    .slice(0, nextTalk < 0 ? later.length : nextTalk)
    .find((line) => line.event === 'agent-free' && line.hasTalked);
  const told = free?.event === 'agent-free' ? free.secondsTalked : null;
  return told ?? secondsBetween(momentOf(connected), endedAt);
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
