import { twilioDate } from '../../platform/dates';
import type { Calls } from '../../voice/calls';
import type { Member, VoiceQueue } from '../../voice/voice-queue';
import type { VoiceQueues } from '../../voice/voice-queues';
import { pageOf } from '../page';
import { documentIn } from '../parameters';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, reading, uriOf } from '../resource';
import { queueIn } from './queues';

interface Stores {
  readonly calls: Calls;
  readonly queues: VoiceQueues;
}

const listMembers: Handler<Stores> = (context) => {
  const queue = queueIn(context);
  return pageOf(context.request, {
    key: 'queue_members',
    items: queue.members,
    sidOf: ({ call }) => call.sid,
    show: (member) => bodyOf(context, queue, member),
  });
};

const fetchMember: Handler<Stores> = (context) => {
  const queue = queueIn(context);
  const member = memberIn(context, queue);
  if (!member) throw refusal(404, 20404, context.request.path);
  return { status: 200, body: bodyOf(context, queue, member) };
};

/** Takes a call out of the line at once, so that the next `Front` is the next caller, and redirects it. */
const dequeueMember: Handler<Stores> = (context) => {
  const queue = queueIn(context);
  const request = documentIn(context.request.form);
  const member = memberIn(context, queue);
  if (!member) throw whyNotDequeued(context);
  const body = bodyOf(context, queue, member);
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

/** By CallSid, or the first in line by the word Front. */
function memberIn({ names }: RequestContext<Stores>, { members }: VoiceQueue): Member | undefined {
  const waiting = members.filter(({ call }) => !call.isGone);
  return names.CallSid === 'Front' ? waiting[0] : waiting.find(({ call }) => call.sid === names.CallSid);
}

/** A call that has left the line exists but cannot be dequeued: https://www.twilio.com/docs/api/errors/22002 */
function whyNotDequeued({ calls, request, names }: RequestContext<Stores>) {
  return calls.bySid.has(names.CallSid ?? '')
    ? refusal(400, 22002, `${names.CallSid}`)
    : refusal(404, 20404, request.path);
}

function bodyOf(context: RequestContext<Stores>, queue: VoiceQueue, member: Member) {
  const { sid } = member.call;
  return {
    call_sid: sid,
    queue_sid: queue.sid,
    date_enqueued: twilioDate(member.enqueuedAt),
    position: queue.positionOf(member),
    wait_time: queue.secondsWaited(member),
    uri: uriOf(context, `/Queues/${queue.sid}/Members/${sid}.json`),
  };
}
