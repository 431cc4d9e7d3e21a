import { counted } from './phrases';

/** A length of time: `48.5 seconds`, `30 minutes`, `1 hour 30 minutes`. */
export function durationInWords(seconds: number): string {
  const whole = Math.floor(seconds / 60);
  const parts = [
    { count: Math.floor(whole / 60), unit: 'hour' },
    { count: whole % 60, unit: 'minute' },
    { count: Math.round((seconds - whole * 60) * 10) / 10, unit: 'second' },
  ].filter(({ count }) => count > 0);
  return parts.length === 0 ? '0 seconds' : parts.map(({ count, unit }) => counted(count, unit)).join(' ');
}

/** What the clocks of a time zone show: `17:59`, with seconds where there are any. */
export function timeInWords(time: Date, timeZone: string): string {
  const { hour, minute, second } = shownAt(time, timeZone);
  return second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
}

/** What the calendar of a time zone shows: `Thursday, December 24, 2026`. */
export function dateInWords(time: Date, timeZone: string): string {
  const { weekday, day, month, year } = shownAt(time, timeZone);
  return `${weekday}, ${month} ${day}, ${year}`;
}

/** `17:59 on Thursday, December 24, 2026`. */
export const momentInWords = (time: Date, timeZone: string) =>
  `${timeInWords(time, timeZone)} on ${dateInWords(time, timeZone)}`;

/** What the clocks of a time zone show, to the second: `17:59:00`. */
export const clockTime = (time: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(time);

function shownAt(time: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
}
