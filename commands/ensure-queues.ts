import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../src/queue-config';

/**
 * Makes each queue of the config exist at Twilio with its size: a queue that Twilio makes by itself has a
 * size that its documentation does not agree on. https://www.twilio.com/docs/voice/api/queue-resource
 */
export async function ensureQueues(client: Twilio, config: QueuesConfig): Promise<void> {
  const existing = await client.queues.list({ pageSize: 1000 });
  for (const [friendlyName, { maxCallers: maxSize }] of Object.entries(config.queues)) {
    const queue = existing.find((candidate) => candidate.friendlyName === friendlyName);
    if (!queue) await client.queues.create({ friendlyName, maxSize });
    else if (queue.maxSize !== maxSize) await client.queues(queue.sid).update({ maxSize });
  }
}
