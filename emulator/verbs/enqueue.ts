import { NotEmulated } from '../platform/not-emulated';
import { type TwilioError, TwimlError, twilioError } from '../platform/twilio-errors';
import { integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Call } from '../voice/call';
import { Interrupted } from '../voice/interrupts';
import { QueueEntry, type QueueExit, type Waiting } from '../voice/queue-entry';
import { type RunVerb, requestFrom, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { VoiceQueue } from '../voice/voice-queue';
import type { VoiceQueues } from '../voice/voice-queues';

interface Enqueue {
  readonly queueName: string;
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  /** Undefined: Twilio's own music. Empty: silence. */
  readonly waitUrl: string | undefined;
  readonly waitUrlMethod: 'GET' | 'POST';
  readonly maxQueueSize: number | undefined;
}

/** https://www.twilio.com/docs/voice/twiml/enqueue */
export const enqueueVerb =
  (queues: VoiceQueues): RunVerb =>
  (element, place) =>
    runEnqueue(queues, element, place);

async function runEnqueue(queues: VoiceQueues, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const enqueue = enqueueOrError(element, place);
  if ('error' in enqueue) return afterError(enqueue.error, element, place);
  const { call, runDocuments } = place;
  const queue = queues.named(enqueue.queueName) ?? queues.create(enqueue.queueName);
  const member = queue.join(call, mostMembers(enqueue, queue, call));
  if (member === 'full') {
    call.warn(twilioError(14207, `${queue.friendlyName} has its ${queue.members.length}`, element.line));
    return afterExit(enqueue, place, queue, { result: 'queue-full', secondsWaited: undefined });
  }
  const { timeline } = call.platform;
  const position = queue.positionOf(member);
  timeline.add({ kind: 'queued', call: call.sid, queue: queue.friendlyName, position });
  const exit = await new QueueEntry({
    call,
    queue,
    member,
    waiting: waitingOf(enqueue, place),
    runDocuments,
  }).run();
  return afterExit(enqueue, place, queue, exit);
}

function enqueueOrError(element: Element, place: VerbPlace): Enqueue | { error: TwilioError } {
  try {
    return readEnqueue(element, place);
  } catch (error) {
    if (error instanceof TwimlError && error.fault.severity === 'error') return { error: error.fault };
    throw error;
  }
}

function readEnqueue(element: Element, place: VerbPlace): Enqueue {
  if (element.attributes.workflowSid !== undefined || element.children.length > 0) {
    throw new NotEmulated(`<Enqueue> into a TaskRouter workflow, as on line ${element.line},`);
  }
  if (element.text === '') throw new TwimlError(twilioError(14204, '<Enqueue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(twilioError(14205, `"${element.text}"`, element.line));
  const action = textOf(element, 'action', undefined);
  const waitUrl = textOf(element, 'waitUrl', undefined);
  return {
    queueName: element.text,
    action: action === undefined ? undefined : urlFrom(place, action, 14203).href,
    method: methodOf(element, 'method', 14201),
    waitUrl: waitUrl ? urlFrom(place, waitUrl, 14202).href : waitUrl,
    waitUrlMethod: methodOf(element, 'waitUrlMethod', 14206),
    maxQueueSize: integerOf(element, 'maxQueueSize', { default: undefined, min: 1, code: 12200 }),
  };
}

function waitingOf({ waitUrl, waitUrlMethod }: Enqueue, place: VerbPlace): Waiting {
  if (waitUrl) return { kind: 'document', request: requestFrom(place, waitUrl, waitUrlMethod) };
  return { kind: 'sound', sound: waitUrl === '' ? 'silence' : 'hold-music' };
}

/** An <Enqueue> that cannot be read is reported as `error`, if its action can be read. */
function afterError(found: TwilioError, element: Element, place: VerbPlace): VerbOutcome {
  const { action, method } = element.attributes;
  if (action === undefined || !URL.canParse(action, place.documentUrl.href)) throw new TwimlError(found);
  place.call.warn(found);
  const parameters = { QueueResult: 'error' };
  return {
    kind: 'request',
    request: requestFrom(place, action, method === 'GET' ? 'GET' : 'POST', parameters),
  };
}

function mostMembers({ maxQueueSize }: Enqueue, queue: VoiceQueue, call: Call): number {
  if (call.platform.assumptions.maxQueueSizeAttribute === 'ignored') return queue.maxSize;
  return Math.min(queue.maxSize, maxQueueSize ?? queue.maxSize);
}

/** Tells the application, and goes on: with its answer, with the next verb, or where the interrupt leads. */
function afterExit(
  enqueue: Enqueue,
  place: VerbPlace,
  queue: VoiceQueue,
  { result, secondsWaited, interrupt, isTold = true }: QueueExit,
): VerbOutcome {
  const { call } = place;
  const parameters = {
    QueueResult: result,
    ...(secondsWaited !== undefined && { QueueSid: queue.sid, QueueTime: String(secondsWaited) }),
  };
  const action =
    enqueue.action === undefined ? undefined : requestFrom(place, enqueue.action, enqueue.method, parameters);
  if (!interrupt) return action ? { kind: 'request', request: action } : { kind: 'next' };
  const runsAction = call.platform.assumptions.redirectedRuns === 'action-document';
  if (interrupt.kind === 'redirect' && runsAction && action) return { kind: 'request', request: action };
  if (action && isTold) call.webhooks.tell(action.url, action.method, parameters);
  throw new Interrupted(interrupt);
}
