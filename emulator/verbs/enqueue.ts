import { type Fault, fault, TwimlError } from '../platform/twilio-errors';
import { integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Connection } from '../voice/connection';
import {
  type DocumentContext,
  DocumentFailed,
  type DocumentRequest,
  NotEmulated,
  requestFrom,
  runDocuments,
  urlFrom,
  type VerbOutcome,
  type VerbPlace,
} from '../voice/documents';
import { type Interrupt, Interrupted } from '../voice/interrupt';
import type { Leg } from '../voice/leg';
import type { Member, VoiceQueue } from '../voice/voice-queue';

interface Enqueue {
  readonly queueName: string;
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  /** Undefined: Twilio's own music. Empty: silence. */
  readonly waitUrl: string | undefined;
  readonly waitUrlMethod: 'GET' | 'POST';
  readonly maxQueueSize: number | undefined;
}

/** How a call left a queue, or never got in. */
interface QueueExit {
  readonly result: string;
  /** Seconds in the queue; undefined if the call never was in it. */
  readonly secondsWaited: number | undefined;
  /** What happened to the leg, if that is why: its own way goes on from there. */
  readonly interrupt?: Interrupt;
  /** Whether the application hears of it. */
  readonly isTold?: boolean;
}

/** How long a sound is that only ends with the wait. */
const endlessSeconds = 24 * 3600;

/** https://www.twilio.com/docs/voice/twiml/enqueue */
export async function runEnqueue(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const enqueue = enqueueOrFault(element, place);
  if ('fault' in enqueue) return afterFault(enqueue.fault, element, place);
  const { leg } = place;
  const queue = leg.twilio.queueNamed(enqueue.queueName) ?? leg.twilio.createQueue(enqueue.queueName);
  const member = queue.join(leg, mostMembers(enqueue, queue, leg));
  if (member === 'full') {
    leg.warn(fault(14207, `${queue.friendlyName} has its ${queue.members.length}`, element.line));
    return afterExit(enqueue, place, queue, { result: 'queue-full', secondsWaited: undefined });
  }
  const { timeline } = leg.twilio;
  const position = queue.positionOf(member);
  timeline.add({ kind: 'queued', call: leg.sid, queue: queue.friendlyName, position });
  const exit = await new Stay(enqueue, place, queue, member).run();
  return afterExit(enqueue, place, queue, exit);
}

function enqueueOrFault(element: Element, place: VerbPlace): Enqueue | { fault: Fault } {
  try {
    return readEnqueue(element, place);
  } catch (error) {
    if (error instanceof TwimlError && error.fault.severity === 'error') return { fault: error.fault };
    throw error;
  }
}

