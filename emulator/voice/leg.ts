import type { LocalTwilio } from '../local-twilio';
import type { Cancel } from '../platform/clock';
import type { Sound } from '../platform/timeline';
import { type Fault, fault } from '../platform/twilio-errors';
import type { WebhookAnswer } from '../web/webhooks';
import { DocumentFailed, type DocumentRequest, runDocuments } from './documents';
import { type Interrupt, Interrupted } from './interrupt';
import type { PhoneLine } from './phone-line';

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export type CallStatus =
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'canceled'
  | 'failed';

export type CallDirection = 'inbound' | 'outbound-dial';

/** What somebody who calls brings along. */
export interface CallSetup {
  readonly from: string;
  readonly to: string;
  /** What the carrier says of the caller's number, such as `TN-Validation-Passed-A`. */
  readonly stirVerstat?: string;
}

/** What the calls of a number need: what to ask when one comes, fails and ends. */
export type Line = Pick<PhoneLine, 'voiceRequest' | 'fallbackRequest' | 'statusCallback'>;

/** From when to when somebody speaks, in milliseconds of the clock. */
export interface Utterance {
  readonly from: number;
  readonly to: number;
}

/** What Twilio says when a document cannot be had and there is no other. */
const applicationError = 'We are sorry, an application error has occurred. Goodbye.';

/** One leg: a person on the telephone, and the program of documents that runs for them. */
export class Leg {
  readonly direction: CallDirection = 'inbound';
  readonly startedAt: Date;
  /** The number of the newest event before this leg's first. */
  readonly eventsBefore: number;
  status: CallStatus = 'ringing';
  /** What the call ends as if nobody answers it. */
  unansweredStatus: CallStatus = 'canceled';
  answeredAt: Date | undefined;
  endedAt: Date | undefined;
  dateUpdated: Date;
  /** Hung up, even if the program has not noticed yet. */
  isGone = false;
  /** What a key press does at this moment; nothing listens if undefined. */
  onKey: ((key: string) => void) | undefined;
  /** Told when the person begins to speak; nobody listens if undefined. */
  onSpeech: (() => void) | undefined;
  private lastUtterance: Utterance | undefined;
  private readonly interrupts: Interrupt[] = [];
  private onInterrupt: ((interrupt: Interrupt) => void) | undefined;
  private cancelTimeLimit: Cancel = () => undefined;

  constructor(
    readonly sid: string,
    readonly setup: CallSetup,
    /** The number that was called; undefined if it is none of the account's. */
    private readonly line: Line | undefined,
    readonly twilio: LocalTwilio,
    /** The leg for which this one was dialled. */
    readonly parent?: Leg,
  ) {
    this.startedAt = twilio.clock.now();
    this.eventsBefore = twilio.timeline.newest;
    this.dateUpdated = this.startedAt;
  }

  get isOver(): boolean {
    return this.endedAt !== undefined;
  }

  /** A call that was just hung up is over for whoever asks, even if its program has not noticed yet. */
  get statusNow(): CallStatus {
    if (!this.isGone || this.isOver) return this.status;
    return this.answeredAt ? 'completed' : this.unansweredStatus;
  }

  /** Runs the call from its first document to its end. Whatever breaks, it ends. */
  async live(): Promise<void> {
    this.tellStatus();
    try {
      await this.program();
    } catch (error) {
      this.twilio.broke(this.sid, error);
    }
    this.cancelTimeLimit();
    this.complete();
  }

  /** Something happens to this leg, now; after a hang-up nothing does. */
  interrupt(interrupt: Interrupt): void {
    if (this.isGone) return;
    if (interrupt.kind === 'hangup') {
      this.isGone = true;
      this.interrupts.length = 0;
    }
    const tell = this.onInterrupt;
    this.onInterrupt = undefined;
    if (tell) tell(interrupt);
    else this.interrupts.push(interrupt);
  }

  /** Takes back an interrupt that the program has not noticed yet and that came too late. */
  forgetInterrupt(kind: Interrupt['kind']): void {
    const index = this.interrupts.findIndex((interrupt) => interrupt.kind === kind);
    if (index >= 0) this.interrupts.splice(index, 1);
  }

