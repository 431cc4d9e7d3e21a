import type { CallState } from './call-state';
import type { DocumentRequest } from './document-request';

/** What can happen to a call at any time, whatever it is doing. */
export type Interrupt =
  | { kind: 'hangup'; by: 'person' | 'rest' | 'time-limit' | 'other-side' }
  | { kind: 'redirect'; request: DocumentRequest }
  /** For the verb that is running. Only that verb understands the signal, and it drops signals that come too late. */
  | { kind: 'signal'; signal: object };

/** Thrown through the verb that was running, and caught by the code that knows what to do. */
export class Interrupted extends Error {
  constructor(readonly interrupt: Interrupt) {
    const { stackTraceLimit } = Error;
    // Most calls end with one and it is always caught: a stack trace would cost more than the rest of it.
    Error.stackTraceLimit = 0;
    super(`Interrupted by ${interrupt.kind}`);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The interrupts of one call, in order. A call that was hung up is never interrupted again. */
export class Interrupts {
  private readonly waiting: Interrupt[] = [];
  private onInterrupt: ((interrupt: Interrupt) => void) | undefined;

  constructor(private readonly state: CallState) {}

  /** Interrupts the call now, or as soon as its program waits for something. */
  add(interrupt: Interrupt): void {
    if (this.state.isGone) return;
    if (interrupt.kind === 'hangup') {
      this.state.isGone = true;
      this.waiting.length = 0;
    }
    const listener = this.onInterrupt;
    this.onInterrupt = undefined;
    if (listener) listener(interrupt);
    else this.waiting.push(interrupt);
  }

  /** Drops signals that came too late for the program to notice. */
  forgetSignals(): void {
    const others = this.waiting.filter(({ kind }) => kind !== 'signal');
    this.waiting.splice(0, this.waiting.length, ...others);
  }

  /** Throws the next interrupt that came while the program was not waiting for anything. */
  notice(): void {
    const interrupt = this.waiting.shift();
    if (interrupt) throw new Interrupted(interrupt);
  }

  /** Waits for something, unless an interrupt comes first. */
  async attend<T>(work: Promise<T>): Promise<T> {
    this.notice();
    return new Promise((resolve, reject) => {
      const rejectWith = (interrupt: Interrupt) => reject(new Interrupted(interrupt));
      this.onInterrupt = rejectWith;
      const done = () => {
        if (this.onInterrupt === rejectWith) this.onInterrupt = undefined;
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
