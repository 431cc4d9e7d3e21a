import type { CountryPermission, DialingPermissions } from '../../voice/dialing-permissions';
import { metaPageOf } from '../page';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource } from '../resource';

interface Stores {
  readonly dialingPermissions: DialingPermissions;
}

const path = '/DialingPermissions/Countries';

const listCountries: Handler<Stores> = (context) =>
  metaPageOf(context.request, {
    key: 'content',
    items: context.dialingPermissions.all.filter((country) => matches(country, context.request.query)),
    sidOf: ({ isoCode }) => isoCode,
    show: (country) => bodyOf(context, country),
  });

const fetchCountry: Handler<Stores> = (context) => ({
  status: 200,
  body: bodyOf(context, countryIn(context)),
});

const listSpecialPrefixes: Handler<Stores> = (context) =>
  metaPageOf(context.request, {
    key: 'content',
    items: countryIn(context).specialPrefixes,
    sidOf: (prefix) => prefix,
    show: (prefix) => ({ prefix }),
  });

const countryFilters = `IsoCode Continent CountryCode LowRiskNumbersEnabled HighRiskSpecialNumbersEnabled
  HighRiskTollfraudNumbersEnabled`;

/** The countries that the account may call (read only). https://www.twilio.com/docs/voice/api/dialing-permissions-resources */
export const dialingPermissionResources: readonly Resource<Stores>[] = [
  { product: 'voice', path, methods: { GET: listing(countryFilters, listCountries) } },
  { product: 'voice', path: `${path}/{IsoCode}`, methods: { GET: fetchCountry } },
  {
    product: 'voice',
    path: `${path}/{IsoCode}/HighRiskSpecialPrefixes`,
    methods: { GET: listing('', listSpecialPrefixes) },
  },
];

function countryIn({ dialingPermissions, request, names }: RequestContext<Stores>): CountryPermission {
  const country = dialingPermissions.find(names.IsoCode ?? '');
  if (!country) throw refusal(404, 20404, request.path);
  return country;
}

function matches(country: CountryPermission, query: URLSearchParams): boolean {
  const matchesFilter = (name: string, value: string | boolean) =>
    (query.get(name) ?? `${value}`) === `${value}`;
  return (
    matchesFilter('IsoCode', country.isoCode) &&
    matchesFilter('Continent', country.continent) &&
    matchesFilter('CountryCode', country.countryCode) &&
    matchesFilter('LowRiskNumbersEnabled', country.lowRisk) &&
    matchesFilter('HighRiskSpecialNumbersEnabled', country.highRiskSpecial) &&
    matchesFilter('HighRiskTollfraudNumbersEnabled', country.highRiskTollFraud)
  );
}

function bodyOf({ request }: RequestContext<Stores>, country: CountryPermission) {
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
