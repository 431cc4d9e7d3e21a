import type { CustomerProfileOwner } from '../../platform/account';
import { isoDate } from '../../platform/dates';
import { sidFrom } from '../../platform/sids';
import { metaPageOf } from '../page';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource } from '../resource';

const path = '/CustomerProfiles';
const sid = sidFrom('BU', 'local-twilio');

/** "Primary Customer Profile of type Business" is the same policy in every account; that for an individual is made up here. */
const policySids: Readonly<Record<CustomerProfileOwner, string>> = {
  business: 'RN6433641899984f951173ef1738c3bdd0',
  individual: sidFrom('RN', 'local-twilio'),
};

const friendlyName = 'Local Twilio';

const listProfiles: Handler = (context) => {
  const { customerProfile, customerProfileOwner } = context.platform.settings;
  const { query } = context.request;
  const matchesFilter = (name: string, value: string) => (query.get(name) ?? value) === value;
  const matches =
    customerProfile !== undefined &&
    matchesFilter('Status', customerProfile) &&
    matchesFilter('FriendlyName', friendlyName) &&
    matchesFilter('PolicySid', policySids[customerProfileOwner]);
  return metaPageOf(context.request, {
    key: 'results',
    items: matches ? [sid] : [],
    sidOf: (one) => one,
    show: () => bodyOf(context),
  });
};

const fetchProfile: Handler = (context) => {
  const isThere = context.names.Sid === sid && context.platform.settings.customerProfile !== undefined;
  if (!isThere) throw refusal(404, 20404, context.request.path);
  return { status: 200, body: bodyOf(context) };
};

/** Who owns the account (read only). https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles */
export const customerProfileResources: readonly Resource[] = [
  { product: 'trusthub', path, methods: { GET: listing('Status FriendlyName PolicySid', listProfiles) } },
  { product: 'trusthub', path: `${path}/{Sid}`, methods: { GET: fetchProfile } },
];

function bodyOf({ platform, request }: RequestContext) {
  const url = `https://${request.host}/v1${path}/${sid}`;
  return {
    sid,
    account_sid: platform.account.sid,
    policy_sid: policySids[platform.settings.customerProfileOwner],
    friendly_name: friendlyName,
    status: platform.settings.customerProfile,
    valid_until: null,
    email: 'somebody@example.com',
    status_callback: null,
    date_created: isoDate(platform.startedAt),
    date_updated: isoDate(platform.startedAt),
    errors: null,
    url,
    links: {
      customer_profiles_entity_assignments: `${url}/EntityAssignments`,
      customer_profiles_evaluations: `${url}/Evaluations`,
      customer_profiles_channel_endpoint_assignment: `${url}/ChannelEndpointAssignments`,
    },
  };
}
