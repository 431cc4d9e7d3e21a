import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import everyNumber from 'libphonenumber-js/max/metadata';
import { isClient, isPhoneNumber } from './address';

/** Countries by their code, the main one first; networks that are of no country have codes of their own. */
const countries: Readonly<Record<string, readonly string[]>> = everyNumber.country_calling_codes;
const networks: Readonly<Record<string, unknown>> = everyNumber.nonGeographic;

/** Numbers come again and again, and to read one takes long. */
const known = new Map<string, string>();
const mostKnown = 10_000;

function countryOf(phoneNumber: string): string {
  const before = known.get(phoneNumber);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const country = readCountry(phoneNumber);
  known.set(phoneNumber, country);
  return country;
}

/** The country of a number as Twilio names it; empty if it has none, as the numbers of satellites. */
function readCountry(phoneNumber: string): string {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (!parsed) return '';
  // Numbers that nobody has, such as those of films, are of the main country of their code: `+1555…` of the US.
  return parsed.country ?? countries[parsed.countryCallingCode]?.[0] ?? '';
}

/** Whether any country or network has numbers that begin so. https://www.twilio.com/docs/api/errors/13224 */
export const hasCountryCode = (phoneNumber: string): boolean =>
  [1, 2, 3]
    .map((length) => phoneNumber.slice(1, 1 + length))
    .some((code) => Object.hasOwn(countries, code) || Object.hasOwn(networks, code));

/**
 * Where a caller or a called party is, as far as their number tells. A client is nowhere. Cities, states and zip codes are
 * not known here, and Twilio sends them empty too where it does not know them; so it does with everything about a caller
 * whose number is none.
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
