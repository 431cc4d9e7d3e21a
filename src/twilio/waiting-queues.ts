import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import type { WaitingQueue, WaitingQueues } from '../agent/dial-in/waiting-queues';
import { within } from './within';

/** If reading takes longer, agents are connected without hearing about the queue. */
const longestReadMillis = 800;

/** https://www.twilio.com/docs/voice/api/queue-resource and https://www.twilio.com/docs/voice/api/member-resource */
export function waitingQueues(context: Pick<Context, 'getTwilioClient'>): WaitingQueues {
  const client = () => context.getTwilioClient({ timeout: longestReadMillis });
  return {
    list: () => orUndefined(listQueues(client)),
    frontSecondsWaited: (sids) => orUndefined(readFronts(client, sids)),
  };
}

type Client = ReturnType<Context['getTwilioClient']>;

async function listQueues(client: () => Client): Promise<ReadonlyMap<string, WaitingQueue>> {
  const queues = await client().queues.list({ pageSize: 1000 });
  return new Map(
    queues.map(({ friendlyName, sid, currentSize }) => [friendlyName, { sid, waiting: currentSize }]),
  );
}

/** Queues that have emptied since they were listed are left out. */
async function readFronts(
  client: () => Client,
  sids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const fronts = await Promise.all(
    sids.map(async (sid) => {
      const front = await client()
        .queues(sid)
        .members('Front')
        .fetch()
        .catch(() => undefined);
      return [sid, front?.waitTime] as const;
    }),
  );
  return new Map(
    fronts.flatMap(([sid, seconds]) => (seconds === undefined ? [] : [[sid, seconds] as const])),
  );
}

const orUndefined = <T>(read: Promise<T>): Promise<T | undefined> =>
  within(longestReadMillis, read).catch(() => undefined);
