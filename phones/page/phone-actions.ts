import type { Phone } from '../call-board';
import type { Key } from './key-tones';
import type { MicrophoneState } from './microphone';

/** What one can do with a telephone. */
export interface PhoneActions {
  /** Makes it this tab’s own: from then on its sound is what the speakers play. */
  take(call: string): void;
  dismiss(call: string): void;
  goTo(call: string): void;
  press(call: string, key: Key): void;
  hangUp(call: string): void;
  answer(call: string): void;
  decline(call: string): void;
  /** They speak for a while, as into a voicemail. */
  speak(call: string): void;
  useMicrophone(): void;
  /** The PIN is entered for an agent. */
  enterPin(call: string): void;
  showCardsOf(call: string): void;
  callAgain(phone: Phone): void;
}

/** What is known of a telephone beyond itself. */
export interface PhoneSetting {
  /** In its line, from 1 up. */
  readonly place: number | undefined;
  readonly partnerName: string | undefined;
  /** Two who talk have the same one. */
  readonly hue: number | undefined;
  readonly isYours: boolean;
  readonly microphone: MicrophoneState;
}
