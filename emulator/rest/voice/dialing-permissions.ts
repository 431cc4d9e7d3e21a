import type { CountryPermission } from '../../voice/dialing-permissions';
import { metaPageOf } from '../page';
import { refusal } from '../refusal';
import type { Answer, Asked, Resource } from '../resource';

const path = '/DialingPermissions/Countries';

const listCountries: Answer = (asked) =>
  metaPageOf(asked.request, {
    key: 'content',
    items: asked.twilio.dialingPermissions.all.filter((country) => isMeant(country, asked.request.query)),
    sidOf: ({ isoCode }) => isoCode,
    show: (country) => shown(asked, country),
  });

const fetchCountry: Answer = (asked) => ({ status: 200, body: shown(asked, countryIn(asked)) });

const listSpecialPrefixes: Answer = (asked) =>
  metaPageOf(asked.request, {
    key: 'content',
    items: countryIn(asked).specialPrefixes,
    sidOf: (prefix) => prefix,
    show: (prefix) => ({ prefix }),
  });

/** The countries that calls may go to, to be read. https://www.twilio.com/docs/voice/api/dialing-permissions-resources */
export const dialingPermissionResources: readonly Resource[] = [
  { product: 'voice', path, methods: { GET: listCountries } },
  { product: 'voice', path: `${path}/{IsoCode}`, methods: { GET: fetchCountry } },
  {
    product: 'voice',
    path: `${path}/{IsoCode}/HighRiskSpecialPrefixes`,
    methods: { GET: listSpecialPrefixes },
  },
];

function countryIn({ twilio, request, names }: Asked): CountryPermission {
  const country = twilio.dialingPermissions.find(names.IsoCode ?? '');
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

function shown({ request }: Asked, country: CountryPermission) {
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
