import type { Cancel } from '../platform/clock';
import { twilioDate } from '../platform/dates';
import type { Platform } from '../platform/platform';
import type { Sound } from '../platform/timeline';
import { type TwilioError, twilioError } from '../platform/twilio-errors';
import type { Webhooks } from '../web/webhooks';
import { lengthOf } from './call-length';
import { type CallDirection, CallState, type CallStatus } from './call-state';
import { CallWebhooks } from './call-webhooks';
import type { ExternalNumber } from './external-number';
import { type Interrupt, Interrupts } from './interrupts';
import type { PhoneLine } from './phone-line';
import { Ringing } from './ringing';
import { Telephone } from './telephone';

/** The URLs of a call's documents and of its status callback. */
export type Line = Pick<PhoneLine, 'voiceRequest' | 'fallbackRequest' | 'statusCallback' | 'applicationSid'>;

/** The setup of a new call. */
export interface CallSetup {
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  /** What the carrier says about the caller's number, such as `TN-Validation-Passed-A`. */
  readonly stirVerstat?: string;
  /** When Twilio ends it, in seconds after the answer; `settings.longestCallSeconds` if not given. */
  readonly timeLimitSeconds?: number;
  /** The account's number that was called; undefined if the account does not have that number. */
  readonly line?: Line;
  /** The call whose `<Dial>` made this one. */
  readonly parent?: Call;
  /** The reason for the call, which the called phone shows. https://www.twilio.com/docs/voice/twiml/dial#callreason */
  readonly callReason?: string | undefined;
  /** Custom parameters for a called client. https://www.twilio.com/docs/voice/twiml/parameter */
  readonly clientParameters?: Readonly<Record<string, string>>;
  /** How the called person behaves; undefined for inbound calls. */
  readonly rings?: ExternalNumber;
}

/** What a call does from start to end. */
export type CallProgram = (call: Call) => Promise<void>;

/**
 * One call: its status, its interrupts, its telephone (what the person hears and presses) and its webhooks. What the
 * call does is decided by its program, which is separate.
 */
export class Call {
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  readonly line: Line | undefined;
  readonly parent: Call | undefined;
  readonly callReason: string | undefined;
  readonly clientParameters: Readonly<Record<string, string>>;
  /** The number of the last event before the call's first one. */
  readonly eventsBefore: number;
  readonly state: CallState;
  readonly interrupts: Interrupts;
  readonly telephone: Telephone;
  readonly webhooks: CallWebhooks;
  /** Undefined for inbound calls, which nobody has to pick up. */
  readonly ringing: Ringing | undefined;
  /** Resolves when somebody answers. */
  readonly answered: Promise<void>;
  /** Resolves when the call is over. */
  readonly ended: Promise<void>;
  private resolveAnswered: () => void = () => undefined;
  private resolveEnded: () => void = () => undefined;
  private cancelTimeLimit: Cancel = () => undefined;
  private readonly timeLimitSeconds: number;

  constructor(
    readonly sid: string,
    setup: CallSetup,
    readonly platform: Platform,
    webhooks: Webhooks,
  ) {
    const { from, to, direction, line, parent, rings } = setup;
    this.from = from;
    this.to = to;
    this.direction = direction;
    this.line = line;
    this.parent = parent;
    this.callReason = setup.callReason;
    this.clientParameters = setup.clientParameters ?? {};
    this.eventsBefore = platform.timeline.newest;
    const identity = { ...setup, sid, applicationSid: line?.applicationSid };
    const { account } = platform;
    this.state = new CallState(identity, platform);
    this.interrupts = new Interrupts(this.state);
    this.telephone = new Telephone(sid, this.state, this.interrupts, platform);
    this.webhooks = new CallWebhooks({
      ...{ identity, account, webhooks },
      parentSid: parent?.sid,
      state: this.state,
    });
    this.ringing = rings && new Ringing(this, rings);
    this.timeLimitSeconds = setup.timeLimitSeconds ?? platform.settings.longestCallSeconds;
    this.answered = new Promise((resolve) => {
      this.resolveAnswered = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get status(): CallStatus {
    return this.state.status;
  }

  get statusNow(): CallStatus {
    return this.state.statusNow;
  }

  get isGone(): boolean {
    return this.state.isGone;
  }

  get isOver(): boolean {
    return this.state.isOver;
  }

  /** Interrupts this call, now; after a hangup this does nothing. */
  interrupt(interrupt: Interrupt): void {
    this.interrupts.add(interrupt);
  }

  /** Waits for something, unless the call is interrupted first. */
  attend<T>(work: Promise<T>): Promise<T> {
    return this.interrupts.attend(work);
  }

  /** The person hears a sound for this many seconds, or until `until` resolves. */
  hear(sound: Sound, seconds: number, until?: Promise<unknown>): Promise<void> {
    return this.telephone.hear(sound, seconds, until);
  }

  /** Answers the call, unless it is answered already. Its length counts from here. */
  answer(): void {
    if (this.status !== 'ringing') return;
    const { clock } = this.platform;
    this.cancelTimeLimit = clock.after(this.timeLimitSeconds * 1000, () =>
      this.interrupt({ kind: 'hangup', by: 'time-limit' }),
    );
    this.state.answer();
    this.resolveAnswered();
  }

  /** Sets the final status of a call that is never answered. */
  unansweredAs(status: CallStatus): void {
    if (this.status === 'ringing' && status !== 'completed') this.state.unansweredStatus = status;
  }

  /** Ends the call. */
  end(): void {
    this.cancelTimeLimit();
    this.state.end();
    this.resolveEnded();
  }

  warn(warning: TwilioError): void {
    this.platform.timeline.add({ kind: 'fault', call: this.sid, fault: warning });
  }

  /** https://www.twilio.com/docs/voice/twiml#status-callbacks-for-phone-numbers */
  async reportEnd(): Promise<void> {
    const callback = this.line?.statusCallback();
    if (!callback) return;
    const { url, method } = callback;
    const { clock } = this.platform;
    // Only the end of an inbound call is reported, so the sequence always starts and ends with 0.
    const parameters = {
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
      Timestamp: twilioDate(clock.now()),
      ...lengthOf(this),
    };
    const answer = await this.webhooks.send(url, method, parameters);
    if (answer.kind === 'failed') this.warn(twilioError(15003, answer.fault.message));
  }
}
