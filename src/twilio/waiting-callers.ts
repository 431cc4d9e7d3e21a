import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { within } from './within';

/** An agent would rather be connected than hear a number that takes longer than this. */
const longestReadMillis = 800;

/**
 * How many callers wait in a queue, by one REST call: the queues can be listed but not looked up by name.
 * Undefined if Twilio does not answer in time, or refuses. A queue that nobody has used yet is not there.
 * https://www.twilio.com/docs/voice/api/queue-resource
 */
export async function countWaitingCallers(context: Context, queueName: string): Promise<number | undefined> {
  const read = async () => {
    const client = context.getTwilioClient({ timeout: longestReadMillis });
    const queues = await client.queues.list({ pageSize: 1000 });
    return queues.find(({ friendlyName }) => friendlyName === queueName)?.currentSize ?? 0;
  };
  return within(longestReadMillis, read()).catch(() => undefined);
}
