import type { Lane } from '../state/queue-name';

/** A line at Twilio that an agent serves: one lane of one queue. */
export interface Line {
  readonly queue: string;
  readonly lane: Lane;
  readonly waiting: number;
  /** How long the first in it has waited; unknown until asked for. */
  readonly frontSecondsWaited?: number;
  /** In a normal lane: from this wait on its first caller comes before the priority lane. */
  readonly yieldAfterSeconds?: number;
}

/** The lines in which somebody waits. */
export const busyLines = <Some extends Line>(lines: readonly Some[]) =>
  lines.filter(({ waiting }) => waiting > 0);

/**
 * The line to serve next: the priority lanes first, unless somebody in a normal lane has waited too long for
 * that; among equals, whoever has waited longest; then the order given.
 */
export function nextLine(lines: readonly Line[]): Line | undefined {
  return busyLines(lines).reduce<Line | undefined>(
    (best, line) => (best === undefined || comesBefore(line, best) ? line : best),
    undefined,
  );
}

function comesBefore(one: Line, other: Line): boolean {
  const byRank = rankOf(one) - rankOf(other);
  return byRank === 0 ? secondsWaited(one) > secondsWaited(other) : byRank > 0;
}

function rankOf(line: Line): number {
  const yields = line.yieldAfterSeconds !== undefined && secondsWaited(line) >= line.yieldAfterSeconds;
  if (line.lane === 'normal') return yields ? 2 : 0;
  return 1;
}

const secondsWaited = ({ frontSecondsWaited = 0 }: Line) => frontSecondsWaited;
