import type { Call } from '../voice/call';

/** What a caller entered or said. */
export type GatherInput =
  | { readonly kind: 'keys'; readonly digits: string; readonly finishedOnKey: string }
  | { readonly kind: 'speech'; readonly words: string; readonly confidence: number };

export interface ListeningTerms {
  readonly hearsKeys: boolean;
  readonly hearsSpeech: boolean;
  readonly timeoutSeconds: number;
  readonly maxDigits: number;
  readonly finishOnKey: string;
  readonly speechTimeoutSeconds: number;
  readonly maxSpeechSeconds: number;
}

/**
 * Listens to keys and speech. The first of the two to start wins, and the other is ignored from then on.
 * https://www.twilio.com/docs/voice/twiml/gather#input
 */
export class Listening {
  private readonly keys: string[] = [];
  private readonly phrases: string[] = [];
  private confidence = 0;
  private speechBegan: number | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly terms: ListeningTerms,
    private readonly call: Call,
  ) {
    const { telephone } = call;
    if (terms.hearsKeys) telephone.onKey = (key) => this.press(key);
    if (terms.hearsSpeech) telephone.onSpeech = () => this.hear();
    // Speech that started earlier counts from now on.
    if (terms.hearsSpeech && (telephone.utterance?.to ?? 0) > this.now()) this.hear();
  }

  get isSilent(): boolean {
    return this.keys.length === 0 && this.phrases.length === 0;
  }

  /** Resolves at the next key or word. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Resolves with the complete input. */
  async collect(): Promise<GatherInput> {
    const { timeoutSeconds } = this.terms;
    if (this.isSilent) await this.call.hear({ kind: 'silence' }, timeoutSeconds, this.next());
    if (this.isSilent) return { kind: 'keys', digits: '', finishedOnKey: '' };
    return this.phrases.length > 0 ? this.restOfSpeech() : this.restOfKeys();
  }

  stop(): void {
    this.call.telephone.onKey = undefined;
    this.call.telephone.onSpeech = undefined;
  }

  private press(key: string): void {
    if (this.phrases.length > 0) return;
    this.keys.push(key);
    this.wake();
  }

  /** Speech without recognizable words is ignored. */
  private hear(): void {
    const { utterance } = this.call.telephone;
    if (this.keys.length > 0 || !utterance?.words) return;
    this.speechBegan ??= this.now();
    this.phrases.push(utterance.words);
    this.confidence = utterance.confidence;
    this.wake();
  }

  private async restOfKeys(): Promise<GatherInput> {
    const { maxDigits, finishOnKey, timeoutSeconds } = this.terms;
    let digits = '';
    while (digits.length < maxDigits) {
      if (this.keys.length === 0) await this.call.hear({ kind: 'silence' }, timeoutSeconds, this.next());
      const key = this.keys.shift();
      if (key === undefined) break;
      if (key === finishOnKey) return { kind: 'keys', digits, finishedOnKey: key };
      digits += key;
    }
    return { kind: 'keys', digits, finishedOnKey: '' };
  }

  private async restOfSpeech(): Promise<GatherInput> {
    for (let left = this.millisLeft(); left > 0; left = this.millisLeft()) {
      await this.call.hear({ kind: 'silence' }, left / 1000, this.next());
    }
    return { kind: 'speech', words: this.phrases.join(' '), confidence: this.confidence };
  }

  /** The time until the speech has been silent, or has lasted, for long enough. */
  private millisLeft(): number {
    const { speechTimeoutSeconds, maxSpeechSeconds } = this.terms;
    const longest = (this.speechBegan ?? 0) + maxSpeechSeconds * 1000;
    const silent = (this.call.telephone.utterance?.to ?? 0) + speechTimeoutSeconds * 1000;
    return Math.min(longest, silent) - this.now();
  }

  private now(): number {
    return this.call.platform.clock.now().getTime();
  }
}
