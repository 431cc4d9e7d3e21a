import { twilioDate } from '../../platform/dates';
import type { Calls } from '../../voice/calls';
import type { Member, VoiceQueue } from '../../voice/voice-queue';
import type { VoiceQueues } from '../../voice/voice-queues';
import { pageOf } from '../page';
import { documentIn } from '../parameters';
import { refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource, reading, uriOf } from '../resource';
import { queueIn } from './queues';

interface Stores {
  readonly calls: Calls;
  readonly queues: VoiceQueues;
}

const listMembers: Answer<Stores> = (asked) => {
  const queue = queueIn(asked);
  return pageOf(asked.request, {
    key: 'queue_members',
    items: queue.members,
    sidOf: ({ call }) => call.sid,
    show: (member) => shown(asked, queue, member),
  });
};

const fetchMember: Answer<Stores> = (asked) => {
  const queue = queueIn(asked);
  const member = memberIn(asked, queue);
  if (!member) throw refusal(404, 20404, asked.request.path);
  return { status: 200, body: shown(asked, queue, member) };
};

/** Takes a call out of the line at once, so that the next `Front` is the next caller, and sends it on. */
const dequeueMember: Answer<Stores> = (asked) => {
  const queue = queueIn(asked);
  const request = documentIn(asked.request.form);
  const member = memberIn(asked, queue);
  if (!member) throw whyNotDequeued(asked);
  const body = shown(asked, queue, member);
  queue.leave(member);
  member.call.interrupt({ kind: 'redirect', request });
  return { status: 200, body };
};

/** The calls in a queue. https://www.twilio.com/docs/voice/api/member-resource */
export const memberResources: readonly Resource<Stores>[] = [
  { path: '/Queues/{QueueSid}/Members.json', methods: { GET: listing('', listMembers) } },
  {
    path: '/Queues/{QueueSid}/Members/{CallSid}.json',
    methods: { GET: fetchMember, POST: reading('Url Method', dequeueMember) },
  },
];

/** By the sid of the call, or the first in line by the word Front. */
function memberIn({ names }: Asked<Stores>, { members }: VoiceQueue): Member | undefined {
  const waiting = members.filter(({ call }) => !call.isGone);
  return names.CallSid === 'Front' ? waiting[0] : waiting.find(({ call }) => call.sid === names.CallSid);
}

/** A call that is not in line any more is there, but cannot be dequeued: https://www.twilio.com/docs/api/errors/22002 */
function whyNotDequeued({ calls, request, names }: Asked<Stores>) {
  return calls.bySid.has(names.CallSid ?? '')
    ? refusal(400, 22002, `${names.CallSid}`)
    : refusal(404, 20404, request.path);
}

function shown(asked: Asked<Stores>, queue: VoiceQueue, member: Member) {
  const { sid } = member.call;
  return {
    call_sid: sid,
    queue_sid: queue.sid,
    date_enqueued: twilioDate(member.enqueuedAt),
    position: queue.positionOf(member),
    wait_time: queue.secondsWaited(member),
    uri: uriOf(asked, `/Queues/${queue.sid}/Members/${sid}.json`),
  };
}
