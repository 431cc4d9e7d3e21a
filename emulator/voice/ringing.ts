import type { CallState, CallStatus } from './call-state';
import { type ExternalNumber, fateOf, recordsSecondsOf } from './external-number';
import type { Interrupts } from './interrupts';
import type { Telephone } from './telephone';

/** The parts of a call that ringing works on. */
export interface RingingParts {
  readonly state: CallState;
  readonly interrupts: Interrupts;
  readonly telephone: Telephone;
  answer(): void;
}

/** A telephone that Twilio makes ring, until somebody picks it up or the call ends. */
export class Ringing {
  /** Resolves when somebody picks up. */
  readonly pickedUp: Promise<void>;
  private tellPickedUp: () => void = () => undefined;

  constructor(
    private readonly call: RingingParts,
    private readonly number: ExternalNumber,
  ) {
    this.pickedUp = new Promise((resolve) => {
      this.tellPickedUp = resolve;
    });
  }

  get isRinging(): boolean {
    return this.call.state.statusNow === 'ringing';
  }

  /** Somebody picks up; after the ringing has ended nothing happens. */
  pickUp(): void {
    if (!this.isRinging) return;
    this.call.answer();
    this.tellPickedUp();
    this.hangUpAfterRecording();
  }

  /** A voicemail hangs up when its time is over. */
  private hangUpAfterRecording(): void {
    const seconds = recordsSecondsOf(this.number);
    if (seconds === undefined) return;
    const { interrupts, telephone } = this.call;
    telephone.after(seconds, () => interrupts.add({ kind: 'hangup', by: 'person' }));
  }

  /** Ends the call with this status before anybody picks up; after that nothing happens. */
  giveUp(status: CallStatus): void {
    if (!this.isRinging) return;
    this.call.state.unansweredStatus = status;
    this.call.interrupts.add({ kind: 'hangup', by: 'other-side' });
  }

  /** Rings until somebody picks up, as the person who has this number behaves. */
  async ring(): Promise<void> {
    const { interrupts, telephone } = this.call;
    const fate = fateOf(this.number);
    if (!fate) return interrupts.attend(this.pickedUp);
    await telephone.wait(fate.seconds, this.pickedUp);
    if (fate.status === 'in-progress') this.pickUp();
    else this.giveUp(fate.status);
    interrupts.notice();
  }
}
