import type { Randomness } from './randomness';

const hour = 3600;

/** How many of a hundred calls come in each hour of a day: two peaks and a long, thin evening. */
const arrivalsByHour = [0, 0, 0, 0, 0, 0, 0, 2, 5, 9, 12, 12, 9, 9, 11, 10, 9, 6, 3, 2, 1, 0, 0, 0];

/** Somebody who will call. Times are in seconds since midnight. */
export interface PlannedCaller {
  readonly number: string;
  readonly arrivesAt: number;
}

/** Somebody who serves, from and to, in seconds since midnight. */
export interface PlannedAgent {
  readonly number: string;
  readonly beginsAt: number;
  readonly endsAt: number;
}

/** Early, middle and late shifts of eight hours. */
const shiftsBeginAt = [7, 8, 9, 10.5].map((hours) => hours * hour);
const shiftLength = 8 * hour;

export function planCallers(count: number, randomness: Randomness): PlannedCaller[] {
  return numbered(count, (index) => ({
    number: `+1555200${String(index).padStart(4, '0')}`,
    arrivesAt: (randomness.weighted(arrivalsByHour) + randomness.uniform()) * hour,
  }));
}

/** Agents come within five minutes of the beginning of their shift. */
export function planAgents(count: number, randomness: Randomness): PlannedAgent[] {
  return numbered(count, (index) => {
    const shiftBeginsAt = shiftsBeginAt[index % shiftsBeginAt.length] ?? 0;
    const beginsAt = shiftBeginsAt + randomness.uniform() * 300;
    return {
      number: `+155530000${String(index).padStart(2, '0')}`,
      beginsAt,
      endsAt: beginsAt + shiftLength,
    };
  });
}

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
