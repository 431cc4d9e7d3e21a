import type { Bridge } from './bridge';
import type { Call } from './call';
import { CallDocuments } from './call-documents';
import { DocumentFailed, type DocumentRequest } from './document-request';
import { type Interrupt, Interrupted } from './interrupts';
import type { RunDocuments } from './verb';

/** What a call that a `<Dial>` makes needs besides the call itself. */
export interface DialedCallOptions {
  /** Rings until somebody picks up. */
  readonly ring: () => Promise<void>;
  /** What the called party hears, and may press keys in, before being joined. */
  readonly whisper: DocumentRequest | undefined;
  readonly runDocuments: RunDocuments;
}

/**
 * A call that a `<Dial>` makes to somebody outside: it rings, is picked up or not, hears its own document, and is then
 * joined to the call that dialed. https://www.twilio.com/docs/voice/twiml/number
 */
export class DialedCall {
  /** Resolves when the called party has heard all and may be joined. */
  readonly ready: Promise<void>;
  /** Resolves when the `<Dial>` no longer has this call, for whatever reason. */
  readonly over: Promise<void>;
  isReady = false;
  /** Undefined until the two are joined. */
  bridge: Bridge | undefined;
  /** Sent elsewhere by REST: it no longer belongs to the `<Dial>`. */
  private hasMoved = false;
  private tellReady: () => void = () => undefined;
  private tellOver: () => void = () => undefined;
  private tellBridge: (bridge: Bridge) => void = () => undefined;
  private readonly joined: Promise<Bridge>;

  constructor(
    readonly call: Call,
    private readonly options: DialedCallOptions,
  ) {
    this.ready = new Promise((resolve) => {
      this.tellReady = resolve;
    });
    this.over = new Promise((resolve) => {
      this.tellOver = resolve;
    });
    this.joined = new Promise((resolve) => {
      this.tellBridge = resolve;
    });
  }

  /** The call that dialed is gone, or the conversation is over: so this call ends, unless it went elsewhere meanwhile. */
  hangUp(): void {
    if (this.hasMoved) return;
    this.call.interrupt({ kind: 'hangup', by: 'other-side' });
  }

  /** The two hear each other from now on. */
  join(bridge: Bridge): void {
    this.bridge = bridge;
    bridge.connect();
    this.tellBridge(bridge);
  }

  /** What the call does from its first ring to its end. */
  async run(): Promise<void> {
    const { call } = this;
    try {
      await this.options.ring();
      await this.whisper();
      this.isReady = true;
      this.tellReady();
      const bridge = await call.attend(this.joined);
      await call.attend(bridge.over);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      await this.leaveDial(error.interrupt);
    } finally {
      this.bridge?.end({ reason: 'left', by: call });
      this.tellOver();
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

  /** Sent elsewhere by REST it goes on alone. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
  private async leaveDial(interrupt: Interrupt): Promise<void> {
    if (interrupt.kind !== 'redirect') return;
    this.hasMoved = true;
    this.bridge?.end({ reason: 'moved', by: this.call });
    this.tellOver();
    await this.documents().runAll(interrupt.request);
  }

  private documents(): CallDocuments {
    return new CallDocuments(this.call, this.options.runDocuments);
  }
}
