import type { Phone } from '../call-board';
import type { Key } from './key-tones';
import type { MicrophoneState } from './microphone';

/** What a user can do with a telephone. */
export interface PhoneActions {
  /** Makes it this tab’s own: from then on the tab plays its sound. */
  take(call: string): void;
  dismiss(call: string): void;
  goTo(call: string): void;
  press(call: string, key: Key): void;
  hangUp(call: string): void;
  /** Picks up, and makes it this tab’s own. */
  answer(call: string): void;
  decline(call: string): void;
  /** Makes the person speak for a while, as into a voicemail. */
  speak(call: string): void;
  useMicrophone(): void;
  /** Enters the PIN for an agent. */
  enterPin(call: string): void;
  showCardsOf(call: string): void;
  callAgain(phone: Phone): void;
}

/** What is known about a telephone beyond its own state. */
export interface PhoneSetting {
  /** Its place in line, counted from 1. */
  readonly place: number | undefined;
  readonly partnerName: string | undefined;
  /** The two people in a conversation have the same one. */
  readonly hue: number | undefined;
  readonly isYours: boolean;
  readonly microphone: MicrophoneState;
}
