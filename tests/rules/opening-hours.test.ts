import fc from 'fast-check';
import { inWords } from '../../src/config/errors/config-problem';
import { openingHoursProblems } from '../../src/config/errors/opening-hours';
import { nextChange } from '../../src/rules/next-opening';
import {
  type OpeningHours,
  openingAt,
  type TimeRange,
  type Weekday,
  weekdays,
} from '../../src/rules/opening-hours';
import { runs } from '../thorough';

const problems = (hours: OpeningHours) => openingHoursProblems('hours', hours).map(inWords);

const minute = 60_000;
const day = 24 * 60 * minute;

const everyDay = (...ranges: readonly TimeRange[]) =>
  Object.fromEntries(weekdays.map((weekday) => [weekday, ranges]));

/** Whether a queue is open at moments written with their distance from UTC, such as `2026-03-02T09:00:00-05:00`. */
const isOpen = (hours: OpeningHours, moment: string) => openingAt(hours, new Date(moment)).kind === 'open';

const officeHours: OpeningHours = {
  timeZone: 'America/New_York',
  weekly: {
    monday: ['09:00-12:00', '13:00-17:30'],
    tuesday: ['09:00-17:30'],
    friday: ['22:00-02:00'],
    sunday: ['00:00-24:00'],
  },
};

// 2 March 2026 is a Monday.
describe('an office in New York', () => {
  test.each([
    ['opens on Monday at nine', '2026-03-02T08:59:59-05:00', '2026-03-02T09:00:00-05:00', true],
    ['closes for lunch at noon', '2026-03-02T11:59:59-05:00', '2026-03-02T12:00:00-05:00', false],
    ['is back from lunch at one', '2026-03-02T12:59:59-05:00', '2026-03-02T13:00:00-05:00', true],
    ['closes at half past five', '2026-03-02T17:29:59-05:00', '2026-03-02T17:30:00-05:00', false],
    ['opens on Friday at ten in the evening', '2026-03-06T21:59:59-05:00', '2026-03-06T22:00:00-05:00', true],
    ['closes on Saturday at two', '2026-03-07T01:59:59-05:00', '2026-03-07T02:00:00-05:00', false],
    ['opens on Sunday at midnight', '2026-02-28T23:59:59-05:00', '2026-03-01T00:00:00-05:00', true],
    ['closes when Sunday is over', '2026-03-01T23:59:59-05:00', '2026-03-02T00:00:00-05:00', false],
  ])('%s', (_sentence, before, from, opens) => {
    expect([isOpen(officeHours, before), isOpen(officeHours, from)]).toEqual([!opens, opens]);
  });

  test.each([
    ['past midnight between the days of Friday', '2026-03-06T23:59:59.999-05:00', true],
    ['at midnight after Friday', '2026-03-07T00:00:00-05:00', true],
    ['at one on Friday, which is not the end of a Thursday', '2026-03-06T01:00:00-05:00', false],
    ['at ten on Saturday evening', '2026-03-07T22:30:00-05:00', false],
    ['on a Wednesday, which is not in its week', '2026-03-04T10:00:00-05:00', false],
    ['in the last thousandth of a second', '2026-03-02T17:29:59.999-05:00', true],
  ])('%s', (_sentence, moment, open) => {
    expect(isOpen(officeHours, moment)).toBe(open);
  });
});

describe('nine o’clock', () => {
  test.each([
    ['America/New_York', '2026-01-15T14:00:00Z'],
    ['America/New_York', '2026-07-15T13:00:00Z'],
    ['Europe/Berlin', '2026-01-15T08:00:00Z'],
    ['Europe/Berlin', '2026-07-15T07:00:00Z'],
    ['Asia/Kolkata', '2026-01-15T03:30:00Z'],
    ['Asia/Kathmandu', '2026-01-15T03:15:00Z'],
    ['Australia/Lord_Howe', '2026-01-14T22:00:00Z'],
    ['Australia/Lord_Howe', '2026-07-14T22:30:00Z'],
    ['America/St_Johns', '2026-01-15T12:30:00Z'],
    ['Pacific/Apia', '2026-01-14T20:00:00Z'],
    ['Pacific/Pago_Pago', '2026-01-15T20:00:00Z'],
    ['UTC', '2026-01-15T09:00:00Z'],
  ])('is that of the clocks in %s: %s', (timeZone, nine) => {
    const hours: OpeningHours = { timeZone, weekly: everyDay('09:00-10:00') };
    const secondBefore = new Date(Date.parse(nine) - 1000).toISOString();
    expect([isOpen(hours, secondBefore), isOpen(hours, nine)]).toEqual([false, true]);
  });
});

