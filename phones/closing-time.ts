import type { QueuesConfig } from '../src/config/queue-config';
import { nextChange } from '../src/rules/next-opening';
import { type OpeningHours, openingAt } from '../src/rules/opening-hours';

/** When the next of the queues closes, if any of them ever does. */
export function nextClosing({ queues }: Pick<QueuesConfig, 'queues'>, now: Date): Date | undefined {
  const closings = Object.values(queues).flatMap(({ openingHours }) =>
    openingHours ? (closingAfter(openingHours, now) ?? []) : [],
  );
  return closings.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** Of a queue that is closed already, the end of its next stretch of being open. */
function closingAfter(hours: OpeningHours, now: Date): Date | undefined {
  const change = nextChange(hours, now);
  if (!change || openingAt(hours, now).kind === 'open') return change;
  return nextChange(hours, change);
}
