import { numbersOfQueues } from '../simulation/local-queue';
import type { QueuesConfig } from '../src/config/queue-config';
import type { SimulationState } from './protocol';

/** Every number that callers may ring, and what they reach by it. */
export function numbersToRing(config: QueuesConfig): SimulationState['numbers'] {
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
