import { type Account, accountPath } from '../platform/account';
import { twilioDate } from '../platform/dates';
import { twilioError } from '../platform/twilio-errors';
import type { Call } from './call';

/** The events that Twilio reports about a recording. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
export const recordingEvents = ['in-progress', 'completed', 'absent'] as const;

export type RecordingEvent = (typeof recordingEvents)[number];

export type RecordingStatus = RecordingEvent | 'processing' | 'deleted';

/** Where events of a recording are reported, and which. */
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

/** Twilio drops shorter recordings. It documents an error for them but not this length. */
const minMillis = 1000;

/** A recording of one caller or of a conversation. https://www.twilio.com/docs/voice/api/recording */
export class Recording {
  status: RecordingStatus = 'in-progress';
  /** Why the recording is absent. */
  errorCode: 16101 | 16102 | undefined;
  millis = 0;
  readonly startedAt: Date;
  dateUpdated: Date;

  constructor(
    readonly sid: string,
    readonly call: Call,
    readonly setup: RecordingSetup,
    /** Whether the account still has the recording. */
    private readonly isKept: (recording: Recording) => boolean,
  ) {
    this.startedAt = call.platform.clock.now();
    this.dateUpdated = this.startedAt;
  }

  get seconds(): number {
    return Math.floor(this.millis / 1000);
  }

  /** Reports that the recording has started. */
  begin(): void {
    const { call, sid } = this;
    call.platform.timeline.add({ kind: 'recording', call: call.sid, recording: sid });
    this.report('in-progress');
  }

  /** Stops recording. After `settings.recordingMillis` the recording is available or absent. */
  end({ millis = this.millisSinceStart(), isDropped = false } = {}): void {
    if (this.status !== 'in-progress') return;
    const { clock, settings } = this.call.platform;
    this.millis = millis;
    if (isDropped) this.errorCode = 16102;
    else if (millis < minMillis) this.errorCode = 16101;
    this.become('processing');
    clock.after(settings.recordingMillis, () => this.settle());
  }

  /** Deletes the audio; its entry stays. */
  delete(): void {
    this.become('deleted');
  }

  private settle(): void {
    const { call, sid, errorCode } = this;
    // It was deleted meanwhile, or the account was reset.
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

  /** Without the standard parameters of a call. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
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

/** The URL of the audio: a WAV file, also with `.wav` at its end; an MP3 file with `.mp3`. */
export const recordingUrl = (account: Account, { sid }: Pick<Recording, 'sid'>): string =>
  `https://api.twilio.com${accountPath(account)}/Recordings/${sid}`;
