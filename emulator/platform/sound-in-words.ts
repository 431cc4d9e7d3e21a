import type { Sound } from './timeline';

/** A sound in words; nothing for silence. */
export function inWords(sound: Sound): string[] {
  switch (sound.kind) {
    case 'said':
      return [sound.text];
    case 'played':
      return [`♪ ${sound.url.split('/').at(-1)}`];
    case 'beep':
      return ['(beep)'];
    case 'ringback':
      return ['(ringing)'];
    case 'hold-music':
      return ['♪ (Twilio’s own)'];
    case 'silence':
      return [];
    default:
      return sound satisfies never;
  }
}