/** All the stretches in which a queue is open between two moments. */
function stretches(hours: OpeningHours, from: string, until: string): string[] {
  const changes: Date[] = [];
  let next = nextChange(hours, new Date(from));
  while (next && next.getTime() <= Date.parse(until)) {
    changes.push(next);
    next = nextChange(hours, next);
  }
  return changes.map((change) => change.toISOString().slice(5, 16));
}

/** What is open in the nights when clocks change, with the moments in UTC. */
const nights: [zone: string, from: string, until: string, rows: [string, TimeRange, string[]][]][] = [
  [
    'America/New_York: from 02:00 to 03:00 (at 07:00 UTC)',
    '2026-03-08T04:00Z',
    '2026-03-09T03:00Z',
    [
      ['is an hour shorter if it lasts over the change', '01:00-04:00', ['03-08T06:00', '03-08T08:00']],
      ['starts at the change if its start is skipped', '02:30-04:00', ['03-08T07:00', '03-08T08:00']],
      ['ends at the change if its end is skipped', '01:00-02:30', ['03-08T06:00', '03-08T07:00']],
      ['is not, if all of it is skipped', '02:15-02:45', []],
      ['is not, if it is the hour that is skipped', '02:00-03:00', []],
      ['ends at the change if it ends then', '01:00-02:00', ['03-08T06:00', '03-08T07:00']],
      ['starts at the change if it starts then', '03:00-04:00', ['03-08T07:00', '03-08T08:00']],
      ['has its usual times later that day', '09:00-17:30', ['03-08T13:00', '03-08T21:30']],
    ],
  ],
  [
    'America/New_York: from 02:00 back to 01:00 (at 06:00 UTC)',
    '2026-11-01T04:00Z',
    '2026-11-02T04:59Z',
    [
      ['is an hour longer if it lasts over the change', '00:30-03:00', ['11-01T04:30', '11-01T08:00']],
      ['starts at the first of two times', '01:30-03:00', ['11-01T05:30', '11-01T08:00']],
      ['ends at the second of two times', '00:30-01:30', ['11-01T04:30', '11-01T06:30']],
      ['is unbroken within the hour that comes twice', '01:15-01:45', ['11-01T05:15', '11-01T06:45']],
      ['has the hour that comes twice twice', '01:00-02:00', ['11-01T05:00', '11-01T07:00']],
      ['is over when that hour first begins', '00:30-01:00', ['11-01T04:30', '11-01T05:00']],
      ['starts when that hour has ended twice', '02:00-03:00', ['11-01T07:00', '11-01T08:00']],
      ['has its usual times later that day', '09:00-17:30', ['11-01T14:00', '11-01T22:30']],
    ],
  ],
  [
    'Europe/Berlin: from 02:00 to 03:00 (at 01:00 UTC)',
    '2026-03-28T12:00Z',
    '2026-03-29T12:00Z',
    [
      ['is an hour shorter if it began the evening before', '22:00-04:00', ['03-28T21:00', '03-29T02:00']],
      ['ends at the change if its end is skipped', '22:00-02:30', ['03-28T21:00', '03-29T01:00']],
    ],
  ],
  [
    'Europe/Berlin: from 03:00 back to 02:00 (at 01:00 UTC)',
    '2026-10-24T12:00Z',
    '2026-10-25T12:00Z',
    [
      ['is an hour longer if it began the evening before', '22:00-04:00', ['10-24T20:00', '10-25T03:00']],
      ['ends at the second of two times', '22:00-02:30', ['10-24T20:00', '10-25T01:30']],
    ],
  ],
  [
    'Australia/Lord_Howe: from 02:00 to 02:30 (at 15:30 UTC)',
    '2025-10-04T12:00Z',
    '2025-10-05T09:00Z',
    [
      ['is half an hour shorter', '01:00-03:00', ['10-04T14:30', '10-04T16:00']],
      ['starts at the change if its start is skipped', '02:15-03:00', ['10-04T15:30', '10-04T16:00']],
    ],
  ],
  [
    'Australia/Lord_Howe: from 02:00 back to 01:30 (at 15:00 UTC)',
    '2025-04-05T12:00Z',
    '2025-04-06T09:00Z',
    [
      ['is half an hour longer', '01:00-03:00', ['04-05T14:00', '04-05T16:30']],
      ['is unbroken within the half hour that comes twice', '01:40-01:50', ['04-05T14:40', '04-05T15:20']],
    ],
  ],
  [
    'America/Santiago: from 24:00 back to 23:00 (at 03:00 UTC)',
    '2025-04-05T20:00Z',
    '2025-04-06T20:00Z',
    [
      ['ends at the second midnight', '22:00-24:00', ['04-06T01:00', '04-06T04:00']],
      ['starts at the second midnight', '00:00-01:00', ['04-06T04:00', '04-06T05:00']],
    ],
  ],
  [
    'America/Santiago: from 24:00 to 01:00 (at 04:00 UTC)',
    '2025-09-06T20:00Z',
    '2025-09-07T20:00Z',
    [
      ['ends at the midnight that is skipped', '22:00-24:00', ['09-07T02:00', '09-07T04:00']],
      ['starts at the midnight that is skipped', '00:00-02:00', ['09-07T04:00', '09-07T05:00']],
    ],
  ],
  [
    'America/St_Johns: from 00:01 of Sunday back to 23:01 of Saturday (at 02:31 UTC)',
    '2010-11-06T20:00Z',
    '2010-11-07T20:00Z',
    [
      [
        'that began on Sunday goes on while it is Saturday again',
        '00:00-01:00',
        ['11-07T02:30', '11-07T04:30'],
      ],
    ],
  ],
  [
    'Pacific/Apia: from Thursday 24:00 to Saturday 00:00 (at 10:00 UTC)',
    '2011-12-29T12:00Z',
    '2011-12-31T03:00Z',
    [
      ['of Thursday and that of the missing Friday join', '22:00-02:00', ['12-30T08:00', '12-30T12:00']],
      [
        'in the daytime is on Thursday and on Saturday',
        '09:00-17:00',
        ['12-29T19:00', '12-30T03:00', '12-30T19:00', '12-31T03:00'],
      ],
    ],
  ],
];

