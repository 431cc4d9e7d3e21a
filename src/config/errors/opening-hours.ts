import {
  type OneOffDay,
  type OpeningHours,
  type Stretch,
  spanOf,
  type TimeRange,
  type Weekday,
  weekdayOf,
  weekdays,
} from '../../rules/opening-hours';
import { type ConfigProblem, shown } from './config-problem';
import { textProblems } from './words';

const dayLength = 24 * 3600 * 1000;

/** A range, its place in the config, and when it starts and ends after midnight of its day. */
interface PlacedRange extends Stretch {
  readonly path: string;
  readonly range: TimeRange;
}

/** Everything about opening hours that their shape does not show. */
export function openingHoursProblems(path: string, hours: OpeningHours): ConfigProblem[] {
  const weekly = Object.entries(hours.weekly);
  const oneOffDays = hours.oneOffDays ?? [];
  const problems = [
    ...timeZoneProblems(`${path}.timeZone`, hours.timeZone),
    ...weekly.flatMap(([name, ranges]) => rangesProblems(`${path}.weekly.${name}`, ranges)),
    ...oneOffDays.flatMap((day, index) => oneOffDayProblems(`${path}.oneOffDays[${index}]`, day)),
    ...repeatedDateProblems(`${path}.oneOffDays`, oneOffDays),
    ...neverOpenProblems(path, hours),
  ];
  return [...problems, ...overlapProblems(path, hours)];
}

