import type { Call } from '../voice/call';

/** What somebody did while they were listened to. */
export type GatherInput =
  | { readonly kind: 'keys'; readonly digits: string; readonly finishedOnKey: string }
  | { readonly kind: 'speech'; readonly words: string; readonly confidence: number };

export interface ListeningTerms {
  readonly hearsKeys: boolean;
  readonly hearsSpeech: boolean;
  readonly timeoutSeconds: number;
  readonly mostDigits: number;
  readonly finishOnKey: string;
  readonly speechTimeoutSeconds: number;
  readonly mostSpeechSeconds: number;
}

/**
 * Listens to keys and words. What comes first counts, and the other is then heard no more.
 * https://www.twilio.com/docs/voice/twiml/gather#input
 */
export class Listening {
  private readonly keys: string[] = [];
  private readonly phrases: string[] = [];
  private confidence = 0;
  private speechBegan: number | undefined;
  private tell: () => void = () => undefined;

  constructor(
    private readonly terms: ListeningTerms,
    private readonly call: Call,
  ) {
    const { telephone } = call;
    if (terms.hearsKeys) telephone.onKey = (key) => this.press(key);
    if (terms.hearsSpeech) telephone.onSpeech = () => this.hear();
    // Somebody who has begun before is heard from now on.
    if (terms.hearsSpeech && (telephone.utterance?.to ?? 0) > this.now()) this.hear();
  }

  get isSilent(): boolean {
    return this.keys.length === 0 && this.phrases.length === 0;
  }

  /** Resolves at the next key or word. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.tell = resolve;
    });
  }

  /** Everything until the end of it. */
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
    this.tell();
  }

  /** Who says no words is not understood. */
  private hear(): void {
    const { utterance } = this.call.telephone;
    if (this.keys.length > 0 || !utterance?.words) return;
    this.speechBegan ??= this.now();
    this.phrases.push(utterance.words);
    this.confidence = utterance.confidence;
    this.tell();
  }

  private async restOfKeys(): Promise<GatherInput> {
    const { mostDigits, finishOnKey, timeoutSeconds } = this.terms;
    let digits = '';
    while (digits.length < mostDigits) {
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

  /** Until there has been silence for long enough, or too much was said. */
  private millisLeft(): number {
    const { speechTimeoutSeconds, mostSpeechSeconds } = this.terms;
    const longest = (this.speechBegan ?? 0) + mostSpeechSeconds * 1000;
    const silent = (this.call.telephone.utterance?.to ?? 0) + speechTimeoutSeconds * 1000;
    return Math.min(longest, silent) - this.now();
  }

  private now(): number {
    return this.call.platform.clock.now().getTime();
  }
}
