import type { CallState, CallStatus } from './call-state';
import { type ExternalNumber, outcomeOf, recordsSecondsOf } from './external-number';
import type { Interrupts } from './interrupts';
import type { Telephone } from './telephone';

/** The parts of a call that ringing works on. */
export interface RingingParts {
  readonly state: CallState;
  readonly interrupts: Interrupts;
  readonly telephone: Telephone;
  answer(): void;
}

/** A phone that rings until somebody picks up or the call ends. */
export class Ringing {
  /** Resolves when somebody picks up. */
  readonly pickedUp: Promise<void>;
  private resolvePickedUp: () => void = () => undefined;

  constructor(
    private readonly call: RingingParts,
    private readonly number: ExternalNumber,
  ) {
    this.pickedUp = new Promise((resolve) => {
      this.resolvePickedUp = resolve;
    });
  }

  get isRinging(): boolean {
    return this.call.state.statusNow === 'ringing';
  }

  /** Picks up; does nothing once the ringing has ended. */
  pickUp(): void {
    if (!this.isRinging) return;
    this.call.answer();
    this.resolvePickedUp();
    this.hangUpAfterRecording();
  }

  /** A machine hangs up when its recording time is over. */
  private hangUpAfterRecording(): void {
    const seconds = recordsSecondsOf(this.number);
    if (seconds === undefined) return;
    const { interrupts, telephone } = this.call;
    telephone.after(seconds, () => interrupts.add({ kind: 'hangup', by: 'person' }));
  }

  /** Ends the call with this status, unless somebody has picked up. */
  giveUp(status: CallStatus): void {
    if (!this.isRinging) return;
    this.call.state.unansweredStatus = status;
    this.call.interrupts.add({ kind: 'hangup', by: 'other-side' });
  }

  /** Rings until somebody picks up or, as the number is set up, it is busy, declines or fails. */
  async ring(): Promise<void> {
    const { interrupts, telephone } = this.call;
    const outcome = outcomeOf(this.number);
    if (!outcome) return interrupts.attend(this.pickedUp);
    await telephone.wait(outcome.seconds, this.pickedUp);
    if (outcome.status === 'in-progress') this.pickUp();
    else this.giveUp(outcome.status);
    interrupts.notice();
  }
}
