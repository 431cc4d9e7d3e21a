import type { Queue } from '../../src/config/queue-config';
import { nextChange } from '../../src/rules/next-opening';
import { type OneOffDay, openingAt, type TimeRange, type Weekday } from '../../src/rules/opening-hours';
import { inARow, quoted, sentence } from '../../wording/phrases';
import { dateInWords, momentInWords } from '../../wording/times';

type Hours = NonNullable<Queue['openingHours']>;

/** The days of a business week. */
const week: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** `open until 18:00 on Friday, November 20, 2026`, the same for closed, or `always open`. */
export function openingInWords(hours: Hours | undefined, time: Date): string {
  if (!hours) return 'always open';
  const { kind } = openingAt(hours, time);
  const change = nextChange(hours, time);
  return change
    ? `${kind} until ${momentInWords(change, hours.timeZone)}`
    : `${kind}, with no change planned`;
}

/** The week, the exceptions, and what happens to waiting callers at closing time. */
export function hoursInWords(hours: Hours | undefined, now: Date): string[] {
  if (!hours) return ['Always open.'];
  const { timeZone, weekly, oneOffDays = [], atClosing } = hours;
  const coming = oneOffDays.filter(({ date }) => date >= dateOf(now));
  return [
    weekInWords(weekly, timeZone),
    ...coming.map(oneOffInWords),
    ...(coming.length < oneOffDays.length ? [pastInWords(oneOffDays.length - coming.length)] : []),
    `Now: ${openingInWords(hours, now)}.`,
    atClosing === 'run-closed-plan'
      ? 'Callers still waiting at closing time hear the plan for a closed queue.'
      : 'Callers still waiting at closing time are served.',
  ];
}

function weekInWords(weekly: Hours['weekly'], timeZone: string): string {
  const isClosed = Object.values(weekly).every((ranges) => ranges.length === 0);
  return isClosed ? `Closed every day (${timeZone}).` : `Open ${sameHours(weekly).join('; ')} (${timeZone}).`;
}

const pastInWords = (count: number) =>
  count === 1 ? 'One of oneOffDays is in the past.' : `${count} of oneOffDays are in the past.`;

/** A day early, so that no time zone loses one. */
const dateOf = (now: Date) => new Date(now.getTime() - 24 * 3600_000).toISOString().slice(0, 10);

/** Groups days in a row with the same hours. */
function sameHours(weekly: Hours['weekly']): string[] {
  const runs: { days: Weekday[]; open: string }[] = [];
  for (const day of week) {
    const open = rangesInWords(weekly[day] ?? []);
    const last = runs.at(-1);
    if (last?.open === open) last.days.push(day);
    else runs.push({ days: [day], open });
  }
  return runs.map(({ days, open }) => `${daysInWords(days)} ${open}`);
}

function daysInWords(days: readonly Weekday[]): string {
  if (days.length === week.length) return 'every day';
  const [first, last] = [sentence(days[0] ?? ''), sentence(days.at(-1) ?? '')];
  if (days.length === 1) return first;
  return days.length === 2 ? `${first} and ${last}` : `${first} to ${last}`;
}

const rangesInWords = (ranges: readonly TimeRange[]) =>
  ranges.length === 0 ? 'closed' : inARow(ranges.map(rangeInWords));

/** A range that ends before it begins runs past midnight. */
function rangeInWords(range: TimeRange): string {
  const [from = '', to = ''] = range.split('-');
  return `${from}–${to}${to <= from ? ' the next day' : ''}`;
}

function oneOffInWords({ date, open, say }: OneOffDay): string {
  const words = say === undefined ? '.' : `, with its own words while it is closed: ${quoted(say)}`;
  return `${dateInWords(new Date(`${date}T00:00:00Z`), 'UTC')}: ${rangesInWords(open)}${words}`;
}
