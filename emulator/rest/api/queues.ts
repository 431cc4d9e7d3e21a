import { twilioDate } from '../../platform/dates';
import type { VoiceQueue } from '../../voice/voice-queue';
import type { VoiceQueues } from '../../voice/voice-queues';
import { pageOf } from '../page';
import { integerIn } from '../parameters';
import { badParameter, Refusal, refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource, reading, uriOf } from '../resource';

interface Stores {
  readonly queues: VoiceQueues;
}

/** https://www.twilio.com/docs/voice/api/queue-resource */
const maxMembers = 5000;
const longestName = 64;

const createQueue: Answer<Stores> = (asked) => {
  const { queues, request } = asked;
  const name = nameIn(request.form);
  if (name === undefined) throw new Refusal(400, 20002, 'FriendlyName is missing. Give the queue a name.');
  refuseTakenName(queues, name);
  return { status: 201, body: shown(asked, queues.create(name, sizeIn(request.form))) };
};

const listQueues: Answer<Stores> = (asked) =>
  pageOf(asked.request, {
    key: 'queues',
    items: [...asked.queues.bySid.values()],
    sidOf: ({ sid }) => sid,
    show: (queue) => shown(asked, queue),
  });

const fetchQueue: Answer<Stores> = (asked) => ({ status: 200, body: shown(asked, queueIn(asked)) });

const updateQueue: Answer<Stores> = (asked) => {
  const { queues, request } = asked;
  const queue = queueIn(asked);
  const { friendlyName, maxSize } = queue;
  const name = nameIn(request.form) ?? friendlyName;
  const size = sizeIn(request.form) ?? maxSize;
  if (name !== friendlyName) refuseTakenName(queues, name);
  Object.assign(queue, { friendlyName: name, maxSize: size, dateUpdated: asked.platform.clock.now() });
  return { status: 200, body: shown(asked, queue) };
};

/** Only an empty queue can be deleted; no page names the number of the error. */
const deleteQueue: Answer<Stores> = (asked) => {
  const queue = queueIn(asked);
  const { length } = queue.members;
  if (length > 0) {
    throw badParameter(
      'Sid',
      `${queue.friendlyName} still has ${length} callers. Delete it when it is empty.`,
    );
  }
  asked.queues.bySid.delete(queue.sid);
  return { status: 204 };
};

/** The queues of the account. */
export const queueResources: readonly Resource<Stores>[] = [
  {
    path: '/Queues.json',
    methods: { GET: listing('', listQueues), POST: reading('FriendlyName MaxSize', createQueue) },
  },
  {
    path: '/Queues/{QueueSid}.json',
    methods: { GET: fetchQueue, POST: reading('FriendlyName MaxSize', updateQueue), DELETE: deleteQueue },
  },
];

/** The queue that a path names by its sid. A name is no sid. */
export function queueIn({ queues, request, names }: Asked<Stores>): VoiceQueue {
  const queue = queues.bySid.get(names.QueueSid ?? '');
  if (!queue) throw refusal(404, 20404, request.path);
  return queue;
}

/** https://www.twilio.com/docs/api/errors/20002 */
function nameIn(form: URLSearchParams): string | undefined {
  const name = form.get('FriendlyName') ?? undefined;
  if (name === undefined || (name.length >= 1 && name.length <= longestName)) return name;
  throw new Refusal(400, 20002, `FriendlyName has ${name.length} characters. Use 1 to ${longestName}.`);
}

const sizeIn = (form: URLSearchParams) => integerIn(form, 'MaxSize', { min: 1, max: maxMembers });

function refuseTakenName(queues: VoiceQueues, name: string): void {
  if (queues.named(name)) throw refusal(400, 22003, name);
}

function shown(asked: Asked<Stores>, queue: VoiceQueue) {
  return {
    sid: queue.sid,
    account_sid: asked.platform.account.sid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: queue.averageWaitSeconds(),
    date_created: twilioDate(queue.dateCreated),
    date_updated: twilioDate(queue.dateUpdated),
    uri: uriOf(asked, `/Queues/${queue.sid}.json`),
  };
}
