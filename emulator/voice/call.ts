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

/** Where the documents of a call come from, and who hears of its end. */
export type Line = Pick<PhoneLine, 'voiceRequest' | 'fallbackRequest' | 'statusCallback' | 'applicationSid'>;

/** A call before it begins. */
export interface CallSetup {
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  /** What the carrier says about the caller's number, such as `TN-Validation-Passed-A`. */
  readonly stirVerstat?: string;
  /** When Twilio ends it; the longest that the account allows if not given. */
  readonly timeLimitSeconds?: number;
  /** The account's number that was called; undefined if it is not one of the account's. */
  readonly line?: Line;
  /** The call whose `<Dial>` made this one. */
  readonly parent?: Call;
  /** Why the caller calls, for the called phone to show. https://www.twilio.com/docs/voice/twiml/dial#callreason */
  readonly callReason?: string | undefined;
  /** What a called client is told besides. https://www.twilio.com/docs/voice/twiml/parameter */
  readonly clientParameters?: Readonly<Record<string, string>>;
  /** How the person behaves whose telephone Twilio makes ring; undefined if they called themselves. */
  readonly rings?: ExternalNumber;
}

/** What a call does from its beginning to its end. */
export type CallProgram = (call: Call) => Promise<void>;

/**
 * One call, put together from its parts: how far it is, what can happen to it, what its person hears and presses, and
 * the requests that it sends. What it does is its program, which is not part of it.
 */
export class Call {
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  readonly line: Line | undefined;
  readonly parent: Call | undefined;
  readonly callReason: string | undefined;
  readonly clientParameters: Readonly<Record<string, string>>;
  /** The number of the newest event before the call's first. */
  readonly eventsBefore: number;
  readonly state: CallState;
  readonly interrupts: Interrupts;
  readonly telephone: Telephone;
  readonly webhooks: CallWebhooks;
  /** Undefined for a call that nobody has to pick up. */
  readonly ringing: Ringing | undefined;
  /** Resolves when somebody answers. */
  readonly answered: Promise<void>;
  /** Resolves when the call is over for good. */
  readonly ended: Promise<void>;
  private tellAnswered: () => void = () => undefined;
  private tellEnded: () => void = () => undefined;
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
      this.tellAnswered = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.tellEnded = resolve;
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

  /** Something happens to this call, now; after a hang-up nothing does. */
  interrupt(interrupt: Interrupt): void {
    this.interrupts.add(interrupt);
  }

  /** Waits for something, unless the call is interrupted first. */
  attend<T>(work: Promise<T>): Promise<T> {
    return this.interrupts.attend(work);
  }

  /** The person hears something for so long, or until something else happens first. */
  hear(sound: Sound, seconds: number, until?: Promise<unknown>): Promise<void> {
    return this.telephone.hear(sound, seconds, until);
  }

  /** The call is answered, once. From then on its length counts. */
  answer(): void {
    if (this.status !== 'ringing') return;
    const { clock } = this.platform;
    this.cancelTimeLimit = clock.after(this.timeLimitSeconds * 1000, () =>
      this.interrupt({ kind: 'hangup', by: 'time-limit' }),
    );
    this.state.answer();
    this.tellAnswered();
  }

  /** How the call ends if it ends without having been answered. */
  unansweredAs(status: CallStatus): void {
    if (this.status === 'ringing' && status !== 'completed') this.state.unansweredStatus = status;
  }

  /** The call is over for good. */
  end(): void {
    this.cancelTimeLimit();
    this.state.end();
    this.tellEnded();
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
    // Nothing but the end is told, so it is the first of its kind.
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
