const unitMillis = { d: 24 * 3600_000, h: 3600_000 } as const;

/** Reads a time as people write it: `2026-01-05`, `2026-01-05T08:30`, `7d`, `12h`. The default time zone is UTC. */
export function readSince(text: string, now: Date): Date {
  const moment = ago(text, now) ?? dated(text);
  if (!moment) {
    throw new Error(
      `--since ${text}: a date such as 2026-01-05, a time such as 2026-01-05T08:30Z, or a time ago such as 7d or 12h.`,
    );
  }
  if (moment > now) throw new Error(`--since ${text}: that is in the future.`);
  return moment;
}

function ago(text: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d{1,4})([dh])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return new Date(now.getTime() - Number(count) * unitMillis[unit as keyof typeof unitMillis]);
}

function dated(text: string): Date | undefined {
  const pattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;
  const [, day, time = '00:00', zone = 'Z'] = pattern.exec(text) ?? [];
  const isDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
  const moment = new Date(`${day}T${time}${zone}`);
  return isDay && !Number.isNaN(moment.getTime()) ? moment : undefined;
}
