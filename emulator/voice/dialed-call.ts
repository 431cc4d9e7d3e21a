import type { Bridge } from './bridge';
import type { Call } from './call';
import { CallDocuments } from './call-documents';
import { DocumentFailed, type DocumentRequest } from './document-request';
import { type Interrupt, Interrupted } from './interrupts';
import type { RunDocuments } from './verb';

/** How a call that a `<Dial>` makes is set up. */
export interface DialedCallOptions {
  /** Rings until somebody picks up. */
  readonly ring: () => Promise<void>;
  /** The document for the called party, which may gather keys, before the two are connected. */
  readonly whisper: DocumentRequest | undefined;
  readonly runDocuments: RunDocuments;
}

/**
 * A call that a `<Dial>` makes to an external number: it rings until it is answered or given up, runs its own document,
 * and is then connected to the call that dialed. https://www.twilio.com/docs/voice/twiml/number
 */
export class DialedCall {
  /** Resolves when the called party's document has run and the two may be connected. */
  readonly ready: Promise<void>;
  /** Resolves when this call has ended or left the `<Dial>`. */
  readonly over: Promise<void>;
  isReady = false;
  /** Undefined until the two are connected. */
  bridge: Bridge | undefined;
  /** REST has redirected it: it no longer belongs to the `<Dial>`. */
  private hasMoved = false;
  private resolveReady: () => void = () => undefined;
  private resolveOver: () => void = () => undefined;
  private resolveBridge: (bridge: Bridge) => void = () => undefined;
  private readonly joined: Promise<Bridge>;

  constructor(
    readonly call: Call,
    private readonly options: DialedCallOptions,
  ) {
    this.ready = new Promise((resolve) => {
      this.resolveReady = resolve;
    });
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve;
    });
    this.joined = new Promise((resolve) => {
      this.resolveBridge = resolve;
    });
  }

  /** Ends this call because the dialing call is gone or the conversation is over, unless REST has redirected it. */
  hangUp(): void {
    if (this.hasMoved) return;
    this.call.interrupt({ kind: 'hangup', by: 'other-side' });
  }

  /** Connects the two calls. */
  join(bridge: Bridge): void {
    this.bridge = bridge;
    bridge.connect();
    this.resolveBridge(bridge);
  }

  /** What the call does from its first ring to its end. */
  async run(): Promise<void> {
    const { call } = this;
    try {
      await this.options.ring();
      await this.whisper();
      this.isReady = true;
      this.resolveReady();
      const bridge = await call.attend(this.joined);
      await call.attend(bridge.over);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      await this.leaveDial(error.interrupt);
    } finally {
      this.bridge?.end({ reason: 'left', by: call });
      this.resolveOver();
    }
  }

  /** https://www.twilio.com/docs/voice/twiml/number#url */
  private async whisper(): Promise<void> {
    const { call } = this;
    const { whisper, runDocuments } = this.options;
    if (!whisper) return;
    try {
      const end = await runDocuments(call, whisper, { kind: 'whisper', parameters: () => ({}) });
      if (end === 'hangup') throw new Interrupted({ kind: 'hangup', by: 'other-side' });
    } catch (error) {
      if (!(error instanceof DocumentFailed)) throw error;
      call.warn(error.fault);
      if (call.platform.assumptions.whisperFails === 'bridged-without-it') return;
      await this.documents().apologize();
      throw new Interrupted({ kind: 'hangup', by: 'other-side' });
    }
  }

  /** After a redirect by REST the call continues alone. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
  private async leaveDial(interrupt: Interrupt): Promise<void> {
    if (interrupt.kind !== 'redirect') return;
    this.hasMoved = true;
    this.bridge?.end({ reason: 'moved', by: this.call });
    this.resolveOver();
    await this.documents().runAll(interrupt.request);
  }

  private documents(): CallDocuments {
    return new CallDocuments(this.call, this.options.runDocuments);
  }
}
