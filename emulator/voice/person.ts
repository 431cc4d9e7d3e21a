import { inWords } from '../platform/sound-in-words';
import type { NumberedEvent } from '../platform/timeline';
import type { Leg } from './leg';
import { OutgoingLeg } from './outgoing-leg';

/** Somebody on the telephone: they hear, press keys and hang up. */
export class Person {
  constructor(private readonly leg: Leg) {}

  get callSid(): string {
    return this.leg.sid;
  }

  get isOnTheLine(): boolean {
    return !this.leg.isOver;
  }

  /** Everything heard so far, in words: what was said, and the names of files that were played. */
  get heard(): string[] {
    return this.events().flatMap((event) => (event.kind === 'heard' ? inWords(event.sound) : []));
  }

  /** What happened on this leg, as far as the timeline still has it. */
  events(): NumberedEvent[] {
    const { twilio, eventsBefore } = this.leg;
    return twilio.timeline
      .events(eventsBefore)
      .filter((event) => 'call' in event && event.call === this.callSid);
  }

  /** Presses keys, one right after the other. */
  press(keys: string): void {
    for (const key of keys) this.leg.press(key);
  }

  /** Speaks for so long, from now on. */
  speak(seconds: number): void {
    this.leg.speak(seconds);
  }

  /** Whether it is their telephone that rings. */
  get isRung(): boolean {
    return this.leg instanceof OutgoingLeg && this.leg.statusNow === 'ringing';
  }

  /** Picks up the telephone that rings; otherwise nothing happens. */
  answer(): void {
    if (this.leg instanceof OutgoingLeg) this.leg.pickUp();
  }

  /** Turns the call down that rings, which networks mostly tell as busy; otherwise nothing happens. */
  decline(): void {
    if (this.leg instanceof OutgoingLeg) this.leg.giveUp('busy');
  }

  hangUp(): void {
    this.decline();
    this.leg.interrupt({ kind: 'hangup', by: 'person' });
  }
}
