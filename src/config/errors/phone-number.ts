import { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min';
import type { PhoneNumber } from '../queue-config';
import { codePointOf, invisible } from './config-problem';

/**
 * E.164, https://www.twilio.com/docs/glossary/what-e164: a plus sign, a country code, and as many digits as numbers in
 * that country have.
 */
export const isPhoneNumber = (value: unknown): value is PhoneNumber =>
  typeof value === 'string' && isE164(value) && validatePhoneNumberLength(value) === undefined;

const isE164 = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);

/** The country code of a number, such as `+44`. */
export const countryCodeOf = (number: string): string | undefined => {
  const code = parsePhoneNumberFromString(number)?.countryCallingCode;
  return code === undefined ? undefined : `+${code}`;
};

/** What to write instead of something that is not a telephone number. */
export function phoneNumberFix(given: unknown): string {
  const example = 'Write + and the country code first, as in +15551230000.';
  if (typeof given === 'number') return `Write it in quotes: '+${given}'.`;
  if (Array.isArray(given)) return 'Write one number here, not a list.';
  if (typeof given !== 'string') return example;
  if (/^sips?:/i.test(given)) return `SIP addresses are not supported here. ${example}`;
  if (/^(anonymous|blocked|restricted|unavailable|private|unknown)$/i.test(given.trim())) {
    return "It is not a number. To turn away callers who hide theirs, write anonymousCallers: 'reject' in the queue.";
  }
  const [hidden] = given.match(invisible) ?? [];
  const plain = given.replace(invisible, '').replace(/^\s*00(?=[1-9])/, '+');
  const digits = plain.replace(/[\s().\-–/]/g, '');
  if (/\(0\)/.test(plain)) {
    const repair = plain.replace('(0)', '').replace(/[\s().\-–/]/g, '');
    return `The (0) is only for calls within the country. ${isPhoneNumber(repair) ? `Write ${repair}.` : example}`;
  }
  if (hidden !== undefined) {
    const repair = isPhoneNumber(digits) ? `Type it again by hand: ${digits}.` : example;
    return `It has the invisible character ${codePointOf(hidden)}, as copied numbers often do. ${repair}`;
  }
  if (isPhoneNumber(digits)) {
    const [spaces, punctuation] = [/\s/.test(plain), /[().\-–/]/.test(plain)];
    const extra = spaces && punctuation ? 'spaces and punctuation' : spaces ? 'spaces' : 'punctuation';
    return plain === digits ? `Write ${digits}.` : `Remove the ${extra}: ${digits}.`;
  }
  if (/^\d{10}$/.test(digits)) return `${example} If it is a North American number: +1${digits}.`;
  if (/\+.*\+|[,;]/.test(plain)) return 'It contains more than one number. Write each in its own quotes.';
  if (/[^\d+]/.test(digits)) {
    return digits.startsWith('+')
      ? 'Only digits may follow the +.'
      : `A telephone number has digits only. ${example}`;
  }
  if (/^\d{2,4}$/.test(digits)) return `Emergency and service numbers cannot be used here. ${example}`;
  if (digits.startsWith('+0')) return `No country code begins with 0. ${example}`;
  if (digits.length > 16) return `A telephone number has at most 15 digits. ${example}`;
  if (isE164(digits) && validatePhoneNumberLength(digits) === 'INVALID_COUNTRY') {
    return `No country code begins like that. ${example}`;
  }
  if (isE164(digits)) {
    const country = countryCodeOf(digits) ?? digits.slice(0, 2);
    const isShort = validatePhoneNumberLength(digits) === 'TOO_SHORT';
    return `It has too ${isShort ? 'few' : 'many'} digits for a number with ${country}: check it.`;
  }
  if (digits.startsWith('+'))
    return `It is too short for a telephone number with its country code. ${example}`;
  return example;
}