  /** Throws what has happened to this leg while its program was not waiting for anything. */
  notice(): void {
    const waiting = this.interrupts.shift();
    if (waiting) throw new Interrupted(waiting);
  }

  /** Waits for something, unless the leg is interrupted first. */
  async attend<T>(work: Promise<T>): Promise<T> {
    this.notice();
    return new Promise((resolve, reject) => {
      const tell = (interrupt: Interrupt) => reject(new Interrupted(interrupt));
      this.onInterrupt = tell;
      const done = () => {
        if (this.onInterrupt === tell) this.onInterrupt = undefined;
      };
      work.then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error);
        },
      );
    });
  }

  /** Lets the person hear something for so long, or until something else happens first. */
  async hear(sound: Sound, seconds: number, until?: Promise<unknown>): Promise<void> {
    this.notice();
    const { clock, timeline } = this.twilio;
    const startedAt = clock.now().getTime();
    timeline.add({ kind: 'heard', call: this.sid, sound, seconds });
    let isWhole = false;
    try {
      await this.wait(seconds, until, () => {
        isWhole = true;
      });
    } finally {
      const secondsHeard = (clock.now().getTime() - startedAt) / 1000;
      if (!isWhole) timeline.add({ kind: 'cut', call: this.sid, secondsHeard });
    }
  }

  /** Lets so much time pass, or less if something else happens first. */
  async wait(seconds: number, until?: Promise<unknown>, whenPassed?: () => void): Promise<void> {
    let cancel: Cancel = () => undefined;
    const passed = new Promise<void>((resolve) => {
      cancel = this.twilio.clock.after(seconds * 1000, () => {
        whenPassed?.();
        resolve();
      });
    });
    try {
      await this.attend(until ? Promise.race([passed, until]) : passed);
    } finally {
      cancel();
    }
  }

  /** The person presses a key. */
  press(key: string): void {
    const listener = this.isGone ? undefined : this.onKey;
    this.twilio.timeline.add({ kind: 'pressed', call: this.sid, key, isHeard: listener !== undefined });
    listener?.(key);
  }

  /** The person speaks for so long, from now on; what they were saying goes on as part of it. */
  speak(seconds: number): void {
    if (this.isGone) return;
    const now = this.twilio.clock.now().getTime();
    const before = this.lastUtterance;
    const from = before && before.to >= now ? before.from : now;
    this.lastUtterance = { from, to: Math.max(now + seconds * 1000, before?.to ?? 0) };
    this.twilio.timeline.add({ kind: 'spoke', call: this.sid, seconds });
    this.onSpeech?.();
  }

  /** What the person says or said last; it may go on until after now. */
  get utterance(): Utterance | undefined {
    return this.lastUtterance;
  }

  /** The call is answered by the first document that runs. From then on its length counts. */
  answer(): void {
    if (this.status !== 'ringing') return;
    const { clock, settings } = this.twilio;
    this.answeredAt = clock.now();
    this.cancelTimeLimit = clock.after(settings.longestCallSeconds * 1000, () =>
      this.interrupt({ kind: 'hangup', by: 'time-limit' }),
    );
    this.become('in-progress');
  }

  warn(warning: Fault): void {
    this.twilio.timeline.add({ kind: 'fault', call: this.sid, fault: warning });
  }

  /** Whole seconds since the call was answered. */
  secondsLong(): number {
    const end = this.endedAt ?? this.twilio.clock.now();
    return this.answeredAt ? Math.floor((end.getTime() - this.answeredAt.getTime()) / 1000) : 0;
  }

  /**
   * What Twilio sends with every voice request, the legacy names included, which its page does not list
   * and its requests carry. https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
   */
  parameters(): Record<string, string> {
    const { from, to, stirVerstat } = this.setup;
    const place = (prefix: string) => ({
      [`${prefix}City`]: '',
      [`${prefix}State`]: '',
      [`${prefix}Zip`]: '',
      [`${prefix}Country`]: 'US',
    });
    return {
      AccountSid: this.twilio.account.sid,
      ApiVersion: '2010-04-01',
      CallSid: this.sid,
      CallStatus: this.statusNow,
      Called: to,
      Caller: from,
      Direction: this.direction,
      From: from,
      To: to,
      ...place('Called'),
      ...place('Caller'),
      ...place('From'),
      ...place('To'),
      ...(stirVerstat !== undefined && { StirVerstat: stirVerstat }),
      ...(this.parent && { ParentCallSid: this.parent.sid }),
    };
  }

  /** Tells the application something whose answer changes nothing. */
  tell(url: URL, method: 'GET' | 'POST', parameters: Readonly<Record<string, string>>): void {
    void this.send(url, method, parameters);
  }

  /** Sends one of this leg's webhooks. */
  send(
    url: URL,
    method: 'GET' | 'POST',
    parameters: Readonly<Record<string, string>>,
  ): Promise<WebhookAnswer> {
    const all = { ...this.parameters(), ...parameters };
    return this.twilio.webhooks.send({ call: this.sid, method, url, parameters: all });
  }

  /** What the leg does from its beginning to its end. */
  protected async program(): Promise<void> {
    const request = this.line?.voiceRequest();
    if (request) return this.runAll(request);
    if (this.twilio.assumptions.numberWithoutUrl === 'application-error') return this.apologise();
    this.unansweredStatus = 'busy';
  }

  /** Runs documents, and wherever redirects from outside lead. */
  protected async runAll(first: DocumentRequest | undefined): Promise<void> {
    let request = first;
    while (request) request = await this.runFrom(request);
  }

  /** Runs documents from this one on; returns where a redirect from outside leads. */
  private async runFrom(request: DocumentRequest): Promise<DocumentRequest | undefined> {
    try {
      await this.runOrFallBack(request);
      return undefined;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return error.interrupt.kind === 'redirect' ? error.interrupt.request : undefined;
    }
  }

  private async runOrFallBack(request: DocumentRequest): Promise<void> {
    const context = { kind: 'call', parameters: () => ({}) } as const;
    try {
      await runDocuments(this, request, context);
    } catch (error) {
      if (!(error instanceof DocumentFailed)) throw error;
      this.warn(error.fault);
      const fallback = this.fallbackAfter(error);
      if (!fallback) return this.apologise();
      await runDocuments(this, fallback, context).catch((again: unknown) => {
        if (!(again instanceof DocumentFailed)) throw again;
        this.warn(again.fault);
        return this.apologise();
      });
    }
  }

  /** What Twilio says when there is nothing else to run; to be heard, the call must be answered. */
  protected apologise(): Promise<void> {
    this.answer();
    return this.hear(spoken(applicationError), applicationError.length / 15);
  }

  /** https://www.twilio.com/docs/usage/security/availability-reliability */
  private fallbackAfter({ fault: { code }, request }: DocumentFailed): DocumentRequest | undefined {
    if (request.askedBy === 'verb' && this.twilio.assumptions.actionFails === 'call-ends') return undefined;
    const parameters = { ErrorCode: String(code), ErrorUrl: request.url.href };
    return this.line?.fallbackRequest(parameters);
  }

  private complete(): void {
    this.isGone = true;
    this.endedAt = this.twilio.clock.now();
    this.become(this.answeredAt ? 'completed' : this.unansweredStatus);
    this.twilio.legEnded(this);
    void this.tellCompleted();
  }

  /** https://www.twilio.com/docs/voice/twiml#status-callbacks-for-phone-numbers */
  private async tellCompleted(): Promise<void> {
    const callback = this.line?.statusCallback();
    if (!callback) return;
    const { url, method } = callback;
    const answer = await this.send(url, method, { CallDuration: String(this.secondsLong()) });
    if (answer.kind === 'failed') this.warn(fault(15003, answer.fault.message));
  }

  private become(status: CallStatus): void {
    this.status = status;
    this.dateUpdated = this.twilio.clock.now();
    this.tellStatus();
  }

  private tellStatus(): void {
    const { from, to } = this.setup;
    const { sid, status, direction } = this;
    this.twilio.timeline.add({ kind: 'call', call: sid, status, from, to, direction });
  }
}

const spoken = (text: string): Sound => ({ kind: 'said', text, voice: 'man', language: 'en-US' });

/** More legs than the account may have. https://www.twilio.com/docs/api/errors/10004 */
export const tooManyCalls = (most: number) => fault(10004, `the account carries ${most} at once`);
