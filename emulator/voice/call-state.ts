import type { Platform } from '../platform/platform';

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'canceled'
  | 'failed';

export type CallDirection = 'inbound' | 'outbound-dial' | 'outbound-api';

/** The part of a call that never changes. */
export interface CallIdentity {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
}

/** The status of a call. Every change is an event on the timeline. */
export class CallState {
  readonly startedAt: Date;
  answeredAt: Date | undefined;
  endedAt: Date | undefined;
  dateUpdated: Date;
  status: CallStatus;
  /** The status with which the call ends if nobody answers it. */
  unansweredStatus: CallStatus = 'canceled';
  /** Hung up, even if the program of the call has not noticed yet. */
  isGone = false;

  constructor(
    private readonly identity: CallIdentity,
    private readonly platform: Pick<Platform, 'clock' | 'timeline'>,
  ) {
    this.startedAt = platform.clock.now();
    this.dateUpdated = this.startedAt;
    this.status = identity.direction === 'outbound-api' ? 'queued' : 'ringing';
  }

  /** Whether nobody has picked up yet, but somebody still may. */
  get isUnanswered(): boolean {
    return this.statusNow === 'queued' || this.statusNow === 'ringing';
  }

  get isOver(): boolean {
    return this.endedAt !== undefined;
  }

  /** The status that Twilio reports: a call that was just hung up has ended, even if its program has not noticed yet. */
  get statusNow(): CallStatus {
    if (!this.isGone || this.isOver) return this.status;
    return this.answeredAt ? 'completed' : this.unansweredStatus;
  }

  /** Whole seconds since the call was answered. */
  secondsLong(): number {
    const end = this.endedAt ?? this.platform.clock.now();
    return this.answeredAt ? Math.floor((end.getTime() - this.answeredAt.getTime()) / 1000) : 0;
  }

  /** The phone starts to ring. */
  ring(): void {
    this.become('ringing');
  }

  answer(): void {
    this.answeredAt = this.platform.clock.now();
    this.become('in-progress');
  }

  end(): void {
    this.isGone = true;
    this.endedAt = this.platform.clock.now();
    this.become(this.answeredAt ? 'completed' : this.unansweredStatus);
  }

  /** Puts the status on the timeline. */
  report(): void {
    const { sid, from, to, direction } = this.identity;
    this.platform.timeline.add({ kind: 'call', call: sid, status: this.status, from, to, direction });
  }

  private become(status: CallStatus): void {
    this.status = status;
    this.dateUpdated = this.platform.clock.now();
    this.report();
  }
}