describe.each(nights)('in the night when clocks go in %s', (zone, from, until, rows) => {
  const timeZone = zone.split(':')[0] as string;
  test.each(rows)('a range %s: %s', (_sentence, range, expected) => {
    expect(stretches({ timeZone, weekly: everyDay(range) }, from, until)).toEqual(expected);
  });

  test('a queue that never closes is open', () => {
    const hours: OpeningHours = { timeZone, weekly: everyDay('00:00-24:00') };
    for (let moment = Date.parse(from); moment < Date.parse(until); moment += 5 * minute) {
      expect(openingAt(hours, new Date(moment))).toEqual({ kind: 'open' });
    }
  });
});

test('what began after midnight goes on while clocks have gone back to the evening before', () => {
  const hours: OpeningHours = { timeZone: 'America/St_Johns', weekly: { sunday: ['00:00-01:00'] } };
  expect(isOpen(hours, '2010-11-06T23:30:00-03:30')).toBe(true);
});

describe('a one-off day', () => {
  const bar: OpeningHours = {
    timeZone: 'Europe/Berlin',
    weekly: everyDay('18:00-02:00'),
    oneOffDays: [
      { date: '2026-12-24', open: ['12:00-16:00'], say: 'Today we closed at four.' },
      { date: '2026-12-25', open: [], say: 'Merry Christmas!' },
      { date: '2026-12-26', open: [] },
      { date: '2026-12-31', open: ['20:00-05:00'] },
    ],
  };
  const open = { kind: 'open' };
  const closed = { kind: 'closed' };

  test.each([
    ['does not end what began the evening before', '2026-12-24T01:59:59+01:00', open],
    [
      'has its words once that is over',
      '2026-12-24T02:00:00+01:00',
      { ...closed, words: 'Today we closed at four.' },
    ],
    ['opens at its own time', '2026-12-24T12:00:00+01:00', open],
    ['closes at its own time', '2026-12-24T16:00:00+01:00', { ...closed, words: 'Today we closed at four.' }],
    [
      'does not open at its weekday’s time',
      '2026-12-24T18:00:00+01:00',
      { ...closed, words: 'Today we closed at four.' },
    ],
    [
      'has its words until midnight',
      '2026-12-24T23:59:59+01:00',
      { ...closed, words: 'Today we closed at four.' },
    ],
    [
      'after midnight leaves the word to the next',
      '2026-12-25T00:00:00+01:00',
      { ...closed, words: 'Merry Christmas!' },
    ],
    ['may be closed whole', '2026-12-25T20:00:00+01:00', { ...closed, words: 'Merry Christmas!' }],
    ['may be without words', '2026-12-26T20:00:00+01:00', closed],
    ['does not run into the day after if closed', '2026-12-27T01:00:00+01:00', closed],
    ['leaves the day after as it is', '2026-12-27T18:00:00+01:00', open],
    ['may itself run past midnight', '2027-01-01T04:59:59+01:00', open],
    ['that ran past midnight ends at its own time', '2027-01-01T05:00:00+01:00', closed],
    ['is a date of its zone, not of UTC', '2026-12-24T23:30:00Z', { ...closed, words: 'Merry Christmas!' }],
    ['does not recur', '2027-12-25T20:00:00+01:00', open],
  ])('%s', (_sentence, moment, opening) => {
    expect(openingAt(bar, new Date(moment))).toEqual(opening);
  });
});

