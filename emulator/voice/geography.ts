import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import everyNumber from 'libphonenumber-js/max/metadata';
import { isClient, isPhoneNumber } from './address';

/** Countries by calling code, the main one first. Networks that belong to no country have their own codes. */
const countries: Readonly<Record<string, readonly string[]>> = everyNumber.country_calling_codes;
const networks: Readonly<Record<string, unknown>> = everyNumber.nonGeographic;

/** A cache: the same numbers recur, and parsing one is slow. */
const known = new Map<string, string>();
const maxKnown = 10_000;

function countryOf(phoneNumber: string): string {
  const before = known.get(phoneNumber);
  if (before !== undefined) return before;
  if (known.size >= maxKnown) known.clear();
  const country = readCountry(phoneNumber);
  known.set(phoneNumber, country);
  return country;
}

/** The country of a number as Twilio names it; empty if it has none, such as satellite numbers. */
function readCountry(phoneNumber: string): string {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (!parsed) return '';
  // Fictional numbers belong to the main country of their code: `+1555…` to the US.
  return parsed.country ?? countries[parsed.countryCallingCode]?.[0] ?? '';
}

/** Whether the number starts with the code of a country or network. https://www.twilio.com/docs/api/errors/13224 */
export const hasCountryCode = (phoneNumber: string): boolean =>
  [1, 2, 3]
    .map((length) => phoneNumber.slice(1, 1 + length))
    .some((code) => Object.hasOwn(countries, code) || Object.hasOwn(networks, code));

/**
 * Where a caller or called party is, as far as their number shows; nothing for a client. The local Twilio does not know
 * cities, states and zip codes, and sends them empty, as Twilio does for those it does not know. It also sends everything
 * empty if the caller ID is not a number.
 */
export function placeOf(prefix: string, address: string): Record<string, string> {
  if (isClient(address) || address === '') return {};
  const country = isPhoneNumber(address) ? countryOf(address) : '';
  return {
    [`${prefix}City`]: '',
    [`${prefix}State`]: '',
    [`${prefix}Zip`]: '',
    [`${prefix}Country`]: country,
  };
}
