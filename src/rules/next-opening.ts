import { type OpeningHours, openingAt, stretchesAround } from './opening-hours';

const dayLength = 24 * 3600 * 1000;
const horizonDays = 400;

/** When a queue next opens or closes after a moment, if it does within 400 days. */
export function nextChange(hours: OpeningHours, moment: Date): Date | undefined {
  const { kind } = openingAt(hours, moment);
  const horizon = moment.getTime() + horizonDays * dayLength;
  for (let at = nextStep(hours, moment); at.getTime() <= horizon; at = nextStep(hours, at)) {
    if (openingAt(hours, at).kind !== kind) return at;
  }
  return undefined;
}

/** The next start or end of a range, or half a day later: a moment only sees the dates around it. */
function nextStep(hours: OpeningHours, moment: Date): Date {
  const now = moment.getTime();
  const halfDayOn = now + dayLength / 2;
  const ahead = [moment, new Date(halfDayOn)]
    .flatMap((from) => stretchesAround(hours, from))
    .flatMap(({ from, until }) => [from, until])
    .filter((change) => change > now);
  return new Date(Math.min(halfDayOn, ...ahead));
}