describe('the next change', () => {
  const at = (hours: OpeningHours, moment: string) => nextChange(hours, new Date(moment))?.toISOString();

  test.each([
    ['of an open queue is its end', '2026-03-02T10:00:00-05:00', '2026-03-02T17:00:00.000Z'],
    ['a moment before is still ahead', '2026-03-02T16:59:59.999Z', '2026-03-02T17:00:00.000Z'],
    ['at its moment is the one after', '2026-03-02T17:00:00.000Z', '2026-03-02T18:00:00.000Z'],
    ['may be days ahead', '2026-03-03T17:30:00-05:00', '2026-03-07T03:00:00.000Z'],
  ])('%s', (_sentence, moment, expected) => {
    expect(at(officeHours, moment)).toBe(expected);
  });

  test('is not where one range ends and another begins', () => {
    const hours: OpeningHours = {
      timeZone: 'UTC',
      weekly: { monday: ['09:00-12:00', '12:00-24:00'], tuesday: ['00:00-03:00'] },
    };
    expect(at(hours, '2026-03-02T10:00:00Z')).toBe('2026-03-03T03:00:00.000Z');
  });

  test('is at the end of a night in which a whole date was left out', () => {
    const hours: OpeningHours = { timeZone: 'Pacific/Apia', weekly: { saturday: ['00:00-24:00'] } };
    expect(at(hours, '2011-12-29T14:00:00-10:00')).toBe('2011-12-30T10:00:00.000Z');
  });

  test('is looked for in 400 days and no further', () => {
    const hours: OpeningHours = {
      timeZone: 'UTC',
      weekly: {},
      oneOffDays: [{ date: '2027-04-06', open: ['12:00-13:00'] }],
    };
    expect(at(hours, '2026-03-02T12:00:00Z')).toBe('2027-04-06T12:00:00.000Z');
    expect(at(hours, '2026-03-02T11:59:59Z')).toBeUndefined();
  });

  test('never comes for a queue that is always open', () => {
    expect(
      at({ timeZone: 'America/New_York', weekly: everyDay('00:00-24:00') }, '2026-03-02T12:00Z'),
    ).toBeUndefined();
  });
});

test('an unknown time zone is an error, which the check finds before any caller', () => {
  const hours: OpeningHours = { timeZone: 'Europe/Atlantis', weekly: {} };
  expect(() => openingAt(hours, new Date(0))).toThrow(RangeError);
  expect(problems(hours)).toContainEqual(expect.stringContaining('Europe/Atlantis'));
});

