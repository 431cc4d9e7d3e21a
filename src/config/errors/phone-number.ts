import type { PhoneNumber } from '../queue-config';
import { codePointOf, invisible } from './config-problem';

/** E.164: a plus sign, a country code, and 7 to 15 digits in all. https://www.twilio.com/docs/glossary/what-e164 */
export const isPhoneNumber = (value: unknown): value is PhoneNumber =>
  typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);

/** What to write in place of something that is not a telephone number. */
export function phoneNumberFix(given: unknown): string {
  const example = 'Write + and the country code first, as in +15551230000.';
  if (typeof given === 'number') return `Write it in quotes: '+${given}'.`;
  if (typeof given !== 'string') return example;
  if (/^sips?:/i.test(given)) return `SIP addresses are not supported here. ${example}`;
  const [hidden] = given.match(invisible) ?? [];
  const plain = given.replace(invisible, '').replace(/^\s*00(?=[1-9])/, '+');
  const digits = plain.replace(/[\s().\-–/]/g, '');
  if (hidden !== undefined) {
    const repair = isPhoneNumber(digits) ? `Type it again by hand: ${digits}.` : example;
    return `It has the invisible character ${codePointOf(hidden)}, as copied numbers often do. ${repair}`;
  }
  if (isPhoneNumber(digits)) {
    const extra = /\s/.test(plain) ? 'spaces' : 'punctuation';
    return plain === digits ? `Write ${digits}.` : `Remove the ${extra}: ${digits}.`;
  }
  if (/^\d{10}$/.test(digits)) return `${example} If it is a North American number: +1${digits}.`;
  if (/[^\d+]/.test(digits)) return `A telephone number has digits only. ${example}`;
  if (digits.startsWith('+0')) return `No country code begins with 0. ${example}`;
  if (digits.length > 16) return `A telephone number has at most 15 digits. ${example}`;
  if (digits.startsWith('+'))
    return `It is too short for a telephone number with its country code. ${example}`;
  return example;
}
