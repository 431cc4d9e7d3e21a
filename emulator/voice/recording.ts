import { type Account, accountPath } from '../platform/account';
import { twilioDate } from '../platform/dates';
import { twilioError } from '../platform/twilio-errors';
import type { Call } from './call';

/** What Twilio can tell about a recording. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
export const recordingEvents = ['in-progress', 'completed', 'absent'] as const;

export type RecordingEvent = (typeof recordingEvents)[number];

export type RecordingStatus = RecordingEvent | 'processing' | 'deleted';

/** Who is told about a recording, and what. */
export interface RecordingCallback {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly events: readonly RecordingEvent[];
}

export interface RecordingSetup {
  readonly source: 'RecordVerb' | 'DialVerb' | 'OutboundAPI';
  readonly channels: 1 | 2;
  readonly callback: RecordingCallback | undefined;
}

/** A shorter recording does not exist for Twilio, which names an error for it and no length. */
const leastMillis = 1000;

/** What one person said, or two said to each other. https://www.twilio.com/docs/voice/api/recording */
export class Recording {
  status: RecordingStatus = 'in-progress';
  /** Why there is none. */
  errorCode: 16101 | 16102 | undefined;
  millis = 0;
  readonly startedAt: Date;
  dateUpdated: Date;

  constructor(
    readonly sid: string,
    readonly call: Call,
    readonly setup: RecordingSetup,
    /** Whether the account still has it. */
    private readonly isKept: (recording: Recording) => boolean,
  ) {
    this.startedAt = call.platform.clock.now();
    this.dateUpdated = this.startedAt;
  }

  get seconds(): number {
    return Math.floor(this.millis / 1000);
  }

  /** The application is told that it has begun. */
  begin(): void {
    const { call, sid } = this;
    call.platform.timeline.add({ kind: 'recording', call: call.sid, recording: sid });
    this.report('in-progress');
  }

  /** Nothing more is recorded. Some time later the recording is there, or known not to exist. */
  end({ millis = this.millisSinceStart(), isDropped = false } = {}): void {
    if (this.status !== 'in-progress') return;
    const { clock, settings } = this.call.platform;
    this.millis = millis;
    if (isDropped) this.errorCode = 16102;
    else if (millis < leastMillis) this.errorCode = 16101;
    this.become('processing');
    clock.after(settings.recordingMillis, () => this.settle());
  }

  /** The sound is gone for good; the record of it stays. */
  delete(): void {
    this.become('deleted');
  }

  private settle(): void {
    const { call, sid, errorCode } = this;
    // Deleted meanwhile, or the account was emptied.
    if (this.status !== 'processing' || !this.isKept(this)) return;
    const status = errorCode ? 'absent' : 'completed';
    this.become(status);
    const { timeline } = call.platform;
    timeline.add({ kind: 'recorded', call: call.sid, recording: sid, status, seconds: this.seconds });
    if (errorCode) call.warn(twilioError(errorCode));
    this.report(status);
  }

  private become(status: RecordingStatus): void {
    this.status = status;
    this.dateUpdated = this.call.platform.clock.now();
  }

  private millisSinceStart(): number {
    return this.call.platform.clock.now().getTime() - this.startedAt.getTime();
  }

  /** The standard parameters are not among them. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
  private report(event: RecordingEvent): void {
    const { call, setup, errorCode = 0 } = this;
    const { callback } = setup;
    if (!callback?.events.includes(event)) return;
    const { account } = call.platform;
    const parameters = {
      AccountSid: account.sid,
      CallSid: call.sid,
      RecordingSid: this.sid,
      RecordingUrl: recordingUrl(account, this),
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
    const answer = await this.call.webhooks.sendBare(url, method, parameters);
    if (answer.kind === 'failed') this.call.warn(twilioError(15003, answer.fault.message));
  }
}

/** Where the sound is found: with `.mp3` or `.wav` at its end, and with neither it is a WAV file. */
export const recordingUrl = (account: Account, { sid }: Pick<Recording, 'sid'>): string =>
  `https://api.twilio.com${accountPath(account)}/Recordings/${sid}`;
