import { inWords } from '../platform/sound-in-words';
import type { NumberedEvent } from '../platform/timeline';
import type { Call } from './call';

/** Somebody on the telephone: they hear, press keys and hang up. */
export class Person {
  constructor(private readonly call: Call) {}

  get callSid(): string {
    return this.call.sid;
  }

  get isOnTheLine(): boolean {
    return !this.call.isOver;
  }

  /** Everything heard so far, in words: what was said, and the names of files that were played. */
  get heard(): string[] {
    return this.events().flatMap((event) => (event.kind === 'heard' ? inWords(event.sound) : []));
  }

  /** What happened on this call, as far as the timeline still has it. */
  events(): NumberedEvent[] {
    const { platform, eventsBefore } = this.call;
    return platform.timeline
      .events(eventsBefore)
      .filter((event) => 'call' in event && event.call === this.callSid);
  }

  /** Presses keys, one right after the other. */
  press(keys: string): void {
    for (const key of keys) this.call.telephone.press(key);
  }

  /** Speaks for so long, from now on. */
  speak(seconds: number): void {
    this.call.telephone.speak(seconds);
  }

  /** Says words that a `<Gather>` understands, at fifteen characters a second, and as surely as said: 0.9 of 1 if not given. */
  say(words: string, confidence?: number): void {
    this.call.telephone.speak(words.length / 15, { words, ...(confidence !== undefined && { confidence }) });
  }

  /** Why the caller calls, as their telephone shows it. */
  get callReason(): string | undefined {
    return this.call.callReason;
  }

  /** What their client was told besides, in `<Parameter>`s. */
  get parameters(): Readonly<Record<string, string>> {
    return this.call.clientParameters;
  }

  /** Whether their own telephone rings. */
  get isRung(): boolean {
    return this.call.ringing?.isRinging ?? false;
  }

  /** Picks up if their telephone rings; otherwise nothing happens. */
  answer(): void {
    this.call.ringing?.pickUp();
  }

  /** Declines if their telephone rings, which networks mostly report as busy; otherwise nothing happens. */
  decline(): void {
    this.call.ringing?.giveUp('busy');
  }

  hangUp(): void {
    this.decline();
    this.call.interrupt({ kind: 'hangup', by: 'person' });
  }
}
