import { within } from '../../src/twilio/within';
import { failureInWords } from '../failure-in-words';
import { known, type Read } from './read';

/** How many requests run at once, and for how long. */
export interface ReaderLimits {
  readonly atOnce: number;
  readonly longestReadMillis: number;
  /** After this time no new request starts. */
  readonly longestMillis: number;
}

const usualLimits: ReaderLimits = { atOnce: 6, longestReadMillis: 15_000, longestMillis: 45_000 };

/** Runs reads, a few at a time. A failed read says why and does not stop the others. */
export class Reader {
  private readonly limits: ReaderLimits;
  private readonly endsAt: number;
  private readonly queue: (() => void)[] = [];
  private running = 0;

  constructor(limits: Partial<ReaderLimits> = {}) {
    this.limits = { ...usualLimits, ...limits };
    this.endsAt = performance.now() + this.limits.longestMillis;
  }

  async read<Value>(work: () => Promise<Value>): Promise<Read<Value>> {
    await this.turn();
    try {
      return known(await within(this.millisLeft(), work()));
    } catch (error) {
      return { kind: 'unknown', why: whyNot(error) };
    } finally {
      this.passOn();
    }
  }

  private millisLeft(): number {
    const left = this.endsAt - performance.now();
    if (left <= 0) throw new Error('there was no time left to read it');
    return Math.ceil(Math.min(left, this.limits.longestReadMillis));
  }

  private async turn(): Promise<void> {
    if (this.running < this.limits.atOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  /** A waiting read takes the place at once. */
  private passOn(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }
}

/** The credentials have been accepted, so a refusal means that they lack this one permission. */
function whyNot(error: unknown): string {
  const { status } = Object(error) as { status?: unknown };
  if (status === 401 || status === 403) return 'Twilio does not show it to these credentials';
  return failureInWords(error).replace(/\.$/, '');
}
