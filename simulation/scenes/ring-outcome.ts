import type { LoggedLine } from '../../src/log';

/** How a call to an agent's phone ended: the agent took it, nobody answered, or no key was pressed. */
export type RingOutcome = 'taken' | 'unanswered' | 'no-key';

/** How every call to an agent's phone in a log ended, by CallSid. */
export const ringsOf = (lines: readonly LoggedLine[]): Map<string, RingOutcome> =>
  new Map(
    lines.flatMap((line): [string, RingOutcome][] => {
      if (line.event === 'taken' && line.accepted) return [[line.call, 'taken']];
      if (line.event !== 'missed') return [];
      return [[line.call, line.status === 'completed' ? 'no-key' : 'unanswered']];
    }),
  );
