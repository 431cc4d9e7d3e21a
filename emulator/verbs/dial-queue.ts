import { TwimlError, twilioError } from '../platform/twilio-errors';
import { methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { QueueConnection } from '../voice/queue-connection';
import type { Recording } from '../voice/recording';
import type { Recordings } from '../voice/recordings';
import { urlFrom, type VerbPlace } from '../voice/verb';
import type { VoiceQueue } from '../voice/voice-queue';
import type { VoiceQueues } from '../voice/voice-queues';
import type { Dial, DialEnd, Dialling } from './dialling';
import { talk } from './talk';

interface QueueNoun {
  readonly name: string;
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

/** Joins an agent to the first caller of a queue. https://www.twilio.com/docs/voice/twiml/queue */
export class QueueDialling implements Dialling {
  private readonly noun: QueueNoun;
  private isMissing = false;
  private connection: QueueConnection | undefined;
  private recording: Recording | undefined;

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
    const { connection, recording } = this;
    const { call } = this.place;
    const isBridged = connection?.isBridged ?? false;
    if (this.isMissing) return { status: 'failed', isBridged };
    const status = isBridged ? 'completed' : 'no-answer';
    if (!connection) return { status, isBridged };
    const isCallers = call.platform.assumptions.dialActionCallSid === 'caller';
    return {
      status,
      isBridged,
      callSid: connection.caller.sid,
      seconds: connection.bridge.secondsTalked(),
      ...(recording && { recording }),
      parameters: {
        QueueSid: connection.queueSid,
        QueueTime: String(connection.secondsWaited),
        DequeingCallSid: call.sid,
        ...(isCallers && { CallSid: connection.caller.sid }),
      },
    };
  }

  /** Waits for the first in line, and then for as long as the two talk. */
  private async dialExisting(queue: VoiceQueue): Promise<void> {
    const { call } = this.place;
    const { assumptions } = call.platform;
    const { connectUrl, connectMethod } = this.noun;
    const dialer = queue.dial({ agent: call, connectUrl, connectMethod });
    try {
      const added = assumptions.queueDialTimeout === 'five-seconds-added' ? 5 : 0;
      const sound = { kind: assumptions.emptyQueueSound };
      if (!dialer.connection) await call.hear(sound, this.dial.timeoutSeconds + added, dialer.found);
      if (dialer.connection) await this.talk(dialer.connection);
    } finally {
      queue.stopDialing(dialer);
      this.connection = dialer.connection;
      dialer.connection?.bridge.end({ reason: 'left', by: call });
      this.recording?.end();
    }
  }

  private async talk(connection: QueueConnection): Promise<void> {
    const { call } = this.place;
    const { bridge } = connection;
    await call.attend(Promise.race([bridge.connected, bridge.over]));
    if (!connection.isBridged) return;
    const { recordedChannels: channels, recordingCallback: callback } = this.dial;
    if (channels)
      this.recording = this.services.recordings.start(call, { source: 'DialVerb', channels, callback });
    await talk(this.dial, call, bridge);
  }
}

/** https://www.twilio.com/docs/voice/twiml/queue */
function readNoun(element: Element, place: VerbPlace): QueueNoun {
  if (element.text === '') throw new TwimlError(twilioError(14212, '<Queue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(twilioError(14213, `"${element.text}"`, element.line));
  const url = textOf(element, 'url', '');
  return {
    name: element.text,
    connectUrl: url === '' ? undefined : urlFrom(place, url, 14211),
    connectMethod: methodOf(element, 'method', 14210),
  };
}
