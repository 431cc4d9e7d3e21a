import { numbersOfQueues } from '../simulation/local-queue';
import type { QueuesConfig } from '../src/config/queue-config';
import type { CalledNumber } from './protocol';

/** Every number that callers can call, including those of menus and priority lanes. */
export function calledNumbers(config: QueuesConfig): readonly CalledNumber[] {
  const { queues, menus = {} } = config;
  return [
    ...[...numbersOfQueues(config)].flatMap(([queue, numbers]) =>
      numbers.map((phoneNumber) => ({ queue, phoneNumber })),
    ),
    ...Object.entries(queues).flatMap(([queue, { priority }]) =>
      (priority?.numbers ?? []).map((phoneNumber) => ({ queue, phoneNumber, kind: 'priority' as const })),
    ),
    ...Object.entries(menus).flatMap(([menu, { numbers }]) =>
      numbers.map((phoneNumber) => ({ queue: menu, phoneNumber, kind: 'menu' as const })),
    ),
  ];
}
