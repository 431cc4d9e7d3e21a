import type { LocalTwilio } from '../local-twilio';
import type { Bridge } from './bridge';
import { DocumentFailed, type DocumentRequest, runDocuments } from './documents';
import { type Interrupt, Interrupted } from './interrupt';
import { type CallStatus, Leg } from './leg';
import { fateOf, type OutsideNumber } from './outside-number';

/** What a <Dial> of a number asks for. */
export interface OutgoingSetup {
  readonly from: string;
  readonly to: string;
  /** What the called party hears and may press before being joined. */
  readonly whisper: DocumentRequest | undefined;
}

/**
 * A leg that a <Dial> makes to somebody outside: it rings, is picked up or not, hears its own document, and is then
 * joined to who dialled it. https://www.twilio.com/docs/voice/twiml/number
 */
export class OutgoingLeg extends Leg {
  override readonly direction = 'outbound-dial';
  /** Resolves when somebody picks up. */
  readonly pickedUp: Promise<void>;
  /** Resolves when the called party has heard all and may be joined. */
  readonly ready: Promise<void>;
  /** Resolves when the <Dial> has this leg no more, for whatever reason. */
  readonly over: Promise<void>;
  isReady = false;
  /** Sent elsewhere: no more of the <Dial>'s business. */
  private hasMoved = false;
  /** Once the two are joined. */
  bridge: Bridge | undefined;
  private tellPickedUp: () => void = () => undefined;
  private tellReady: () => void = () => undefined;
  private tellOver: () => void = () => undefined;
  private tellBridge: (bridge: Bridge) => void = () => undefined;
  private readonly joined: Promise<Bridge>;

  constructor(
    sid: string,
    readonly outgoing: OutgoingSetup,
    parent: Leg,
    twilio: LocalTwilio,
    private readonly number: OutsideNumber,
  ) {
    super(sid, outgoing, undefined, twilio, parent);
    this.pickedUp = new Promise((resolve) => {
      this.tellPickedUp = resolve;
    });
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

  /** Somebody picks up the telephone that rings. */
  pickUp(): void {
    if (this.status !== 'ringing' || this.isGone) return;
    this.answer();
    this.tellPickedUp();
  }

  /** It ends before anybody picks up, and this is why. Once somebody has, nothing happens. */
  giveUp(status: CallStatus): void {
    if (this.status !== 'ringing' || this.isGone) return;
    this.unansweredStatus = status;
    this.hangUp();
  }

  /** Whoever dialled it is gone, or the talk is over: so is this leg, unless it went elsewhere meanwhile. */
  hangUp(): void {
    if (this.hasMoved) return;
    this.interrupt({ kind: 'hangup', by: 'other-side' });
  }

  /** The two hear each other from now on. */
  join(bridge: Bridge): void {
    this.bridge = bridge;
    bridge.bridge();
    this.tellBridge(bridge);
  }

  protected override async program(): Promise<void> {
    try {
      await this.ring();
      await this.whisper();
      this.isReady = true;
      this.tellReady();
      const bridge = await this.attend(this.joined);
      await this.attend(bridge.over);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      await this.leaveDial(error.interrupt);
    } finally {
      this.bridge?.part('agent');
      this.tellOver();
    }
  }

  private async ring(): Promise<void> {
    const fate = fateOf(this.number);
    if (!fate) return this.attend(this.pickedUp);
    await this.wait(fate.seconds, this.pickedUp);
    if (fate.status === 'in-progress') this.pickUp();
    else this.giveUp(fate.status);
    this.notice();
  }

  /** https://www.twilio.com/docs/voice/twiml/number#url */
  private async whisper(): Promise<void> {
    const { whisper } = this.outgoing;
    if (!whisper) return;
    try {
      const end = await runDocuments(this, whisper, { kind: 'whisper', parameters: () => ({}) });
      if (end === 'hangup') throw new Interrupted({ kind: 'hangup', by: 'other-side' });
    } catch (error) {
      if (!(error instanceof DocumentFailed)) throw error;
      this.warn(error.fault);
      if (this.twilio.assumptions.whisperFails === 'bridged-without-it') return;
      await this.apologise();
      throw new Interrupted({ kind: 'hangup', by: 'other-side' });
    }
  }

  /** Sent elsewhere by REST it goes on alone. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
  private async leaveDial(interrupt: Interrupt): Promise<void> {
    if (interrupt.kind !== 'redirect') return;
    this.hasMoved = true;
    this.bridge?.part('agent-moved');
    this.tellOver();
    await this.runAll(interrupt.request);
  }
}