function readEnqueue(element: Element, place: VerbPlace): Enqueue {
  if (element.attributes.workflowSid !== undefined || element.children.length > 0) {
    throw new NotEmulated(`<Enqueue> into a TaskRouter workflow, as on line ${element.line},`);
  }
  if (element.text === '') throw new TwimlError(fault(14204, '<Enqueue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(fault(14205, `"${element.text}"`, element.line));
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

/** An <Enqueue> that cannot be read is told as `error`, as far as it can be read where to. */
function afterFault(found: Fault, element: Element, place: VerbPlace): VerbOutcome {
  const { action, method } = element.attributes;
  if (action === undefined || !URL.canParse(action, place.documentUrl.href)) throw new TwimlError(found);
  place.leg.warn(found);
  const parameters = { QueueResult: 'error' };
  return {
    kind: 'request',
    request: requestFrom(place, action, method === 'GET' ? 'GET' : 'POST', parameters),
  };
}

function mostMembers({ maxQueueSize }: Enqueue, queue: VoiceQueue, leg: Leg): number {
  if (leg.twilio.assumptions.maxQueueSizeAttribute === 'ignored') return queue.maxSize;
  return Math.min(queue.maxSize, maxQueueSize ?? queue.maxSize);
}

/** Tells the application, and goes on: with its answer, with the next verb, or where the interrupt leads. */
function afterExit(
  enqueue: Enqueue,
  place: VerbPlace,
  queue: VoiceQueue,
  { result, secondsWaited, interrupt, isTold = true }: QueueExit,
): VerbOutcome {
  const { leg } = place;
  const parameters = {
    QueueResult: result,
    ...(secondsWaited !== undefined && { QueueSid: queue.sid, QueueTime: String(secondsWaited) }),
  };
  const action =
    enqueue.action === undefined ? undefined : requestFrom(place, enqueue.action, enqueue.method, parameters);
  if (!interrupt) return action ? { kind: 'request', request: action } : { kind: 'next' };
  const runsAction = leg.twilio.assumptions.redirectedRuns === 'action-document';
  if (interrupt.kind === 'redirect' && runsAction && action) return { kind: 'request', request: action };
  if (action && isTold) leg.tell(action.url, action.method, parameters);
  throw new Interrupted(interrupt);
}

/** One stay of one call in one queue. */
class Stay {
  private readonly leg: Leg;
  private secondsInQueue: number | undefined;

  constructor(
    private readonly enqueue: Enqueue,
    private readonly place: VerbPlace,
    private readonly queue: VoiceQueue,
    private readonly member: Member,
  ) {
    this.leg = place.leg;
  }

  /** Waits, is perhaps joined to an agent, and tells how it ended. */
  async run(): Promise<QueueExit> {
    try {
      const waiting = this.wait();
      this.queue.match();
      const waited = await waiting;
      return this.left('connection' in waited ? await this.connect(waited.connection) : waited);
    } finally {
      this.leaveQueue('error');
      this.missAgent();
    }
  }

  /** Whatever comes of an agent who took the call in the very instant in which it left is too late. */
  private missAgent(): void {
    this.member.connection?.part('caller');
    this.leg.forgetInterrupt('dequeue');
    this.leg.forgetInterrupt('agent-gone');
  }

  private async wait(): Promise<Omit<QueueExit, 'secondsWaited'> | { connection: Connection }> {
    try {
      const end = await this.waitDocuments();
      if (end === 'leave') return { result: 'leave' };
      return {
        result: this.leg.twilio.assumptions.hangupInWait,
        interrupt: { kind: 'hangup', by: 'person' },
      };
    } catch (error) {
      if (error instanceof DocumentFailed) return this.waitFailed(error);
      if (!(error instanceof Interrupted)) throw error;
      return this.interrupted(error.interrupt);
    }
  }

  private interrupted(interrupt: Interrupt) {
    switch (interrupt.kind) {
      case 'dequeue':
        return { connection: interrupt.connection };
      case 'hangup':
        return { result: 'hangup', interrupt };
      case 'redirect':
        return { result: 'redirected', interrupt };
      case 'agent-gone':
        throw new Error('An agent can only be gone once the caller has been taken.');
      default:
        return interrupt satisfies never;
    }
  }

  private waitFailed(error: DocumentFailed) {
    if (error.why === 'twiml' || this.leg.twilio.assumptions.waitFails === 'queue-result-error') {
      this.leg.warn(error.fault);
      return { result: 'error' };
    }
    this.leaveQueue('wait-failed');
    throw error;
  }

  /** The wait document again and again: control always comes back to it. */
  private async waitDocuments(): Promise<'leave' | 'hangup'> {
    const { clock, assumptions } = this.leg.twilio;
    const request = this.waitRequest();
    if (!request) return this.waitWithout();
    for (;;) {
      const startedAt = clock.now().getTime();
      const end = await runDocuments(this.leg, request, this.waitContext());
      if (end !== 'finished') return end;
      const millis = clock.now().getTime() - startedAt;
      if (millis < 1000 && assumptions.emptyWaitDocument === 'after-one-second') {
        await this.leg.hear({ kind: 'silence' }, (1000 - millis) / 1000);
      }
    }
  }

  private waitRequest(): DocumentRequest | undefined {
    const { waitUrl, waitUrlMethod } = this.enqueue;
    return waitUrl ? requestFrom(this.place, waitUrl, waitUrlMethod) : undefined;
  }

  private async waitWithout(): Promise<never> {
    const sound = this.enqueue.waitUrl === '' ? 'silence' : 'hold-music';
    for (;;) await this.leg.hear({ kind: sound }, endlessSeconds);
  }

  private waitContext(): DocumentContext {
    const { queue, member } = this;
    return {
      kind: 'wait',
      parameters: () => ({
        AvgQueueTime: String(queue.averageWaitSeconds()),
        CurrentQueueSize: String(queue.members.length),
        MaxQueueSize: String(queue.maxSize),
        QueuePosition: String(queue.positionOf(member)),
        QueueSid: queue.sid,
        QueueTime: String(queue.secondsWaited(member)),
      }),
    };
  }

  /** The last words on the caller's leg, then the talk. */
  private async connect(connection: Connection): Promise<Omit<QueueExit, 'secondsWaited'>> {
    this.leaveQueue('dequeued');
    try {
      await this.sayLastWords(connection);
      if (!connection.end && !this.leg.isGone && !connection.agent.isGone) connection.bridge();
      await this.leg.attend(connection.over);
      return { result: this.resultOf(connection) };
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return this.partedBy(error.interrupt, connection);
    }
  }

  /** https://www.twilio.com/docs/voice/twiml/queue */
  private async sayLastWords(connection: Connection): Promise<void> {
    const { connectUrl: url, connectMethod: method } = connection.terms;
    if (!url) return;
    const request = { url, method, parameters: {}, askedBy: 'verb' } as const;
    try {
      await runDocuments(this.leg, request, this.connectContext(connection));
    } catch (error) {
      if (!(error instanceof DocumentFailed)) throw error;
      this.leg.warn(error.fault);
      if (this.leg.twilio.assumptions.connectFails === 'not-bridged') connection.part('failed');
    }
  }

  private connectContext({ agent, queue, secondsWaited }: Connection): DocumentContext {
    const parameters = {
      QueueSid: queue.sid,
      QueueTime: String(secondsWaited),
      DequeingCallSid: agent.sid,
    };
    return { kind: 'connect', parameters: () => parameters };
  }

  private resultOf(connection: Connection): string {
    if (connection.bridgedAt) return 'bridged';
    return connection.end === 'failed' ? 'error' : this.leg.twilio.assumptions.agentGoneWhileConnecting;
  }

  private partedBy(interrupt: Interrupt, connection: Connection): Omit<QueueExit, 'secondsWaited'> {
    const { assumptions } = this.leg.twilio;
    if (interrupt.kind === 'agent-gone') return { result: this.resultOf(connection) };
    const wasBridged = connection.bridgedAt !== undefined;
    connection.part(interrupt.kind === 'hangup' ? 'caller' : 'caller-moved');
    if (interrupt.kind === 'redirect') {
      return { result: wasBridged ? 'redirected-from-bridged' : 'redirected', interrupt };
    }
    if (!wasBridged) return { result: assumptions.callerGoneWhileConnecting, interrupt };
    return { result: 'bridged', interrupt, isTold: assumptions.callerEndsTalk === 'action-requested' };
  }

  private left(exit: Omit<QueueExit, 'secondsWaited'>): QueueExit {
    const secondsWaited = this.leaveQueue(exit.result);
    return { ...exit, secondsWaited };
  }

  /** Out of the line, once; tells for how many seconds the call was in it. */
  private leaveQueue(why: string): number {
    if (this.secondsInQueue !== undefined) return this.secondsInQueue;
    const secondsWaited = this.queue.secondsWaited(this.member);
    this.secondsInQueue = secondsWaited;
    this.queue.leave(this.member);
    const queue = this.queue.friendlyName;
    this.leg.twilio.timeline.add({ kind: 'unqueued', call: this.leg.sid, queue, why, secondsWaited });
    return secondsWaited;
  }
}
