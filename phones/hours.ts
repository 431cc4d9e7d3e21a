import type { QueuesConfig } from '../src/config/queue-config';
import { nextChange } from '../src/rules/next-opening';
import { type OpeningHours, openingAt } from '../src/rules/opening-hours';
import type { HoursChange, HoursState } from './protocol';

/** When the next queue opens or closes; undefined if none ever does. */
export function nextHoursChange(
  { queues }: Pick<QueuesConfig, 'queues'>,
  now: Date,
  change: HoursChange,
): Date | undefined {
  const times = Object.values(queues).flatMap(({ openingHours }) =>
    openingHours ? (changeAfter(openingHours, now, change) ?? []) : [],
  );
  return times.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** For a queue that is closed, its next closing time comes after its next opening, and vice versa. */
function changeAfter(hours: OpeningHours, now: Date, change: HoursChange): Date | undefined {
  const next = nextChange(hours, now);
  const isNext = (openingAt(hours, now).kind === 'open') === (change === 'closing-time');
  return !next || isNext ? next : nextChange(hours, next);
}

/** The hours of a config's queues, computed again only when something changes. */
export class HoursOfQueues {
  private readonly states = new Map<string, HoursState & { readonly from: number; readonly until: number }>();

  constructor(private readonly config: Pick<QueuesConfig, 'queues'>) {}

  /** Undefined for a queue without hours. */
  at(name: string, now: Date): HoursState | undefined {
    const hours = this.config.queues[name]?.openingHours;
    if (!hours) return undefined;
    const known = this.states.get(name);
    const millis = now.getTime();
    const state =
      known && known.from <= millis && millis < known.until ? known : this.workOut(name, hours, now);
    const { isOpen, changesAt } = state;
    return { isOpen, ...(changesAt !== undefined && { changesAt }) };
  }

  private workOut(name: string, hours: OpeningHours, now: Date) {
    const change = nextChange(hours, now);
    const state = {
      isOpen: openingAt(hours, now).kind === 'open',
      ...(change && { changesAt: change.toISOString() }),
      from: now.getTime(),
      until: change?.getTime() ?? Number.POSITIVE_INFINITY,
    };
    this.states.set(name, state);
    return state;
  }
}
