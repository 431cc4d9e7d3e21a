/** The days of the week, in the order in which `Date` counts them. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** A day of the week. */
export type Weekday = (typeof weekdays)[number];

type TimeOfDay = `${number}:${number}`;

/**
 * A part of a day: `09:00-17:30` is open at 17:29:59 and closed at 17:30:00. `22:00-02:00` runs past midnight
 * and belongs to the day it starts on; `00:00-24:00` is a whole day.
 */
export type TimeRange = `${TimeOfDay}-${TimeOfDay}`;

/** A date with different hours: a holiday, a training day, a long Saturday. */
export interface OneOffDay {
  /** Year, month and day: `2026-12-25`. */
  readonly date: string;
  /** The hours on this date, in place of those of its weekday. Empty: closed all day. */
  readonly open: readonly TimeRange[];
  /**
   * What callers hear on this date while the queue is closed. It replaces the first step of the plan `closed` if that
   * step is a `say`, and comes before any other first step. Default: the plan alone.
   */
  readonly say?: string;
}

/**
 * When a queue takes calls, by the local time of its time zone.
 *
 * A one-off day replaces its weekday, but hours that started the evening before continue: a bar that is open on
 * Fridays `22:00-02:00` closes at two even if that Saturday is a holiday.
 *
 * A range lasts from the first to the last moment at which the clocks show a time within it. When daylight saving time
 * starts, a skipped time counts as the moment of the change. When it ends, a range that starts or ends in the repeated
 * hour includes both of them: the queue is open longer, rather than open, closed and open again.
 */
export interface OpeningHours {
  /** An IANA name, such as `America/New_York`: https://en.wikipedia.org/wiki/List_of_tz_database_time_zones */
  readonly timeZone: string;
  /** The hours of each weekday. The queue is closed on weekdays that are not listed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly TimeRange[]>>>;
  /** Dates with different hours. Default: none. */
  readonly oneOffDays?: readonly OneOffDay[];
}

/** Whether a queue is open; if not, the words of a one-off day that has its own. */
export type Opening = { readonly kind: 'open' } | { readonly kind: 'closed'; readonly words?: string };

/** An unbroken time of being open: the moment it starts and the first moment after it. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** A date or a clock reading, as the milliseconds of the same date or time in UTC. */
type Reading = number;

const minuteLength = 60_000;
const dayLength = 24 * 60 * minuteLength;

/** Whether a queue with these hours is open at a moment. Throws a RangeError if the time zone is unknown. */
export function openingAt(hours: OpeningHours, moment: Date): Opening {
  const now = moment.getTime();
  if (stretchesAround(hours, moment).some(({ from, until }) => from <= now && now < until)) {
    return { kind: 'open' };
  }
  const words = oneOffDayOn(hours, dateAt(clocksOf(hours), now))?.say;
  return words === undefined ? { kind: 'closed' } : { kind: 'closed', words };
}

/** The open stretches of a moment's date, of the date before, which may run past midnight, and of the date after. */
export function stretchesAround(hours: OpeningHours, moment: Date): Stretch[] {
  const clocks = clocksOf(hours);
  const today = dateAt(clocks, moment.getTime());
  return [today - dayLength, today, today + dayLength].flatMap((date) =>
    rangesOn(hours, date).map((range) => {
      const { from, until } = spanOf(range);
      return { from: firstMoment(clocks, date + from), until: endMoment(clocks, date + until) };
    }),
  );
}

/** The start and end of a range, in milliseconds after midnight. */
export function spanOf(range: TimeRange): Stretch {
  const [from = Number.NaN, until = Number.NaN] = range.split('-').map((time) => {
    const [hour, minute] = time.split(':');
    return (Number(hour) * 60 + Number(minute)) * minuteLength;
  });
  return { from, until: until < from ? until + dayLength : until };
}

const rangesOn = (hours: OpeningHours, date: Reading): readonly TimeRange[] =>
  oneOffDayOn(hours, date)?.open ?? hours.weekly[weekdayOf(date)] ?? [];

const oneOffDayOn = (hours: OpeningHours, date: Reading) =>
  hours.oneOffDays?.find((day) => day.date === new Date(date).toISOString().slice(0, 10));

/** The weekday of a date. */
export const weekdayOf = (date: Reading) => weekdays[new Date(date).getUTCDay()] as Weekday;

/** The first moment at which clocks show this or a later reading. */
function firstMoment(clocks: Intl.DateTimeFormat, reading: Reading): number {
  const { before, after, moment } = changeNear(clocks, reading);
  return reading - before < moment ? reading - before : Math.max(moment, reading - after);
}

/** The moment after which clocks never again show an earlier reading. */
function endMoment(clocks: Intl.DateTimeFormat, reading: Reading): number {
  const { before, after, moment } = changeNear(clocks, reading);
  return reading - after > moment ? reading - after : Math.min(moment, reading - before);
}

/** How far clocks are ahead of UTC before and after a reading, and the moment in between when that changes. */
function changeNear(clocks: Intl.DateTimeFormat, reading: Reading) {
  // No clock is a whole day ahead of UTC or behind it, so these are moments before and after the reading.
  let [unchanged, changed] = [reading - dayLength, reading + dayLength];
  const before = aheadOfUtc(clocks, unchanged);
  const after = aheadOfUtc(clocks, changed);
  if (before === after) return { before, after, moment: reading - before };
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (aheadOfUtc(clocks, middle) === before) unchanged = middle;
    else changed = middle;
  }
  return { before, after, moment: changed };
}

/** A cache: creating a formatter takes longer than using it. */
const clocksMade = new Map<string, Intl.DateTimeFormat>();

function clocksOf({ timeZone }: OpeningHours): Intl.DateTimeFormat {
  const made = clocksMade.get(timeZone);
  if (made) return made;
  const clocks = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  clocksMade.set(timeZone, clocks);
  return clocks;
}

function dateAt(clocks: Intl.DateTimeFormat, moment: number): Reading {
  const reading = moment + aheadOfUtc(clocks, moment);
  return Math.floor(reading / dayLength) * dayLength;
}

/** A formatted moment ends in `GMT-03:30`, or in `GMT` alone for UTC. */
function aheadOfUtc(clocks: Intl.DateTimeFormat, moment: number): number {
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(clocks.format(moment)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteLength;
}
