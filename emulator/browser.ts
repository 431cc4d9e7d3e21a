/**
 * The part of the local Twilio that a web page may import: the types of the timeline's events, and words for sounds.
 * Neither this file nor anything it imports needs Node.
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
