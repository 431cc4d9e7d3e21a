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

const dayLength = 24 * 3600 * 1000;

/** A range, where in the config it stands, and when it lasts, after midnight of its day. */
interface PlacedRange extends Stretch {
  readonly place: string;
  readonly range: TimeRange;
}

/** Everything in opening hours that the compiler cannot see, each as one sentence with the place and the repair. */
export function openingHoursFaults(place: string, hours: OpeningHours): string[] {
  const weekly = Object.entries(hours.weekly);
  const oneOffDays = hours.oneOffDays ?? [];
  return [
    ...timeZoneFaults(`${place}.timeZone`, hours.timeZone),
    ...weekly.flatMap(([name, ranges]) => weekdayFaults(`${place}.weekly.${name}`, name, ranges)),
    ...oneOffDays.flatMap((day, index) => oneOffDayFaults(`${place}.oneOffDays[${index}]`, day)),
    ...repeatedDateFaults(`${place}.oneOffDays`, oneOffDays),
    ...overlapFaults(place, hours),
    ...neverOpenFaults(place, hours),
  ];
}

/** Zones without a place, such as EST, are refused: most of them know no daylight-saving time. */
function timeZoneFaults(place: string, timeZone: string): string[] {
  if (/^UTC$|\//.test(timeZone) && isKnown(timeZone)) return [];
  const near = nearTimeZone(`${timeZone}`);
  const repair = near ? `Did you mean ${near}?` : 'Write continent and city, such as America/New_York.';
  return [`${place}: '${timeZone}' is no place’s IANA time zone. ${repair}`];
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The zone of the same letters, with its continent or without. */
function nearTimeZone(timeZone: string): string | undefined {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  return Intl.supportedValuesOf('timeZone').find((known) =>
    [known, known.slice(known.lastIndexOf('/'))].some((name) => letters(name) === letters(timeZone)),
  );
}

function weekdayFaults(place: string, name: string, ranges: readonly TimeRange[]): string[] {
  if (isWeekday(name)) return rangesFaults(place, ranges);
  const meant = weekdays.find((day) => day.slice(0, 3) === name.slice(0, 3).toLowerCase());
  return [`${place}: it is no weekday. Write ${meant ?? `one of ${weekdays.join(', ')}`}.`];
}

const isWeekday = (name: string): name is Weekday => weekdays.some((day) => day === name);

/** The build asks no compiler, so that a list may be something else. */
function rangesFaults(place: string, ranges: readonly TimeRange[] | undefined): string[] {
  if (Array.isArray(ranges))
    return ranges.flatMap((range, index) => rangeFaults(`${place}[${index}]`, range));
  return [`${place}: it is no list. Write ['09:00-17:30'], or [] for closed.`];
}

const wellFormed = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function rangeFaults(place: string, range: TimeRange): string[] {
  if (wellFormed.test(range)) {
    const { from, until } = spanOf(range);
    if (from !== until) return [];
    return [`${place}: ${range} is empty. Write 00:00-24:00 for a whole day, or take it out.`];
  }
  const mended = `${range}`.replace(/\s/g, '').replace(/[–—]/, '-').replace(/\b\d:/g, '0$&');
  const repair = wellFormed.test(mended)
    ? `Write ${mended}.`
    : 'Write it like 09:00-17:30, with hours up to 23 and minutes up to 59; only an end may be 24:00.';
  return [`${place}: '${range}' is no range of times. ${repair}`];
}

function oneOffDayFaults(place: string, { date, open, say }: OneOffDay): string[] {
  return [
    ...dateFaults(`${place}.date`, date),
    ...rangesFaults(`${place}.open`, open),
    ...(say?.trim() === ''
      ? [`${place}.say: it is empty, so callers would hear silence. Write what is said, or take it out.`]
      : []),
  ];
}

function repeatedDateFaults(place: string, days: readonly OneOffDay[]): string[] {
  const dates = days.map(({ date }) => date);
  return dates.flatMap((date, index) => {
    const first = dates.indexOf(date);
    if (first === index) return [];
    return [`${place}[${index}].date: ${date} already stands at ${place}[${first}].date. Keep one.`];
  });
}

function dateFaults(place: string, date: string): string[] {
  if (isDate(date)) return [];
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return [`${place}: no calendar has ${date}. Write a day that it has.`];
  return [`${place}: '${date}' is no date. Write year, month and day, as in 2026-12-25.`];
}

/** `Date` takes the 30th of February for a day in March, so what it made must read the same. */
function isDate(date: string): boolean {
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === date;
}

/** Ranges of a day that overlap each other, or one that ran past midnight from the day before. */
function overlapFaults(place: string, hours: OpeningHours): string[] {
  const weekly = weekdays.flatMap((weekday, index) => {
    const day = placedOnWeekday(place, hours, weekday);
    const dayBefore = placedOnWeekday(place, hours, weekdays[(index + 6) % 7] as Weekday);
    return [...sharedWithin(day), ...sharedWithDayBefore(dayBefore, day)];
  });
  const dates = new Set(hours.oneOffDays?.map(({ date }) => date).filter(isDate));
  const oneOff = [...dates].flatMap((date) => {
    const day = placedOnDate(place, hours, date);
    const dayBefore = placedOnDate(place, hours, dateBeside(date, -1));
    const dayAfter = placedOnDate(place, hours, dateBeside(date, 1));
    return [
      ...sharedWithin(day),
      ...sharedWithDayBefore(dayBefore, day),
      // If the day after is a one-off day too, it is compared with this one in its own turn.
      ...(dates.has(dateBeside(date, 1)) ? [] : sharedWithDayBefore(day, dayAfter)),
    ];
  });
  return [...weekly, ...oneOff];
}

const dateBeside = (date: string, days: number) =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10);

function placedOnDate(place: string, hours: OpeningHours, date: string): PlacedRange[] {
  const index = hours.oneOffDays?.findIndex((day) => day.date === date) ?? -1;
  if (index < 0) return placedOnWeekday(place, hours, weekdayOf(Date.parse(date)));
  return placed(`${place}.oneOffDays[${index}].open`, hours.oneOffDays?.[index]?.open);
}

const placedOnWeekday = (place: string, hours: OpeningHours, weekday: Weekday) =>
  placed(`${place}.weekly.${weekday}`, hours.weekly[weekday]);

function placed(place: string, ranges: readonly TimeRange[] | undefined): PlacedRange[] {
  if (!Array.isArray(ranges)) return [];
  return ranges
    .map((range: TimeRange, index) => ({
      place: `${place}[${index}]`,
      range,
      ...spanOf(`${range}` as TimeRange),
    }))
    .filter(({ range }) => wellFormed.test(range));
}

const sharedWithin = (day: readonly PlacedRange[]) =>
  day.flatMap((range, index) => sharedWith(day.slice(0, index), range));

function sharedWithDayBefore(dayBefore: readonly PlacedRange[], day: readonly PlacedRange[]): string[] {
  const shifted = dayBefore.map((range) => ({
    ...range,
    from: range.from - dayLength,
    until: range.until - dayLength,
  }));
  return day.flatMap((range) => sharedWith(shifted, range));
}

const sharedWith = (others: readonly PlacedRange[], { place, range, from, until }: PlacedRange) =>
  others
    .filter((other) => from < other.until && other.from < until)
    .map(
      (other) =>
        `${place}: ${range} overlaps ${other.range} of ${other.place}. Let one end where the other starts.`,
    );

function neverOpenFaults(place: string, { weekly, oneOffDays = [] }: OpeningHours): string[] {
  const lists = [...Object.values(weekly), ...oneOffDays.map(({ open }) => open)];
  if (lists.some((ranges) => ranges === undefined || ranges.length > 0)) return [];
  return [`${place}.weekly: the queue would never open. Add a day, such as monday: ['09:00-17:30'].`];
}
