import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../src/queue-config';
import { queueNameAtTwilio } from '../src/ticket';

/**
 * Makes each queue of the config exist at Twilio with its size: a queue that Twilio makes by itself has a
 * size that its documentation does not agree on. https://www.twilio.com/docs/voice/api/queue-resource
 */
export async function ensureQueues(client: Twilio, config: QueuesConfig): Promise<void> {
  const existing = await client.queues.list({ pageSize: 1000 });
  for (const { friendlyName, maxSize } of linesOf(config)) {
    const queue = existing.find((candidate) => candidate.friendlyName === friendlyName);
    if (!queue) await client.queues.create({ friendlyName, maxSize });
    else if (queue.maxSize !== maxSize) await client.queues(queue.sid).update({ maxSize });
  }
}

/** Every line that the config needs at Twilio: each queue, and its priority lane if it has one. */
const linesOf = ({ queues }: QueuesConfig) =>
  Object.entries(queues).flatMap(([name, { maxCallers: maxSize, priority }]) =>
    (priority ? (['normal', 'priority'] as const) : (['normal'] as const)).map((lane) => ({
      friendlyName: queueNameAtTwilio(name, lane),
      maxSize,
    })),
  );