/** Zones without a place, such as EST, are refused, because most of them do not have daylight saving time. */
function timeZoneProblems(path: string, timeZone: string): ConfigProblem[] {
  if (/^UTC$|\//.test(timeZone) && isKnown(timeZone)) return [];
  const near = nearTimeZone(timeZone);
  const fix = near ? `Did you mean ${near}?` : 'Write continent and city, such as America/New_York.';
  return [{ path, found: `${shown(timeZone)} is not the IANA time zone of a place`, fix }];
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The zone with the same letters, with or without its continent. */
function nearTimeZone(timeZone: string): string | undefined {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  return Intl.supportedValuesOf('timeZone').find((known) =>
    [known, known.slice(known.lastIndexOf('/'))].some((name) => letters(name) === letters(timeZone)),
  );
}

const rangesProblems = (path: string, ranges: readonly TimeRange[] = []): ConfigProblem[] =>
  ranges.flatMap((range, index) => rangeProblems(`${path}[${index}]`, range));

const wellFormed = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function rangeProblems(path: string, range: TimeRange): ConfigProblem[] {
  if (wellFormed.test(range)) {
    const { from, until } = spanOf(range);
    if (from !== until) return [];
    return [{ path, found: `${range} is empty`, fix: 'Write 00:00-24:00 for a whole day, or remove it.' }];
  }
  const repaired = range.replace(/\s/g, '').replace(/[–—]/, '-').replace(/\b\d:/g, '0$&');
  const fix = wellFormed.test(repaired)
    ? `Write ${repaired}.`
    : 'Write it like 09:00-17:30, with hours up to 23 and minutes up to 59. Only the end may be 24:00.';
  return [{ path, found: `${shown(range)} is not a range of times`, fix }];
}

const oneOffDayProblems = (path: string, { date, open, say }: OneOffDay): ConfigProblem[] => [
  ...dateProblems(`${path}.date`, date),
  ...rangesProblems(`${path}.open`, open),
  ...(say === undefined ? [] : textProblems(`${path}.say`, say)),
];

function repeatedDateProblems(path: string, days: readonly OneOffDay[]): ConfigProblem[] {
  const dates = days.map(({ date }) => date);
  return dates.flatMap((date, index) => {
    const first = dates.indexOf(date);
    if (first === index) return [];
    const found = `${date} is already at ${path}[${first}].date`;
    return [{ path: `${path}[${index}].date`, found, fix: 'Keep one of them.' }];
  });
}

function dateProblems(path: string, date: string): ConfigProblem[] {
  if (isDate(date)) return [];
  if (/^\d{4}-\d\d-\d\d$/.test(date)) {
    return [{ path, found: `${date} does not exist`, fix: 'Write a day that exists.' }];
  }
  return [
    { path, found: `${shown(date)} is not a date`, fix: 'Write year, month and day, as in 2026-12-25.' },
  ];
}

/** `Date` reads February 30 as a day in March, so the date must stay the same when it is written back. */
function isDate(date: string): boolean {
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === date;
}

/** Ranges that overlap another range of the day, or one of the day before that runs past midnight. */
function overlapProblems(path: string, hours: OpeningHours): ConfigProblem[] {
  const weekly = weekdays.flatMap((weekday, index) => {
    const day = placedOnWeekday(path, hours, weekday);
    const dayBefore = placedOnWeekday(path, hours, weekdays[(index + 6) % 7] as Weekday);
    return [...sharedWithin(day), ...sharedWithDayBefore(dayBefore, day)];
  });
  const dates = new Set(hours.oneOffDays?.map(({ date }) => date).filter(isDate));
  const oneOff = [...dates].flatMap((date) => {
    const day = placedOnDate(path, hours, date);
    const dayBefore = placedOnDate(path, hours, dateBeside(date, -1));
    const dayAfter = placedOnDate(path, hours, dateBeside(date, 1));
    return [
      ...sharedWithin(day),
      ...sharedWithDayBefore(dayBefore, day),
      // If the day after is a one-off day too, it is compared with this one when its turn comes.
      ...(dates.has(dateBeside(date, 1)) ? [] : sharedWithDayBefore(day, dayAfter)),
    ];
  });
  return [...weekly, ...oneOff];
}

const dateBeside = (date: string, days: number) =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10);

function placedOnDate(path: string, hours: OpeningHours, date: string): PlacedRange[] {
  const index = hours.oneOffDays?.findIndex((day) => day.date === date) ?? -1;
  if (index < 0) return placedOnWeekday(path, hours, weekdayOf(Date.parse(date)));
  return placed(`${path}.oneOffDays[${index}].open`, hours.oneOffDays?.[index]?.open);
}

const placedOnWeekday = (path: string, hours: OpeningHours, weekday: Weekday) =>
  placed(`${path}.weekly.${weekday}`, hours.weekly[weekday]);

const placed = (path: string, ranges: readonly TimeRange[] = []): PlacedRange[] =>
  ranges
    .map((range, index) => ({ path: `${path}[${index}]`, range, ...spanOf(range) }))
    .filter(({ range }) => wellFormed.test(range));

const sharedWithin = (day: readonly PlacedRange[]) =>
  day.flatMap((range, index) => sharedWith(day.slice(0, index), range));

function sharedWithDayBefore(
  dayBefore: readonly PlacedRange[],
  day: readonly PlacedRange[],
): ConfigProblem[] {
  const shifted = dayBefore.map((range) => ({
    ...range,
    from: range.from - dayLength,
    until: range.until - dayLength,
  }));
  return day.flatMap((range) => sharedWith(shifted, range));
}

const sharedWith = (
  others: readonly PlacedRange[],
  { path, range, from, until }: PlacedRange,
): ConfigProblem[] =>
  others
    .filter((other) => from < other.until && other.from < until)
    .map((other) => ({
      path,
      found: `${range} overlaps ${other.range} of ${other.path}`,
      fix: 'Let one end where the other starts.',
    }));

function neverOpenProblems(path: string, { weekly, oneOffDays = [] }: OpeningHours): ConfigProblem[] {
  const lists = [...Object.values(weekly), ...oneOffDays.map(({ open }) => open)];
  if (lists.some((ranges) => ranges.length > 0)) return [];
  const fix = "Add a day, such as monday: ['09:00-17:30'].";
  return [{ path: `${path}.weekly`, found: 'the queue would never open', fix }];
}