/** Nights in which clocks change, and some in which they do not. */
const windows: [timeZone: string, date: string][] = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['America/New_York', '2026-06-10'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2025-04-06'],
  ['Australia/Lord_Howe', '2025-10-05'],
  ['America/Santiago', '2025-04-05'],
  ['America/Santiago', '2025-09-07'],
  ['Asia/Kolkata', '2026-05-05'],
  ['Pacific/Apia', '2011-12-30'],
];

interface Shown {
  readonly moment: number;
  /** What clocks show in this minute: `2026-03-08 01:59`. */
  readonly reading: string;
}

/** What clocks show in every minute of the seven days around a date. */
function readingsAround(timeZone: string, date: string): Shown[] {
  const clocks = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return Array.from({ length: (7 * day) / minute }, (_, index) => {
    const moment = Date.parse(date) - 3 * day + index * minute;
    return { moment, reading: clocks.format(moment) };
  });
}

const dateOf = (midnight: number) => new Date(midnight).toISOString().slice(0, 10);

/** Every open minute, told slowly: a range lasts from the first to the last minute with a reading in it. */
function openMinutes(hours: OpeningHours, shown: readonly Shown[], date: string): Set<number> {
  const open = new Set<number>();
  for (let midnight = Date.parse(date) - 5 * day; midnight < Date.parse(date) + 5 * day; midnight += day) {
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(midnight);
    const oneOff = hours.oneOffDays?.find((oneOffDay) => oneOffDay.date === dateOf(midnight));
    for (const range of oneOff?.open ?? hours.weekly[weekday.toLowerCase() as Weekday] ?? []) {
      const [start = '', end = ''] = range.split('-');
      const from = `${dateOf(midnight)} ${start}`;
      const until = `${dateOf(end > start ? midnight : midnight + day)} ${end}`;
      const within = ({ reading }: Shown) => reading >= from && reading < until;
      const [first, last] = [shown.findIndex(within), shown.findLastIndex(within)];
      for (const { moment } of first < 0 ? [] : shown.slice(first, last + 1)) open.add(moment);
    }
  }
  return open;
}

/** A range between two minutes of the day. */
function range(from: number, until: number): TimeRange {
  const text = (value: number) => `${value}`.padStart(2, '0');
  const time = (minutes: number) => `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}`;
  return `${time(from)}-${time(until)}` as TimeRange;
}

/** Ranges at any minutes, with more of them in the small hours, when clocks change. */
const anyMinute = fc.oneof(fc.nat({ max: 4 * 60 }), fc.nat({ max: 24 * 60 - 1 }));
const anyRange: fc.Arbitrary<TimeRange> = fc
  .tuple(anyMinute, fc.oneof(anyMinute, fc.constant(24 * 60)))
  .filter(([from, until]) => from !== until)
  .map(([from, until]) => range(from, until));
const anyRanges = fc.array(anyRange, { maxLength: 3 });
const anyWeek = fc.record(
  Object.fromEntries(weekdays.map((weekday) => [weekday, anyRanges])) as Record<Weekday, typeof anyRanges>,
  { requiredKeys: [] },
);

