import type { CountryPermission, DialingPermissions } from '../../voice/dialing-permissions';
import { metaPageOf } from '../page';
import { refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource } from '../resource';

interface Stores {
  readonly dialingPermissions: DialingPermissions;
}

const path = '/DialingPermissions/Countries';

const listCountries: Answer<Stores> = (asked) =>
  metaPageOf(asked.request, {
    key: 'content',
    items: asked.dialingPermissions.all.filter((country) => isMeant(country, asked.request.query)),
    sidOf: ({ isoCode }) => isoCode,
    show: (country) => shown(asked, country),
  });

const fetchCountry: Answer<Stores> = (asked) => ({ status: 200, body: shown(asked, countryIn(asked)) });

const listSpecialPrefixes: Answer<Stores> = (asked) =>
  metaPageOf(asked.request, {
    key: 'content',
    items: countryIn(asked).specialPrefixes,
    sidOf: (prefix) => prefix,
    show: (prefix) => ({ prefix }),
  });

const countryFilters = `IsoCode Continent CountryCode LowRiskNumbersEnabled HighRiskSpecialNumbersEnabled
  HighRiskTollfraudNumbersEnabled`;

/** The countries that calls may go to, to be read. https://www.twilio.com/docs/voice/api/dialing-permissions-resources */
export const dialingPermissionResources: readonly Resource<Stores>[] = [
  { product: 'voice', path, methods: { GET: listing(countryFilters, listCountries) } },
  { product: 'voice', path: `${path}/{IsoCode}`, methods: { GET: fetchCountry } },
  {
    product: 'voice',
    path: `${path}/{IsoCode}/HighRiskSpecialPrefixes`,
    methods: { GET: listing('', listSpecialPrefixes) },
  },
];

function countryIn({ dialingPermissions, request, names }: Asked<Stores>): CountryPermission {
  const country = dialingPermissions.find(names.IsoCode ?? '');
  if (!country) throw refusal(404, 20404, request.path);
  return country;
}

function isMeant(country: CountryPermission, query: URLSearchParams): boolean {
  const isAsked = (name: string, value: string | boolean) => (query.get(name) ?? `${value}`) === `${value}`;
  return (
    isAsked('IsoCode', country.isoCode) &&
    isAsked('Continent', country.continent) &&
    isAsked('CountryCode', country.countryCode) &&
    isAsked('LowRiskNumbersEnabled', country.lowRisk) &&
    isAsked('HighRiskSpecialNumbersEnabled', country.highRiskSpecial) &&
    isAsked('HighRiskTollfraudNumbersEnabled', country.highRiskTollFraud)
  );
}

function shown({ request }: Asked<Stores>, country: CountryPermission) {
  const url = `https://${request.host}/v1${path}/${country.isoCode}`;
  return {
    iso_code: country.isoCode,
    name: country.name,
    country_codes: [country.countryCode],
    continent: country.continent,
    low_risk_numbers_enabled: country.lowRisk,
    high_risk_special_numbers_enabled: country.highRiskSpecial,
    high_risk_tollfraud_numbers_enabled: country.highRiskTollFraud,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}
