import type { LocalTwilio } from '../../local-twilio';
import type { VoiceQueue } from '../../voice/voice-queue';
import { pageOf } from '../page';
import { integerIn, twilioDate } from '../parameters';
import { badParameter, Refusal, refusal } from '../refusal';
import { type Answer, type Asked, type Resource, uriOf } from '../resource';

/** https://www.twilio.com/docs/voice/api/queue-resource */
const mostMembers = 5000;
const longestName = 64;

const createQueue: Answer = (asked) => {
  const { twilio, request } = asked;
  const name = nameIn(request.form);
  if (name === undefined) throw new Refusal(400, 20002, 'FriendlyName is missing. Give the queue a name.');
  refuseTakenName(twilio, name);
  return { status: 201, body: shown(asked, twilio.createQueue(name, sizeIn(request.form))) };
};

const listQueues: Answer = (asked) =>
  pageOf(asked.request, {
    key: 'queues',
    items: [...asked.twilio.queues.values()],
    sidOf: ({ sid }) => sid,
    show: (queue) => shown(asked, queue),
  });

const fetchQueue: Answer = (asked) => ({ status: 200, body: shown(asked, queueIn(asked)) });

const updateQueue: Answer = (asked) => {
  const { twilio, request } = asked;
  const queue = queueIn(asked);
  const { friendlyName, maxSize } = queue;
  const name = nameIn(request.form) ?? friendlyName;
  const size = sizeIn(request.form) ?? maxSize;
  if (name !== friendlyName) refuseTakenName(twilio, name);
  Object.assign(queue, { friendlyName: name, maxSize: size, dateUpdated: twilio.clock.now() });
  return { status: 200, body: shown(asked, queue) };
};

/** Only an empty queue can be deleted; no page names the number of the error. */
const deleteQueue: Answer = (asked) => {
  const queue = queueIn(asked);
  const { length } = queue.members;
  if (length > 0) {
    throw badParameter(
      'Sid',
      `${queue.friendlyName} still has ${length} callers. Delete it when it is empty.`,
    );
  }
  asked.twilio.queues.delete(queue.sid);
  return { status: 204 };
};

/** The queues of the account. */
export const queueResources: readonly Resource[] = [
  { path: '/Queues.json', methods: { GET: listQueues, POST: createQueue } },
  {
    path: '/Queues/{QueueSid}.json',
    methods: { GET: fetchQueue, POST: updateQueue, DELETE: deleteQueue },
  },
];

/** The queue that a path names by its sid. A name is no sid. */
export function queueIn({ twilio, request, names }: Asked): VoiceQueue {
  const queue = twilio.queues.get(names.QueueSid ?? '');
  if (!queue) throw refusal(404, 20404, request.path);
  return queue;
}

/** https://www.twilio.com/docs/api/errors/20002 */
function nameIn(form: URLSearchParams): string | undefined {
  const name = form.get('FriendlyName') ?? undefined;
  if (name === undefined || (name.length >= 1 && name.length <= longestName)) return name;
  throw new Refusal(400, 20002, `FriendlyName has ${name.length} characters. Use 1 to ${longestName}.`);
}

const sizeIn = (form: URLSearchParams) => integerIn(form, 'MaxSize', { min: 1, max: mostMembers });

function refuseTakenName(twilio: LocalTwilio, name: string): void {
  if (twilio.queueNamed(name)) throw refusal(400, 22003, name);
}

function shown(asked: Asked, queue: VoiceQueue) {
  return {
    sid: queue.sid,
    account_sid: asked.twilio.account.sid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: queue.averageWaitSeconds(),
    date_created: twilioDate(queue.dateCreated),
    date_updated: twilioDate(queue.dateUpdated),
    uri: uriOf(asked, `/Queues/${queue.sid}.json`),
  };
}
