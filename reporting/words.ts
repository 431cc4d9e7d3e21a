/** Text under a heading, as it is printed. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Stands for the CallSid of a call that is only thought of. */
export const imaginaryCall = 'CA-imaginary';

/** Sections as lines of text. */
export const written = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ title, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    title,
    ...lines.map((line) => `  ${line}`),
  ]);

/** A thing and how many of it: `1 agent`, `2 agents`. */
export const counted = (count: number, thing: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? thing : `${thing}s`}`;

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

/** `a`, `a and b`, `a, b and c`. */
export function inARow(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} and ${last}`;
}

/** Words that are spoken. */
export const quoted = (text: string) => `“${text}”`;

/** The same words at the beginning of a sentence. */
export const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What the clocks of a time zone show: `17:59`, with seconds where there are any. */
export function timeInWords(moment: Date, timeZone: string): string {
  const { hour, minute, second } = shownAt(moment, timeZone);
  return second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
}

/** What the calendar of a time zone shows: `Thursday 24 December 2026`. */
export function dateInWords(moment: Date, timeZone: string): string {
  const { weekday, day, month, year } = shownAt(moment, timeZone);
  return `${weekday} ${day} ${month} ${year}`;
}

/** `17:59 on Thursday 24 December 2026`. */
export const momentInWords = (moment: Date, timeZone: string) =>
  `${timeInWords(moment, timeZone)} on ${dateInWords(moment, timeZone)}`;

function shownAt(moment: Date, timeZone: string): Record<string, string> {
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
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}
