import type { Queue } from '../config/queue-config';
import { openingAt } from './opening-hours';

/** Whether a queue has opening hours and is closed at this moment. */
export const isClosed = ({ openingHours }: Pick<Queue, 'openingHours'>, now: Date): boolean =>
  openingHours !== undefined && openingAt(openingHours, now).kind === 'closed';

/** Whether the queue is closed, and its closing ends waits. */
export const closingEndsWait = (queue: Pick<Queue, 'openingHours'>, now: Date): boolean =>
  queue.openingHours?.atClosing === 'run-closed-plan' && isClosed(queue, now);
