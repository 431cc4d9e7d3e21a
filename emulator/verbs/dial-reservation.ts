import { twilioError } from '../platform/twilio-errors';
import type { TaskRouter } from '../task-router/task-router';
import type { Element } from '../twiml/element';
import type { QueueConnection } from '../voice/queue-connection';
import type { Recordings } from '../voice/recordings';
import type { VerbPlace } from '../voice/verb';
import type { VoiceQueues } from '../voice/voice-queues';
import { type QueueDocument, readQueueDocument } from './dial-queue';
import type { Dial, DialEnd, Dialing } from './dialing';
import { QueueConversation } from './queue-conversation';

interface ReservationServices {
  readonly queues: VoiceQueues;
  readonly recordings: Recordings;
  readonly taskRouter: TaskRouter;
}

/**
 * Connects a worker to the caller of a reservation, wherever that caller is in line.
 * https://www.twilio.com/docs/taskrouter/twiml-queue-calls
 */
export class ReservationDialing implements Dialing {
  private readonly reservationSid: string;
  private readonly postWorkActivitySid: string | undefined;
  private readonly document: QueueDocument;
  private conversation: QueueConversation | undefined;

  constructor(
    private readonly services: ReservationServices,
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
    this.reservationSid = element.attributes.reservationSid ?? '';
    this.postWorkActivitySid = element.attributes.postWorkActivitySid;
    this.document = readQueueDocument(element, place);
  }

  async run(): Promise<void> {
    const { recordings, taskRouter } = this.services;
    const { call } = this.place;
    const connection = this.takeCaller();
    if (!connection) return;
    this.conversation = new QueueConversation(recordings, this.dial, call, connection);
    try {
      await this.conversation.hold(() => this.accept(connection));
    } finally {
      taskRouter.conversationEnded(this.reservationSid);
    }
  }

  end(): DialEnd {
    return this.conversation?.end() ?? { status: 'failed', isBridged: false };
  }

  private takeCaller(): QueueConnection | undefined {
    const { queues, taskRouter } = this.services;
    const { reservationSid, postWorkActivitySid } = this;
    const dialed = taskRouter.dialReservation(reservationSid, postWorkActivitySid);
    if (dialed.kind === 'refused') return this.fail(dialed.refusal.message);
    const { callerCallSid, requestsUrl } = dialed.value;
    const { connectUrl, connectMethod } = this.document;
    const connection = queues.takeCaller(callerCallSid, {
      agent: this.place.call,
      connectUrl: requestsUrl ? connectUrl : undefined,
      connectMethod,
    });
    if (connection) return connection;
    taskRouter.conversationEnded(reservationSid);
    return this.fail(`Call ${callerCallSid} is not waiting.`);
  }

  /** The reservation may have failed while the caller's document ran. */
  private accept({ bridge }: QueueConnection): void {
    const accepted = this.services.taskRouter.bridged(this.reservationSid);
    if (accepted.kind === 'done') return;
    this.fail(accepted.refusal.message);
    bridge.end({ reason: 'left', by: this.place.call });
  }

  private fail(why: string): undefined {
    this.place.call.warn(twilioError(14215, why));
    return undefined;
  }
}
