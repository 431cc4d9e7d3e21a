import type { QueuesConfig } from '../queue-config';

/** Twilio's voices say no more than this in one go. https://www.twilio.com/docs/api/errors/13521 */
const longestTextCharacters = 3000;

/** Words that can be spoken: not empty, not too long, and nothing that XML cannot carry. */
export function textFaults(place: string, text: string): string[] {
  if (text.trim() === '')
    return [`${place}: it is empty, so callers would hear silence. Write what is said.`];
  if (text.length > longestTextCharacters) {
    return [
      `${place}: ${text.length} characters; a voice says at most ${longestTextCharacters}. Shorten it.`,
    ];
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry
  const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  return unspeakable
    ? [`${place}: character ${unspeakable.index + 1} cannot stand in XML. Type the text anew.`]
    : [];
}

/** Words that depend on a number are tried with the first ones. */
export function phraseFaults(place: string, phrase: string | ((count: number) => string)): string[] {
  if (typeof phrase === 'string') return textFaults(place, phrase);
  return [0, 1, 2].flatMap((count) => textFaults(`${place}(${count})`, phrase(count)));
}

/** A voice is named. */
export const voiceFaults = (place: string, voice: string) =>
  voice.trim() === '' ? [`${place}: it is empty. Name one of Twilio’s, such as Polly.Joanna-Neural.`] : [];

/** A whole number within its bounds. */
export function rangeFaults(place: string, value: number, least: number, most: number): string[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [`${place}: it is ${value}. Give a whole number from ${least} to ${most}.`];
}

/** A number in E.164 form. */
export function phoneNumberFaults(place: string, number: string | undefined): string[] {
  if (number === undefined || /^\+[1-9]\d{6,14}$/.test(number)) return [];
  return [`${place}: ${number} is no E.164 number. Write + and the country code first, as in +15551230000.`];
}

/** A name that is a queue of the config. */
export function queueReferenceFaults(place: string, name: string, { queues }: QueuesConfig): string[] {
  if (Object.hasOwn(queues, name)) return [];
  return [`${place}: there is no queue '${name}'. There are: ${Object.keys(queues).join(', ')}.`];
}
