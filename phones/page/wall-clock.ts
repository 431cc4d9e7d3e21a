const sixDaysMillis = 6 * 24 * 3600_000;

/** Shows times in one time zone. */
export class WallClock {
  private zone = '';
  private timeFormat = formatter(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  private minuteFormat = formatter(undefined, { hour: '2-digit', minute: '2-digit' });
  private dayFormat = formatter(undefined, { weekday: 'short' });
  private dateFormat = formatter(undefined, { dateStyle: 'short' });
  private farFormat = farFormatter(undefined);

  /** An IANA name, such as `America/New_York`. */
  setTimeZone(zone: string): void {
    if (zone === this.zone) return;
    this.zone = zone;
    this.timeFormat = formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.minuteFormat = formatter(zone, { hour: '2-digit', minute: '2-digit' });
    this.dayFormat = formatter(zone, { weekday: 'short' });
    this.dateFormat = formatter(zone, { dateStyle: 'short' });
    this.farFormat = farFormatter(zone);
  }

  /** The city of the time zone: `New York`. */
  get place(): string {
    return (this.zone.split('/').at(-1) ?? '').replaceAll('_', ' ');
  }

  /** `17:00:05`. */
  time(time: number | string): string {
    return this.timeFormat.format(new Date(time));
  }

  /** `Mon`. */
  day(time: number | string): string {
    return this.dayFormat.format(new Date(time));
  }

  /** `17:00` on the same day as `now`, else `Tue 09:00`, and `Mon, Jan 12 09:00` if it is a week away. */
  until(at: string, now: number): string {
    const time = this.minuteFormat.format(new Date(at));
    const isToday = this.dateFormat.format(new Date(at)) === this.dateFormat.format(new Date(now));
    if (isToday) return time;
    const isFar = Date.parse(at) - now > sixDaysMillis;
    return `${isFar ? this.farFormat.format(new Date(at)) : this.day(at)} ${time}`;
  }
}

/** As in `Mon 17:00`: short, and without a.m. and p.m. */
function formatter(timeZone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone && { timeZone }) });
}

/** As in `Mon, Jan 12`. */
const farFormatter = (timeZone: string | undefined) =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(timeZone && { timeZone }),
  });
