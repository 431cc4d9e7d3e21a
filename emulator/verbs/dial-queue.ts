import { fault, TwimlError } from '../platform/twilio-errors';
import { methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Connection } from '../voice/connection';
import { urlFrom, type VerbPlace } from '../voice/documents';
import { Recording } from '../voice/recording';
import type { VoiceQueue } from '../voice/voice-queue';
import type { Dial, DialEnd, Dialling } from './dial';
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
  private connection: Connection | undefined;
  private recording: Recording | undefined;

  constructor(
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
    this.noun = readNoun(element, place);
  }

  async run(): Promise<void> {
    const { twilio } = this.place.leg;
    const { name } = this.noun;
    const queue = twilio.queueNamed(name);
    if (queue) return this.dialExisting(queue);
    this.isMissing = twilio.assumptions.missingQueue === 'fails-at-once';
    if (!this.isMissing) await this.dialExisting(twilio.createQueue(name));
  }

  end(): DialEnd {
    const { connection, recording } = this;
    const { leg } = this.place;
    const isBridged = connection?.bridgedAt !== undefined;
    if (this.isMissing) return { status: 'failed', isBridged };
    const status = isBridged ? 'completed' : 'no-answer';
    if (!connection) return { status, isBridged };
    const isCallers = leg.twilio.assumptions.dialActionCallSid === 'caller';
    return {
      status,
      isBridged,
      callSid: connection.caller.sid,
      seconds: connection.secondsTalked(),
      ...(recording && { recording }),
      parameters: {
        QueueSid: connection.queue.sid,
        QueueTime: String(connection.secondsWaited),
        DequeingCallSid: leg.sid,
        ...(isCallers && { CallSid: connection.caller.sid }),
      },
    };
  }

  /** Waits for the first in line, and then for as long as the two talk. */
  private async dialExisting(queue: VoiceQueue): Promise<void> {
    const { leg } = this.place;
    const { assumptions } = leg.twilio;
    const { connectUrl, connectMethod } = this.noun;
    const dialer = queue.dial({ agent: leg, connectUrl, connectMethod });
    try {
      const added = assumptions.queueDialTimeout === 'five-seconds-added' ? 5 : 0;
      const sound = { kind: assumptions.emptyQueueSound };
      if (!dialer.connection) await leg.hear(sound, this.dial.timeoutSeconds + added, dialer.found);
      if (dialer.connection) await this.talk(dialer.connection);
    } finally {
      queue.stopDialing(dialer);
      this.connection = dialer.connection;
      dialer.connection?.part('agent');
      this.recording?.end();
    }
  }

  private async talk(connection: Connection): Promise<void> {
    const { leg } = this.place;
    await leg.attend(Promise.race([connection.bridged, connection.over]));
    if (!connection.bridgedAt) return;
    const { recordedChannels: channels, recordingCallback: callback } = this.dial;
    if (channels) this.recording = Recording.start(leg, { source: 'DialVerb', channels, callback });
    await talk(this.dial, leg, connection);
  }
}

/** https://www.twilio.com/docs/voice/twiml/queue */
function readNoun(element: Element, place: VerbPlace): QueueNoun {
  if (element.text === '') throw new TwimlError(fault(14212, '<Queue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(fault(14213, `"${element.text}"`, element.line));
  const url = textOf(element, 'url', '');
  return {
    name: element.text,
    connectUrl: url === '' ? undefined : urlFrom(place, url, 14211),
    connectMethod: methodOf(element, 'method', 14210),
  };
}
