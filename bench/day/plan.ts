import type { Randomness } from './randomness';

const hour = 3600;

/** How many of a hundred calls come in each hour of a day: there are two peaks and a long, quiet evening. */
const arrivalsByHour = [0, 0, 0, 0, 0, 0, 0, 2, 5, 9, 12, 12, 9, 9, 11, 10, 9, 6, 3, 2, 1, 0, 0, 0];

/** A caller. Times are in seconds since midnight. */
export interface PlannedCaller {
  readonly number: string;
  readonly arrivesAt: number;
}

/** An agent's shift. Times are in seconds since midnight. */
export interface PlannedAgent {
  readonly number: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Early, middle and late shifts of eight hours. */
const shiftsStartAt = [7, 8, 9, 10.5].map((hours) => hours * hour);
const shiftLength = 8 * hour;

export function planCallers(count: number, randomness: Randomness): PlannedCaller[] {
  return numbered(count, (index) => ({
    number: `+1555200${String(index).padStart(4, '0')}`,
    arrivesAt: (randomness.weighted(arrivalsByHour) + randomness.uniform()) * hour,
  }));
}

/** Agents arrive within five minutes of the start of their shift. */
export function planAgents(count: number, randomness: Randomness): PlannedAgent[] {
  return numbered(count, (index) => {
    const shiftStartsAt = shiftsStartAt[index % shiftsStartAt.length] ?? 0;
    const startsAt = shiftStartsAt + randomness.uniform() * 300;
    return {
      number: `+155530000${String(index).padStart(2, '0')}`,
      startsAt,
      endsAt: startsAt + shiftLength,
    };
  });
}

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
