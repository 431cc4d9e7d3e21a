import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../../src/config/queue-config';
import { agentsPhones, type ExternalNumber, externalNumbers } from '../external-numbers';

/** What the account may dial in a country. https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
export interface Country {
  readonly isoCode: string;
  readonly name: string;
  /** What its numbers start with, such as `+49`, or `+1809`, `+1829` and `+1849`. */
  readonly codes: readonly string[];
  readonly mayDialUsual: boolean;
  readonly mayDialSpecial: boolean;
}

/** A number that the config dials, and the account's permissions for its country. */
export interface DialingPermission extends ExternalNumber {
  /** Undefined if Twilio lists no country with this prefix. */
  readonly country: Country | undefined;
  /** Whether it has the prefix of premium or other special numbers of its country. */
  readonly isSpecial: boolean;
}

/**
 * The country of a number: the one with the longest matching code. Twilio lists separate codes for countries that share
 * +1 with the United States and Canada: https://github.com/daddyz/phonelib/issues/220
 */
export function countryOf(number: string, countries: readonly Country[]): Country | undefined {
  const fitting = countries.flatMap((country) =>
    country.codes.filter((code) => number.startsWith(code)).map((code) => ({ country, code })),
  );
  return fitting.sort((one, other) => other.code.length - one.code.length)[0]?.country;
}

/** Reads the account's permissions for each country that the config dials. Sends no request if it dials no number. */
export async function readDialingPermissions(
  client: Twilio,
  config: QueuesConfig,
): Promise<DialingPermission[]> {
  const dialed = [...externalNumbers(config), ...agentsPhones(config)];
  if (dialed.length === 0) return [];
  const countries = await listCountries(client);
  return Promise.all(
    dialed.map(async ({ number, place }) => {
      const country = countryOf(number, countries);
      const isSpecial = country !== undefined && (await isSpecialNumber(client, number, country));
      return { number, place, country, isSpecial };
    }),
  );
}

async function listCountries(client: Twilio): Promise<Country[]> {
  const listed = await client.voice.v1.dialingPermissions.countries.list({ pageSize: 1000 });
  return listed.map((country) => ({
    isoCode: country.isoCode,
    name: country.name,
    codes: country.countryCodes.map((code) => `+${code.replace(/\D/g, '')}`),
    mayDialUsual: country.lowRiskNumbersEnabled,
    mayDialSpecial: country.highRiskSpecialNumbersEnabled,
  }));
}

async function isSpecialNumber(client: Twilio, number: string, { isoCode }: Country): Promise<boolean> {
  const { countries } = client.voice.v1.dialingPermissions;
  const prefixes = await countries(isoCode).highriskSpecialPrefixes.list({ pageSize: 1000 });
  return prefixes.some(({ prefix }) => number.startsWith(`+${prefix.replace(/\D/g, '')}`));
}
