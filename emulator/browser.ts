/**
 * What a page in the browser may use of the local Twilio: the types of what happens on its timeline, and words for sounds.
 * Nothing here, and nothing that this file imports, needs Node.
 *
 * ```ts
 * import { inWords, type Sound } from '../../emulator/browser';
 *
 * const words = (sound: Sound) => inWords(sound).join(' '); // 'Thank you for calling.' or '♪ hold-1.wav'
 * ```
 */
export { inWords } from './platform/sound-in-words';
export type {
  NumberedEvent,
  Sound,
  TimelineEvent,
  WebhookAttempt,
  WebhookEvent,
} from './platform/timeline';
export type { TwilioError } from './platform/twilio-errors';
