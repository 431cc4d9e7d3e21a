import { within } from '../../src/twilio/within';
import { failureInWords } from '../failure-in-words';
import { known, type Read } from './read';

/** How much is asked at once, and for how long. */
export interface ReaderLimits {
  readonly atOnce: number;
  readonly longestReadMillis: number;
  /** After this long nothing more is asked. */
  readonly longestMillis: number;
}

const usualLimits: ReaderLimits = { atOnce: 6, longestReadMillis: 15_000, longestMillis: 45_000 };

/** Reads one thing after the other, some of them at once. A read that fails says why and stops no other. */
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
    if (left <= 0) throw new Error('there was no time left to ask');
    return Math.ceil(Math.min(left, this.limits.longestReadMillis));
  }

  private async turn(): Promise<void> {
    if (this.running < this.limits.atOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  /** Whoever waits takes the place at once: nobody comes in between. */
  private passOn(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }
}

/** Twilio has taken the credentials already: a refusal means that they may not see this one thing. */
function whyNot(error: unknown): string {
  const { status } = Object(error) as { status?: unknown };
  if (status === 401 || status === 403) return 'Twilio does not show it to these credentials';
  return failureInWords(error).replace(/\.$/, '');
}
