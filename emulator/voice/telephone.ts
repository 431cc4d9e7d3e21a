import type { Cancel } from '../platform/clock';
import type { Platform } from '../platform/platform';
import type { Sound } from '../platform/timeline';
import type { CallState } from './call-state';
import type { Interrupts } from './interrupts';

/** From when to when somebody speaks, in milliseconds of the clock. */
export interface Utterance {
  readonly from: number;
  readonly to: number;
  /** What is understood; undefined if it is only a voice. */
  readonly words: string | undefined;
  /** How sure it is that these are the words, from 0 to 1. */
  readonly confidence: number;
}

/** What somebody says, as far as it is understood. */
export interface Words {
  readonly words: string;
  readonly confidence?: number;
}

/** As long as the longest call of any account. */
const longestSpeechSeconds = 86_400;

/** What the person on a call hears, presses and says. */
export class Telephone {
  /** What a key press does at this moment; undefined if nothing listens. */
  onKey: ((key: string) => void) | undefined;
  /** Called when the person begins to speak; undefined if nothing listens. */
  onSpeech: (() => void) | undefined;
  private lastUtterance: Utterance | undefined;

  constructor(
    private readonly callSid: string,
    private readonly state: CallState,
    private readonly interrupts: Interrupts,
    private readonly platform: Pick<Platform, 'clock' | 'timeline'>,
  ) {}

  /** The person hears something for so long, or until something else happens first. */
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

  /** Lets so much time pass, or less if something else happens first. */
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

  /** Has something happen after so many seconds, whatever the call does meanwhile. */
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

  /** The person speaks for so long, from now on. If they are speaking already, they go on. */
  speak(seconds: number, { words, confidence = 0.9 }: Partial<Words> = {}): void {
    if (!(seconds >= 0 && seconds <= longestSpeechSeconds)) {
      throw new RangeError(`Nobody speaks for ${seconds} seconds. Give 0 to ${longestSpeechSeconds}.`);
    }
    if (!(confidence >= 0 && confidence <= 1))
      throw new RangeError(`A confidence of ${confidence} is not from 0 to 1.`);
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

  /** What the person says or said last; it may end in the future. */
  get utterance(): Utterance | undefined {
    return this.lastUtterance;
  }
}
