import type { LoggedLine } from '../../src/log';
import { callsOf } from '../log/calls';
import { inOrder } from '../log/lines';
import { hungUpFirst, secondsLogged, secondsTalked, talkEndedAt, talkLinesOf } from '../log/talk';

/** A conversation of a caller with an agent. */
export interface Talk {
  readonly caller: string;
  readonly agent: string;
  readonly agentCall: string;
  /** When the two were being connected, by the log. */
  readonly connectedAt: string;
  readonly seconds: number;
  /** Computed from the time of connecting: then it includes the last words that the caller hears. */
  readonly isEstimated: boolean;
  /** Undefined if the log does not say. */
  readonly endedBy: 'caller' | 'agent' | undefined;
}

/** The finished conversations of every call in some log lines. */
export function talksOf(lines: readonly LoggedLine[]): Talk[] {
  const ordered = inOrder(lines);
  const talkLines = talkLinesOf(ordered);
  return callsOf(ordered).calls.flatMap((call) =>
    call.queueEntries.flatMap((queueEntry) => {
      const { connected, left, leftAt } = queueEntry;
      const until = talkEndedAt(queueEntry, call);
      if (!connected || until === undefined) return [];
      const { agent, agentCall, at } = connected;
      const ofAgent = talkLines.get(agentCall) ?? [];
      const isLogged = ofAgent.some(
        (line) =>
          line.event === 'agent-free' && line.hasTalked && line.secondsTalked !== null && line.at >= at,
      );
      const isKnown = left?.outcome === 'backInLine' || (leftAt !== undefined && call.endedAt !== undefined);
      return [
        {
          caller: call.call,
          agent,
          agentCall,
          connectedAt: at,
          seconds: secondsTalked(queueEntry, until, secondsLogged(connected, ofAgent)),
          isEstimated: !isLogged,
          endedBy: isKnown ? hungUpFirst(queueEntry, call) : undefined,
        },
      ];
    }),
  );
}
