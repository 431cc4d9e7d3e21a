import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../src/config/queue-config';
import { queueNameAtTwilio } from '../src/state/queue-name';
import { domainSuffixes, type EnvironmentName } from './environment';

/** A queue that the account has. */
export interface FoundQueue {
  readonly sid: string;
  readonly name: string;
  readonly maxSize: number;
}

/** A change that a queue needs to match the config. */
export type QueueChange =
  | { readonly kind: 'create'; readonly name: string; readonly maxSize: number }
  | {
      readonly kind: 'resize';
      readonly sid: string;
      readonly name: string;
      readonly before: number;
      readonly after: number;
    };

/**
 * Creates the config's queues at Twilio with their sizes. If Twilio creates a queue for a call, its pages disagree
 * about the size. https://www.twilio.com/docs/voice/api/queue-resource
 */
export async function ensureQueues(
  client: Twilio,
  config: QueuesConfig,
  environment: EnvironmentName,
): Promise<void> {
  const changes = planQueues(config, environment, await listQueues(client));
  for (const change of changes) await changeQueue(client, change);
}

/** Every queue of the account. */
export async function listQueues(client: Twilio): Promise<FoundQueue[]> {
  const queues = await client.queues.list({ pageSize: 1000 });
  return queues.map(({ sid, friendlyName, maxSize }) => ({ sid, name: friendlyName, maxSize }));
}

/** The changes that the account's queues need for the config in an environment. */
export function planQueues(
  config: QueuesConfig,
  environment: EnvironmentName,
  found: readonly FoundQueue[],
): QueueChange[] {
  return linesOf(config, environment).flatMap(({ name, maxSize }): QueueChange[] => {
    const queue = found.find((candidate) => candidate.name === name);
    if (!queue) return [{ kind: 'create', name, maxSize }];
    if (queue.maxSize === maxSize) return [];
    return [{ kind: 'resize', sid: queue.sid, name, before: queue.maxSize, after: maxSize }];
  });
}

export async function changeQueue(client: Twilio, change: QueueChange): Promise<void> {
  switch (change.kind) {
    case 'create':
      await client.queues.create({ friendlyName: change.name, maxSize: change.maxSize });
      return;
    case 'resize':
      await client.queues(change.sid).update({ maxSize: change.after });
      return;
    default:
      change satisfies never;
  }
}

/**
 * Every line that the config needs at Twilio: each queue, and its priority lane if it has one. If agents are rung,
 * callers are in these lines only when the functions fail, and the lane is a TaskRouter priority.
 */
const linesOf = ({ queues }: QueuesConfig, environment: EnvironmentName) =>
  Object.entries(queues).flatMap(([name, { maxCallers: maxSize, priority, ringing }]) =>
    (priority && !ringing ? (['normal', 'priority'] as const) : (['normal'] as const)).map((lane) => ({
      name: queueNameAtTwilio(name, lane, domainSuffixes[environment]),
      maxSize,
    })),
  );
