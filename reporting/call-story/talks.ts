import type { LoggedLine } from '../../src/log';
import { callsOf } from '../log/calls';
import { inOrder } from '../log/lines';
import { hungUpFirst, secondsTalked, secondsTold, talkEndedAt, talkLinesOf } from '../log/talk';

/** A talk of a caller with an agent. */
export interface Talk {
  readonly caller: string;
  readonly agent: string;
  readonly agentCall: string;
  /** When the two were being joined, as the log says it. */
  readonly connectedAt: string;
  readonly seconds: number;
  /** Reckoned from when they were being joined: then the caller's last words are in it. */
  readonly isReckoned: boolean;
  /** Undefined if the log does not tell. */
  readonly endedBy: 'caller' | 'agent' | undefined;
}

/** The talks that are over, of every call in some log lines. */
export function talksOf(lines: readonly LoggedLine[]): Talk[] {
  const ordered = inOrder(lines);
  const talkLines = talkLinesOf(ordered);
  return callsOf(ordered).calls.flatMap((call) =>
    call.stays.flatMap((stay) => {
      const { connected, left, leftAt } = stay;
      const until = talkEndedAt(stay, call);
      if (!connected || until === undefined) return [];
      const { agent, agentCall, at } = connected;
      const ofAgent = talkLines.get(agentCall) ?? [];
      const isTold = ofAgent.some(
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
          seconds: secondsTalked(stay, until, secondsTold(connected, ofAgent)),
          isReckoned: !isTold,
          endedBy: isKnown ? hungUpFirst(stay, call) : undefined,
        },
      ];
    }),
  );
}