describe('opening hours', () => {
  const shownIn = new Map<string, Shown[]>();
  const shown = (timeZone: string, date: string) => {
    const key = `${timeZone} ${date}`;
    const readings = shownIn.get(key) ?? readingsAround(timeZone, date);
    shownIn.set(key, readings);
    return readings;
  };
  /** Any hours, with one-off days around a night, and minutes of the three days around it. */
  const anyCase = fc.constantFrom(...windows).chain(([timeZone, date]) =>
    fc.record({
      date: fc.constant(date),
      hours: fc.record({
        timeZone: fc.constant(timeZone),
        weekly: anyWeek,
        oneOffDays: fc.uniqueArray(
          fc.record({
            date: fc.integer({ min: -2, max: 2 }).map((days) => dateOf(Date.parse(date) + days * day)),
            open: anyRanges,
          }),
          { maxLength: 2, selector: (oneOffDay) => oneOffDay.date },
        ),
      }),
      minutes: fc.array(fc.integer({ min: -24 * 60, max: 48 * 60 }), { minLength: 20, maxLength: 20 }),
      second: fc.nat({ max: 59 }),
    }),
  );

  test('are open in just the minutes that somebody finds who looks at the clock every minute', () => {
    fc.assert(
      fc.property(anyCase, ({ date, hours, minutes, second }) => {
        const open = openMinutes(hours, shown(hours.timeZone, date), date);
        for (const moment of minutes.map((minutes) => Date.parse(date) + minutes * minute)) {
          const { kind } = openingAt(hours, new Date(moment + second * 1000));
          expect([kind, dateOf(moment)]).toEqual([open.has(moment) ? 'open' : 'closed', dateOf(moment)]);
        }
      }),
      runs(70),
    );
  });

  test('change next where that person first finds it otherwise, and not before', () => {
    fc.assert(
      fc.property(anyCase, ({ date, hours, minutes, second }) => {
        const readings = shown(hours.timeZone, date);
        const open = openMinutes(hours, readings, date);
        for (const now of minutes.slice(0, 4).map((minutes) => Date.parse(date) + minutes * minute)) {
          const later = readings.find(({ moment }) => moment > now && open.has(moment) !== open.has(now));
          const change = nextChange(hours, new Date(now + second * 1000))?.getTime() ?? Infinity;
          // Beyond the minutes looked at, or in their last day, where later ranges may reach in, nobody knows.
          const known = Date.parse(date) + 2 * day;
          expect(Math.min(change, known)).toBe(Math.min(later?.moment ?? Infinity, known));
          if (change === Infinity) continue;
          const { kind } = openingAt(hours, new Date(now + second * 1000));
          expect(openingAt(hours, new Date(change - 1)).kind).toBe(kind);
          expect(openingAt(hours, new Date(change)).kind).not.toBe(kind);
        }
      }),
      runs(70),
    );
  });

  test('of a week in which no clock changes last as long as their ranges together', () => {
    /** Ranges that share no minute: each lies between two of the sorted times, the last may run past midnight. */
    const times = fc.uniqueArray(fc.nat({ max: 24 * 60 - 1 }), { minLength: 6, maxLength: 6 });
    const weeks = fc.array(
      times.map((drawn) => drawn.sort((one, other) => one - other)),
      { minLength: 7, maxLength: 7 },
    );
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(zones, weeks, (timeZone, drawn) => {
        // Each day's night ends at the day's first time, before anything of the next day but its own first.
        const first = Math.min(...drawn.map(([time = 0]) => time));
        const spans = drawn.map(([, a = 0, b = 0, c = 0, d = 0, e = 0]) => [
          [a, b],
          [c, d],
          [e, first],
        ]);
        const weekly = Object.fromEntries(
          spans.map((day, index) => [
            weekdays[index],
            day.map(([from = 0, until = 0]) => range(from, until)),
          ]),
        );
        const lengths = spans.flat().map(([from = 0, until = 0]) => (until - from + 24 * 60) % (24 * 60));
        const hours = { timeZone, weekly };
        expect(problems(hours)).toEqual([]);
        expect(openBetween(hours, Date.parse('2026-06-08'), Date.parse('2026-06-15'))).toBe(
          lengths.reduce((sum, length) => sum + length, 0),
        );
      }),
      runs(20),
    );
  });
});

/** How many minutes are open from one moment to another. */
function openBetween(hours: OpeningHours, from: number, until: number): number {
  let open = 0;
  for (let at = from; at < until; ) {
    const next = Math.min(nextChange(hours, new Date(at))?.getTime() ?? until, until);
    if (openingAt(hours, new Date(at)).kind === 'open') open += next - at;
    at = next;
  }
  return open / minute;
}

