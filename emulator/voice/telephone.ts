import type { Cancel } from '../platform/clock';
import type { Platform } from '../platform/platform';
import type { Sound } from '../platform/timeline';
import type { CallState } from './call-state';
import type { Interrupts } from './interrupts';

/** A stretch of speech: `from` and `to` are in milliseconds of the clock. */
export interface Utterance {
  readonly from: number;
  readonly to: number;
  /** What speech recognition understands; undefined if it cannot make out words. */
  readonly words: string | undefined;
  /** The confidence of the speech recognition, from 0 to 1. */
  readonly confidence: number;
}

/** What speech recognition understands of somebody's speech. */
export interface Words {
  readonly words: string;
  readonly confidence?: number;
}

/** The length of the longest call that any account may have. */
const longestSpeechSeconds = 86_400;

/** What the person on a call hears, presses and says. */
export class Telephone {
  /** Called when the person presses a key; undefined if nothing listens. */
  onKey: ((key: string) => void) | undefined;
  /** Called when the person starts to speak; undefined if nothing listens. */
  onSpeech: (() => void) | undefined;
  private lastUtterance: Utterance | undefined;

  constructor(
    private readonly callSid: string,
    private readonly state: CallState,
    private readonly interrupts: Interrupts,
    private readonly platform: Pick<Platform, 'clock' | 'timeline'>,
  ) {}

  /** The person hears a sound for this many seconds, or until `until` resolves. */
  async hear(sound: Sound, seconds: number, until?: Promise<unknown>): Promise<void> {
    this.interrupts.notice();
    const { clock, timeline } = this.platform;
    const startedAt = clock.now().getTime();
    timeline.add({ kind: 'heard', call: this.callSid, sound, seconds });
    let isWhole = false;
    try {
      await this.wait(seconds, until, () => {
        isWhole = true;
      });
    } finally {
      const secondsHeard = (clock.now().getTime() - startedAt) / 1000;
      if (!isWhole) timeline.add({ kind: 'cut', call: this.callSid, secondsHeard });
    }
  }

  /** Lets this many seconds pass, or fewer if `until` resolves first. */
  async wait(seconds: number, until?: Promise<unknown>, whenPassed?: () => void): Promise<void> {
    let cancel: Cancel = () => undefined;
    const passed = new Promise<void>((resolve) => {
      cancel = this.platform.clock.after(seconds * 1000, () => {
        whenPassed?.();
        resolve();
      });
    });
    try {
      await this.interrupts.attend(until ? Promise.race([passed, until]) : passed);
    } finally {
      cancel();
    }
  }

  /** Runs something after this many seconds, whatever the call does meanwhile. */
  after(seconds: number, run: () => void): void {
    this.platform.clock.after(seconds * 1000, run);
  }

  /** The person presses a key. */
  press(key: string): void {
    const listener = this.state.isGone ? undefined : this.onKey;
    this.platform.timeline.add({
      kind: 'pressed',
      call: this.callSid,
      key,
      isHeard: listener !== undefined,
    });
    listener?.(key);
  }

  /** The person speaks for this many seconds, starting now. If they are already speaking, they continue. */
  speak(seconds: number, { words, confidence = 0.9 }: Partial<Words> = {}): void {
    if (!(seconds >= 0 && seconds <= longestSpeechSeconds)) {
      throw new RangeError(`A person cannot speak for ${seconds} seconds: use 0 to ${longestSpeechSeconds}.`);
    }
    if (!(confidence >= 0 && confidence <= 1))
      throw new RangeError(`confidence is ${confidence}: use a number from 0 to 1.`);
    if (this.state.isGone) return;
    const now = this.platform.clock.now().getTime();
    const before = this.lastUtterance;
    const from = before && before.to >= now ? before.from : now;
    const to = Math.max(now + Math.round(seconds * 1000), before?.to ?? 0);
    this.lastUtterance = { from, to, words, confidence };
    this.platform.timeline.add({
      kind: 'spoke',
      call: this.callSid,
      seconds,
      ...(words !== undefined && { words }),
    });
    this.onSpeech?.();
  }

  /** The person's latest utterance; it may end in the future. */
  get utterance(): Utterance | undefined {
    return this.lastUtterance;
  }
}
