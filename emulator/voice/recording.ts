import type { LocalTwilio } from '../local-twilio';
import { type FaultCode, fault, TwimlError } from '../platform/twilio-errors';
import { twilioDate } from '../rest/parameters';
import { accountPath } from '../rest/resource';
import type { Element } from '../twiml/element';
import type { Leg } from './leg';

const events = ['in-progress', 'completed', 'absent'] as const;

type RecordingEvent = (typeof events)[number];

export type RecordingStatus = RecordingEvent | 'processing' | 'deleted';

/** Who is told what becomes of a recording. */
export interface RecordingCallback {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly events: readonly RecordingEvent[];
}

export interface RecordingSetup {
  readonly source: 'RecordVerb' | 'DialVerb';
  readonly channels: 1 | 2;
  readonly callback: RecordingCallback | undefined;
}

/** A recording of less is none: Twilio names an error for it, and no number. */
const leastMillis = 1000;

/** What a leg said, or two said to each other. https://www.twilio.com/docs/voice/api/recording */
export class Recording {
  status: RecordingStatus = 'in-progress';
  /** Why there is none. */
  errorCode: 16101 | 16102 | undefined;
  millis = 0;
  dateUpdated: Date;

  private constructor(
    readonly sid: string,
    readonly leg: Leg,
    readonly setup: RecordingSetup,
    readonly startedAt: Date,
  ) {
    this.dateUpdated = startedAt;
  }

  static start(leg: Leg, setup: RecordingSetup): Recording {
    const { twilio } = leg;
    const recording = new Recording(twilio.nextSid('RE'), leg, setup, twilio.clock.now());
    twilio.keep(recording);
    twilio.timeline.add({ kind: 'recording', call: leg.sid, recording: recording.sid });
    recording.tell('in-progress');
    return recording;
  }

  get seconds(): number {
    return Math.floor(this.millis / 1000);
  }

  /** Nothing more is recorded. Some time later the recording is there, or known to be none. */
  end({ millis = this.millisSinceStart(), isDropped = false } = {}): void {
    if (this.status !== 'in-progress') return;
    const { clock, settings } = this.leg.twilio;
    this.millis = millis;
    if (isDropped) this.errorCode = 16102;
    else if (millis < leastMillis) this.errorCode = 16101;
    this.become('processing');
    clock.after(settings.recordingMillis, () => this.settle());
  }

  /** What it says is gone for good; that it was there is remembered. */
  delete(): void {
    this.become('deleted');
  }

  private settle(): void {
    const { leg, sid, errorCode } = this;
    const { recordings, timeline } = leg.twilio;
    // Deleted meanwhile, or the account was emptied.
    if (this.status !== 'processing' || recordings.get(sid) !== this) return;
    const status = errorCode ? 'absent' : 'completed';
    this.become(status);
    timeline.add({ kind: 'recorded', call: leg.sid, recording: sid, status, seconds: this.seconds });
    if (errorCode) leg.warn(fault(errorCode));
    this.tell(status);
  }

  private become(status: RecordingStatus): void {
    this.status = status;
    this.dateUpdated = this.leg.twilio.clock.now();
  }

  private millisSinceStart(): number {
    return this.leg.twilio.clock.now().getTime() - this.startedAt.getTime();
  }

  /** The standard parameters are not among them. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
  private tell(event: RecordingEvent): void {
    const { leg, setup, errorCode = 0 } = this;
    const { callback } = setup;
    if (!callback?.events.includes(event)) return;
    const parameters = {
      AccountSid: leg.twilio.account.sid,
      CallSid: leg.sid,
      RecordingSid: this.sid,
      RecordingUrl: recordingUrl(leg.twilio, this),
      RecordingStatus: event,
      ...(event === 'completed' && { RecordingDuration: String(this.seconds) }),
      RecordingChannels: String(setup.channels),
      RecordingStartTime: twilioDate(this.startedAt),
      RecordingSource: setup.source,
      ErrorCode: String(errorCode),
    };
    void this.send(callback, parameters);
  }

  private async send({ url, method }: RecordingCallback, parameters: Record<string, string>): Promise<void> {
    const { leg } = this;
    const answer = await leg.twilio.webhooks.send({ call: leg.sid, method, url, parameters });
    if (answer.kind === 'failed') leg.warn(fault(15003, answer.fault.message));
  }
}

/** Where the sound is found: with `.mp3` or `.wav` at its end, and with neither it is a WAV file. */
export const recordingUrl = (twilio: LocalTwilio, { sid }: Pick<Recording, 'sid'>): string =>
  `https://api.twilio.com${accountPath(twilio)}/Recordings/${sid}`;

/** Of which events the callback hears; of the completed recording if nothing is said. */
export function readEvents(element: Element, code: FaultCode): readonly RecordingEvent[] {
  const text = element.attributes.recordingStatusCallbackEvent ?? 'completed';
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const event = events.find((known) => known === word);
      if (event) return event;
      throw new TwimlError(fault(code, `recordingStatusCallbackEvent is "${text}"`, element.line));
    });
}
