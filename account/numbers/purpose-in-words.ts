import type { QueuesConfig } from '../../src/config/queue-config';
import { inARow } from '../../wording/phrases';
import type { NumberPurpose } from './number-purpose';

export function purposeInWords(purpose: NumberPurpose): string {
  switch (purpose.kind) {
    case 'queue':
      return `queue ${purpose.queue}`;
    case 'menu':
      return `menu ${purpose.menu}`;
    case 'agents':
      return purpose.queues.length === 0 ? 'agents' : `agents of ${inARow(purpose.queues)}`;
    default:
      return purpose satisfies never;
  }
}

/** As written on the command line; ambiguous names have their kind in front. */
export function purposeAsWritten(purpose: NumberPurpose, { queues, menus = {} }: QueuesConfig): string {
  const isTaken = (others: object, name: string) => name === 'agents' || Object.hasOwn(others, name);
  switch (purpose.kind) {
    case 'queue':
      return isTaken(menus, purpose.queue) ? `queue:${purpose.queue}` : purpose.queue;
    case 'menu':
      return isTaken(queues, purpose.menu) ? `menu:${purpose.menu}` : purpose.menu;
    case 'agents':
      return ['agents', ...(purpose.queues.length === 0 ? [] : [purpose.queues.join(',')])].join(':');
    default:
      return purpose satisfies never;
  }
}
