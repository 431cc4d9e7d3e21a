import { twilioDate } from '../../platform/dates';
import type { VoiceQueue } from '../../voice/voice-queue';
import type { VoiceQueues } from '../../voice/voice-queues';
import { pageOf } from '../page';
import { integerIn } from '../parameters';
import { badParameter, Refusal, refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, reading, uriOf } from '../resource';

interface Stores {
  readonly queues: VoiceQueues;
}

/** https://www.twilio.com/docs/voice/api/queue-resource */
const maxMembers = 5000;
const longestName = 64;

const createQueue: Handler<Stores> = (context) => {
  const { queues, request } = context;
  const name = nameIn(request.form);
  if (name === undefined) throw new Refusal(400, 20002, 'FriendlyName is missing. Give the queue a name.');
  refuseTakenName(queues, name);
  return { status: 201, body: bodyOf(context, queues.create(name, sizeIn(request.form))) };
};

const listQueues: Handler<Stores> = (context) =>
  pageOf(context.request, {
    key: 'queues',
    items: [...context.queues.bySid.values()],
    sidOf: ({ sid }) => sid,
    show: (queue) => bodyOf(context, queue),
  });

const fetchQueue: Handler<Stores> = (context) => ({ status: 200, body: bodyOf(context, queueIn(context)) });

const updateQueue: Handler<Stores> = (context) => {
  const { queues, request } = context;
  const queue = queueIn(context);
  const { friendlyName, maxSize } = queue;
  const name = nameIn(request.form) ?? friendlyName;
  const size = sizeIn(request.form) ?? maxSize;
  if (name !== friendlyName) refuseTakenName(queues, name);
  Object.assign(queue, { friendlyName: name, maxSize: size, dateUpdated: context.platform.clock.now() });
  return { status: 200, body: bodyOf(context, queue) };
};

/** Only an empty queue can be deleted. Twilio does not document the error code. */
const deleteQueue: Handler<Stores> = (context) => {
  const queue = queueIn(context);
  const { length } = queue.members;
  if (length > 0) {
    throw badParameter(
      'Sid',
      `${queue.friendlyName} still has ${length} callers. Delete it when it is empty.`,
    );
  }
  context.queues.bySid.delete(queue.sid);
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

/** The queue that a path names by its SID. A friendly name does not work. */
export function queueIn({ queues, request, names }: RequestContext<Stores>): VoiceQueue {
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

function bodyOf(context: RequestContext<Stores>, queue: VoiceQueue) {
  return {
    sid: queue.sid,
    account_sid: context.platform.account.sid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: queue.averageWaitSeconds(),
    date_created: twilioDate(queue.dateCreated),
    date_updated: twilioDate(queue.dateUpdated),
    uri: uriOf(context, `/Queues/${queue.sid}.json`),
  };
}
