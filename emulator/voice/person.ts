import { inWords } from '../platform/sound-in-words';
import type { NumberedEvent } from '../platform/timeline';
import type { Call } from './call';

/** A person on the phone, who hears, speaks, presses keys and hangs up. */
export class Person {
  constructor(private readonly call: Call) {}

  get callSid(): string {
    return this.call.sid;
  }

  get isOnTheLine(): boolean {
    return !this.call.isOver;
  }

  /** Everything heard so far, in words: spoken text, and the names of files that were played. */
  get heard(): string[] {
    return this.events().flatMap((event) => (event.kind === 'heard' ? inWords(event.sound) : []));
  }

  /** This call's events that the timeline still keeps. */
  events(): NumberedEvent[] {
    const { platform, eventsBefore } = this.call;
    return platform.timeline
      .events(eventsBefore)
      .filter((event) => 'call' in event && event.call === this.callSid);
  }

  /** Presses keys, one right after another. */
  press(keys: string): void {
    for (const key of keys) this.call.telephone.press(key);
  }

  /** Speaks for this many seconds, starting now. Throws a RangeError unless that is 0 to 86,400. */
  speak(seconds: number): void {
    this.call.telephone.speak(seconds);
  }

  /**
   * Says words that a `<Gather>` understands, at 15 characters per second. `confidence` is that of the speech
   * recognition, from 0 to 1; 0.9 by default. Throws a RangeError for another one.
   */
  say(words: string, confidence?: number): void {
    this.call.telephone.speak(words.length / 15, { words, ...(confidence !== undefined && { confidence }) });
  }

  /** The reason for the call, as this person's phone shows it. */
  get callReason(): string | undefined {
    return this.call.callReason;
  }

  /** The custom `<Parameter>`s that their client received. */
  get parameters(): Readonly<Record<string, string>> {
    return this.call.clientParameters;
  }

  /** Whether their phone is ringing. */
  get isRung(): boolean {
    return this.call.ringing?.isRinging ?? false;
  }

  /** Picks up if their phone is ringing; otherwise nothing happens. */
  answer(): void {
    this.call.ringing?.pickUp();
  }

  /** Declines if their phone is ringing, which networks usually report as busy; otherwise nothing happens. */
  decline(): void {
    this.call.ringing?.giveUp('busy');
  }

  hangUp(): void {
    this.decline();
    this.call.interrupt({ kind: 'hangup', by: 'person' });
  }
}
