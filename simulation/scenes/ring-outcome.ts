import type { LoggedLine } from '../../src/log';

/** What came of a call to an agent's phone: the agent took it, nobody answered, or who answered pressed no key. */
export type RingOutcome = 'taken' | 'unanswered' | 'no-key';

/** What came of every call to an agent's phone in a log, by CallSid. */
export const ringsOf = (lines: readonly LoggedLine[]): Map<string, RingOutcome> =>
  new Map(
    lines.flatMap((line): [string, RingOutcome][] => {
      if (line.event === 'taken' && line.accepted) return [[line.call, 'taken']];
      if (line.event !== 'missed') return [];
      return [[line.call, line.status === 'completed' ? 'no-key' : 'unanswered']];
    }),
  );
