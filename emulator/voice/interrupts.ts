import type { CallState } from './call-state';
import type { DocumentRequest } from './document-request';

/** What can happen to a call at any moment, whatever it is doing. */
export type Interrupt =
  | { kind: 'hangup'; by: 'person' | 'rest' | 'time-limit' | 'other-side' }
  | { kind: 'redirect'; request: DocumentRequest }
  /** For the verb that is running. It alone knows the signal, and forgets those that come too late for it. */
  | { kind: 'signal'; signal: object };

/** Thrown through the verb that was running, and caught where it is known what to do. */
export class Interrupted extends Error {
  constructor(readonly interrupt: Interrupt) {
    const { stackTraceLimit } = Error;
    // Most calls end by one, it is always caught, and to note where it came from takes longer than all else about it.
    Error.stackTraceLimit = 0;
    super(`Interrupted by ${interrupt.kind}`);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The interrupts of one call, in their order. A call that was hung up is not interrupted any more. */
export class Interrupts {
  private readonly waiting: Interrupt[] = [];
  private onInterrupt: ((interrupt: Interrupt) => void) | undefined;

  constructor(private readonly state: CallState) {}

  /** Something happens to the call, now. */
  add(interrupt: Interrupt): void {
    if (this.state.isGone) return;
    if (interrupt.kind === 'hangup') {
      this.state.isGone = true;
      this.waiting.length = 0;
    }
    const tell = this.onInterrupt;
    this.onInterrupt = undefined;
    if (tell) tell(interrupt);
    else this.waiting.push(interrupt);
  }

  /** Drops signals that the program has not noticed yet and that came too late. */
  forgetSignals(): void {
    const others = this.waiting.filter(({ kind }) => kind !== 'signal');
    this.waiting.splice(0, this.waiting.length, ...others);
  }

  /** Throws what has happened to the call while its program was not waiting for anything. */
  notice(): void {
    const interrupt = this.waiting.shift();
    if (interrupt) throw new Interrupted(interrupt);
  }

  /** Waits for something, unless an interrupt comes first. */
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
}
