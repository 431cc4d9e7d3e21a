import { TwimlError, twilioError } from '../platform/twilio-errors';
import { method, readAttributes, text, UnreadableAttribute } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { QueueConnection } from '../voice/queue-connection';
import type { Recordings } from '../voice/recordings';
import { urlFrom, type VerbPlace } from '../voice/verb';
import type { VoiceQueue } from '../voice/voice-queue';
import type { VoiceQueues } from '../voice/voice-queues';
import type { Dial, DialEnd, Dialing } from './dialing';
import { QueueConversation } from './queue-conversation';

/** The document for the caller just before the two are connected. */
export interface QueueDocument {
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

interface QueueNoun extends QueueDocument {
  readonly name: string;
}

/** Connects an agent to the first caller of a queue. https://www.twilio.com/docs/voice/twiml/queue */
export class QueueDialing implements Dialing {
  private readonly noun: QueueNoun;
  private isMissing = false;
  private conversation: QueueConversation | undefined;

  constructor(
    private readonly services: { readonly queues: VoiceQueues; readonly recordings: Recordings },
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
    this.noun = readNoun(element, place);
  }

  async run(): Promise<void> {
    const { queues } = this.services;
    const { name } = this.noun;
    const queue = queues.named(name);
    if (queue) return this.dialExisting(queue);
    this.isMissing = this.place.call.platform.assumptions.missingQueue === 'fails-at-once';
    if (!this.isMissing) await this.dialExisting(queues.create(name));
  }

  end(): DialEnd {
    const status = this.isMissing ? 'failed' : 'no-answer';
    return this.conversation?.end() ?? { status, isBridged: false };
  }

  /** Waits for the first caller in line, then until their conversation is over. */
  private async dialExisting(queue: VoiceQueue): Promise<void> {
    const { call } = this.place;
    const { assumptions } = call.platform;
    const { connectUrl, connectMethod } = this.noun;
    const dialer = queue.dial({ agent: call, connectUrl, connectMethod });
    try {
      if (!dialer.connection) {
        const added = assumptions.queueDialTimeout === 'five-seconds-added' ? 5 : 0;
        const sound = { kind: assumptions.emptyQueueSound };
        await call.hear(sound, this.dial.timeoutSeconds + added, dialer.found);
      }
      if (dialer.connection) await this.begin(dialer.connection).hold();
    } finally {
      queue.stopDialing(dialer);
      // The agent got a caller at the same instant in which the agent hung up.
      if (dialer.connection && !this.conversation) this.begin(dialer.connection).abandon();
    }
  }

  private begin(connection: QueueConnection): QueueConversation {
    const { recordings } = this.services;
    this.conversation = new QueueConversation(recordings, this.dial, this.place.call, connection);
    return this.conversation;
  }
}

/** https://www.twilio.com/docs/voice/twiml/queue, https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
const attributes = {
  url: text(''),
  method: method(14210),
  reservationSid: text(undefined),
  postWorkActivitySid: text(undefined),
};

function readNoun(element: Element, place: VerbPlace): QueueNoun {
  const { postWorkActivitySid } = element.attributes;
  if (postWorkActivitySid !== undefined) {
    throw new UnreadableAttribute(element, 'postWorkActivitySid', 12200, 'it only with a reservationSid');
  }
  if (element.text === '') throw new TwimlError(twilioError(14212, '<Queue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(twilioError(14213, `"${element.text}"`, element.line));
  return { name: element.text, ...readQueueDocument(element, place) };
}

export function readQueueDocument(element: Element, place: VerbPlace): QueueDocument {
  const { url, method: connectMethod } = readAttributes(element, attributes);
  return { connectUrl: url === '' ? undefined : urlFrom(place, url, 14211), connectMethod };
}
