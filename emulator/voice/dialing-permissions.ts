/** What the account may dial in a country. https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
export interface CountryPermission {
  readonly isoCode: string;
  readonly name: string;
  readonly countryCode: string;
  readonly continent: string;
  readonly lowRisk: boolean;
  readonly highRiskSpecial: boolean;
  readonly highRiskTollFraud: boolean;
  /** The prefixes of special numbers, such as premium-rate ones. */
  readonly specialPrefixes: readonly string[];
}

/** A few of the more than 200 countries that Twilio reaches. */
const countries = `
  US United States/Canada,+1,NORTH_AMERICA
  GB United Kingdom,+44,EUROPE
  IE Ireland,+353,EUROPE
  DE Germany,+49,EUROPE
  AT Austria,+43,EUROPE
  CH Switzerland,+41,EUROPE
  FR France,+33,EUROPE
  ES Spain,+34,EUROPE
  LV Latvia,+371,EUROPE
  AU Australia,+61,OCEANIA
  IN India,+91,ASIA
  BR Brazil,+55,SOUTH_AMERICA`;

/** As in the example on the page of the resource. */
const specialPrefixes: Readonly<Record<string, readonly string[]>> = { LV: ['+37181', '+3719000'] };

/** The countries that the account may call: all of them until one is blocked. Unlisted countries are always allowed. */
export class DialingPermissions {
  private readonly byIsoCode = new Map(
    countries
      .trim()
      .split('\n')
      .map((line) => countryIn(line.trim()))
      .map((country) => [country.isoCode, country]),
  );

  get all(): readonly CountryPermission[] {
    return [...this.byIsoCode.values()];
  }

  find(isoCode: string): CountryPermission | undefined {
    return this.byIsoCode.get(isoCode);
  }

  /** Allows or blocks a country. Throws if the country is not listed. */
  set(
    isoCode: string,
    change: Partial<Pick<CountryPermission, 'lowRisk' | 'highRiskSpecial' | 'highRiskTollFraud'>>,
  ) {
    const country = this.find(isoCode);
    if (!country)
      throw new Error(
        `The country ${isoCode} is not listed. Use one of ${[...this.byIsoCode.keys()].join(', ')}.`,
      );
    this.byIsoCode.set(isoCode, { ...country, ...change });
  }

  /** Whether the account may call a number. */
  allow(phoneNumber: string): boolean {
    const country = this.all.find(({ countryCode }) => phoneNumber.startsWith(countryCode));
    if (!country) return true;
    const isSpecial = country.specialPrefixes.some((prefix) => phoneNumber.startsWith(prefix));
    return isSpecial ? country.highRiskSpecial : country.lowRisk;
  }
}

function countryIn(line: string): CountryPermission {
  const isoCode = line.slice(0, 2);
  const [name = '', countryCode = '', continent = ''] = line.slice(3).split(',');
  const risks = { lowRisk: true, highRiskSpecial: false, highRiskTollFraud: false };
  return { isoCode, name, countryCode, continent, ...risks, specialPrefixes: specialPrefixes[isoCode] ?? [] };
}
