import { type Agent, type QueuesConfig, queueNamed } from '../config/queue-config';
import { nextChange } from './next-opening';
import { type OpeningHours, openingAt } from './opening-hours';

/** Closed for less than this, a queue has a lunch break, and its agents stay. */
const shortestNightMillis = 3 * 3600_000;
/** TaskRouter's longest task timeout, which limits timers: https://www.twilio.com/docs/taskrouter/api/task */
const longestShiftMillis = 14 * 24 * 3600_000;

/**
 * When an agent who is available now is set offline: when the last of their queues closes for the night. Undefined if
 * one of the queues does not set agents offline, or none closes within two weeks.
 */
export function shiftEndOf(agent: Agent, config: QueuesConfig, moment: Date): Date | undefined {
  const queues = agent.queues.flatMap((name) => queueNamed(config, name) ?? []);
  const hours = queues.flatMap(({ ringing, openingHours }) =>
    ringing?.signOffAtClosing && openingHours ? openingHours : [],
  );
  if (hours.length < agent.queues.length) return undefined;
  const isAnyOpen = (at: Date) => hours.some((one) => openingAt(one, at).kind === 'open');
  const latest = moment.getTime() + longestShiftMillis;
  let closedAt: Date | undefined;
  let wasOpen = isAnyOpen(moment);
  for (let at = firstChange(hours, moment); at && at.getTime() <= latest; at = firstChange(hours, at)) {
    if (closedAt && at.getTime() - closedAt.getTime() >= shortestNightMillis) return closedAt;
    const isOpen = isAnyOpen(at);
    if (isOpen) closedAt = undefined;
    else if (wasOpen) closedAt = at;
    wasOpen = isOpen;
  }
  return closedAt;
}

/** When the first of several queues opens or closes after a moment. */
function firstChange(hours: readonly OpeningHours[], moment: Date): Date | undefined {
  const changes = hours.flatMap((one) => nextChange(one, moment)?.getTime() ?? []);
  return changes.length === 0 ? undefined : new Date(Math.min(...changes));
}
