import { inWords, type Sound } from '../../emulator/browser';
import type { Phone } from '../board';

/** Seconds as a clock shows them: `0:07`, `12:30`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const rest = `${hours > 0 ? twoDigits(minutes) : minutes}:${twoDigits(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A number as people write it; one of no known form stays as it is. */
export function numberInWords(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `+1 ${parts.slice(1).join(' ')}` : number;
}

/** How a webhook's time is read: `50 ms`, `1.2 s`. */
export const lasting = (millis: number): string =>
  millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;

/** How something counts: `1 call`, `2 calls`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What a telephone is in the middle of: one word for its label, and which look the label has. */
export interface State {
  readonly word: string;
  readonly tone: 'idle' | 'busy' | 'waiting' | 'talking' | 'over' | 'failed';
}

/** `place` is the caller's own in the line, from 1 up. */
export function stateOf({ doing, status, role }: Phone, place: number | undefined): State {
  switch (doing.kind) {
    case 'ringing':
      return { word: role === 'outside' ? 'Rings' : 'Calling', tone: 'busy' };
    case 'listening':
      return { word: 'On the line', tone: 'busy' };
    case 'leaving-message':
      return { word: 'Leaves a message', tone: 'busy' };
    case 'waiting':
      return {
        word: place === undefined ? 'Waiting' : `Waiting, ${ordinal(place)} in line`,
        tone: 'waiting',
      };
    case 'talking':
      return { word: 'Talking', tone: 'talking' };
    case 'over':
      return endInWords[status] ?? { word: 'Call ended', tone: 'over' };
    default:
      return doing satisfies never;
  }
}

const endInWords: Partial<Record<Phone['status'], State>> = {
  busy: { word: 'Busy', tone: 'failed' },
  failed: { word: 'Call failed', tone: 'failed' },
  'no-answer': { word: 'No answer', tone: 'failed' },
  canceled: { word: 'Not reached', tone: 'over' },
};

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1;
  return `${count}${(!isTeen && ['th', 'st', 'nd', 'rd'][count % 10]) || 'th'}`;
}

/** What sounds, for who cannot hear it. */
export const captionOf = (sound: Sound): string => inWords(sound)[0] ?? 'Silence';

/** A sentence that names telephones by their numbers, with the names of who is on them. */
export const withNames = (text: string, nameOf: (number: string) => string | undefined): string =>
  text.replace(/(agent )?(\+\d{6,15})/gi, (whole, _agent, number: string) => nameOf(number) ?? whole);