describe('the check of opening hours', () => {
  /** What somebody may write whom no compiler stops. */
  const written = (changes: object): OpeningHours => ({
    timeZone: 'America/New_York',
    weekly: { monday: ['09:00-17:30'] },
    ...changes,
  });
  const zone = (timeZone: unknown) => written({ timeZone });
  const monday = (...ranges: readonly string[]) => written({ weekly: { monday: ranges } });
  const onDates = (...oneOffDays: readonly object[]) => written({ oneOffDays });
  const christmas = { date: '2026-12-25', open: [] };

  test.each<[string, OpeningHours]>([
    ['an ordinary week', officeHours],
    ['UTC', zone('UTC')],
    ['a zone by an older name', zone('US/Eastern')],
    ['ranges that touch', monday('09:00-12:00', '12:00-17:30')],
    ['ranges in any order', monday('12:00-17:30', '09:00-12:00')],
    ['a whole week', written({ weekly: everyDay('00:00-24:00') })],
    ['a night that ends where the day begins', written({ weekly: everyDay('08:00-02:00', '02:00-03:00') })],
    ['a night that ends at 00:00', monday('22:00-00:00')],
    ['a weekday that is closed', written({ weekly: { monday: ['09:00-17:30'], tuesday: [] } })],
    [
      'a week open on one date alone',
      written({ weekly: {}, oneOffDays: [{ date: '2026-12-25', open: ['09:00-12:00'] }] }),
    ],
    ['the 29th of February of a leap year', onDates({ date: '2028-02-29', open: [] })],
    ['a holiday with words', onDates({ ...christmas, say: 'Merry Christmas!' })],
    ['a holiday on a day with hours', onDates({ date: '2026-03-02', open: ['10:00-11:00'] })],
  ])('lets %s pass', (_sentence, hours) => {
    expect(problems(hours)).toEqual([]);
  });

  const mistakes: [string, OpeningHours, ...faults: string[]][] = [
    [
      'a zone that nobody knows',
      zone('Europe/Atlantis'),
      "hours.timeZone: the text 'Europe/Atlantis' is not the IANA time zone of a place. Write continent and city, such as America/New_York.",
    ],
    [
      'a zone without its underscore',
      zone('America/New York'),
      "hours.timeZone: the text 'America/New York' is not the IANA time zone of a place. Did you mean America/New_York?",
    ],
    [
      'a city without its continent',
      zone('berlin'),
      "hours.timeZone: the text 'berlin' is not the IANA time zone of a place. Did you mean Europe/Berlin?",
    ],
    [
      'an abbreviation, which has no summer',
      zone('EST'),
      "hours.timeZone: the text 'EST' is not the IANA time zone of a place. Write continent and city, such as America/New_York.",
    ],
    [
      'a distance from UTC, which has none either',
      zone('-05:00'),
      "hours.timeZone: the text '-05:00' is not the IANA time zone of a place. Write continent and city, such as America/New_York.",
    ],
    [
      'an hour of one digit',
      monday('9:00-17:30'),
      "hours.weekly.monday[0]: the text '9:00-17:30' is not a range of times. Write 09:00-17:30.",
    ],
    [
      'a range with spaces and a dash',
      monday('09:00 – 17:30'),
      "hours.weekly.monday[0]: the text '09:00 – 17:30' is not a range of times. Write 09:00-17:30.",
    ],
    ...[
      '25:00-26:00',
      '09:60-10:00',
      '09:00-24:01',
      '24:00-02:00',
      '09:00',
      '9am-5pm',
      '',
      '09:00-12:00-13:00',
    ].map((range): [string, OpeningHours, string] => [
      `the range '${range}'`,
      monday('08:00-08:30', range),
      `hours.weekly.monday[1]: the text '${range}' is not a range of times. Write it like 09:00-17:30, with hours up to 23 and minutes up to 59. Only the end may be 24:00.`,
    ]),
    [
      'an empty range',
      monday('09:00-09:00'),
      'hours.weekly.monday[0]: 09:00-09:00 is empty. Write 00:00-24:00 for a whole day, or remove it.',
    ],
    [
      'ranges that overlap',
      monday('09:00-12:00', '11:59-17:30'),
      'hours.weekly.monday[1]: 11:59-17:30 overlaps 09:00-12:00 of hours.weekly.monday[0]. Let one end where the other starts.',
    ],
    [
      'a range twice',
      monday('09:00-12:00', '09:00-12:00'),
      'hours.weekly.monday[1]: 09:00-12:00 overlaps 09:00-12:00 of hours.weekly.monday[0]. Let one end where the other starts.',
    ],
    [
      'a night that runs into the next day',
      written({ weekly: { friday: ['22:00-02:00'], saturday: ['01:59-05:00'] } }),
      'hours.weekly.saturday[0]: 01:59-05:00 overlaps 22:00-02:00 of hours.weekly.friday[0]. Let one end where the other starts.',
    ],
    [
      'a night that runs into the next week',
      written({ weekly: { saturday: ['22:00-02:00'], sunday: ['01:00-05:00'] } }),
      'hours.weekly.sunday[0]: 01:00-05:00 overlaps 22:00-02:00 of hours.weekly.saturday[0]. Let one end where the other starts.',
    ],
    // 27 February 2026 is a Friday.
    [
      'a night that runs into a one-off day',
      written({
        weekly: { friday: ['22:00-02:00'] },
        oneOffDays: [{ date: '2026-02-28', open: ['01:00-05:00'] }],
      }),
      'hours.oneOffDays[0].open[0]: 01:00-05:00 overlaps 22:00-02:00 of hours.weekly.friday[0]. Let one end where the other starts.',
    ],
    [
      'a one-off night that runs into the next day',
      written({
        weekly: { saturday: ['01:00-05:00'] },
        oneOffDays: [{ date: '2026-02-27', open: ['22:00-02:00'] }],
      }),
      'hours.weekly.saturday[0]: 01:00-05:00 overlaps 22:00-02:00 of hours.oneOffDays[0].open[0]. Let one end where the other starts.',
    ],
    [
      'a one-off night that runs into another one-off day',
      onDates({ date: '2026-12-26', open: ['01:00-02:00'] }, { date: '2026-12-25', open: ['22:00-02:00'] }),
      'hours.oneOffDays[0].open[0]: 01:00-02:00 overlaps 22:00-02:00 of hours.oneOffDays[1].open[0]. Let one end where the other starts.',
    ],
    [
      'ranges of a one-off day that overlap',
      onDates({ date: '2026-12-26', open: ['09:00-12:00', '10:00-11:00'] }),
      'hours.oneOffDays[0].open[1]: 10:00-11:00 overlaps 09:00-12:00 of hours.oneOffDays[0].open[0]. Let one end where the other starts.',
    ],
    [
      'a range of a one-off day that is none',
      onDates({ ...christmas, open: ['9:00-12:00'] }),
      "hours.oneOffDays[0].open[0]: the text '9:00-12:00' is not a range of times. Write 09:00-12:00.",
    ],
    [
      'a date in another order',
      onDates({ ...christmas, date: '25.12.2026' }),
      "hours.oneOffDays[0].date: the text '25.12.2026' is not a date. Write year, month and day, as in 2026-12-25.",
    ],
    [
      'a date of one digit',
      onDates({ ...christmas, date: '2026-7-4' }),
      "hours.oneOffDays[0].date: the text '2026-7-4' is not a date. Write year, month and day, as in 2026-12-25.",
    ],
    [
      'the 30th of February',
      onDates({ ...christmas, date: '2026-02-30' }),
      'hours.oneOffDays[0].date: 2026-02-30 does not exist. Write a day that exists.',
    ],
    [
      'the 29th of February of an ordinary year',
      onDates({ ...christmas, date: '2026-02-29' }),
      'hours.oneOffDays[0].date: 2026-02-29 does not exist. Write a day that exists.',
    ],
    [
      'a thirteenth month',
      onDates({ ...christmas, date: '2026-13-01' }),
      'hours.oneOffDays[0].date: 2026-13-01 does not exist. Write a day that exists.',
    ],
    [
      'a date twice',
      onDates(christmas, { ...christmas, date: '2026-12-26' }, christmas),
      'hours.oneOffDays[2].date: 2026-12-25 is already at hours.oneOffDays[0].date. Keep one of them.',
    ],
    [
      'empty words',
      onDates({ ...christmas, say: ' ' }),
      'hours.oneOffDays[0].say: it is empty, so there would be silence. Write the words to say.',
    ],
    [
      'hours that never are',
      written({ weekly: { monday: [] }, oneOffDays: [christmas] }),
      "hours.weekly: the queue would never open. Add a day, such as monday: ['09:00-17:30'].",
    ],
    [
      'several mistakes at once',
      written({ timeZone: 'Berlin', weekly: {} }),
      "hours.timeZone: the text 'Berlin' is not the IANA time zone of a place. Did you mean Europe/Berlin?",
      "hours.weekly: the queue would never open. Add a day, such as monday: ['09:00-17:30'].",
    ],
  ];

  test.each(mistakes)('names place and repair of %s', (_sentence, hours, ...faults) => {
    expect(problems(hours)).toEqual(faults);
  });
});
