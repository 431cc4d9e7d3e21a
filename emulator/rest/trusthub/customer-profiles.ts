import type { CustomerProfileOwner } from '../../platform/account';
import { isoDate } from '../../platform/dates';
import { sidFrom } from '../../platform/sids';
import { metaPageOf } from '../page';
import { refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource } from '../resource';

const path = '/CustomerProfiles';
const sid = sidFrom('BU', 'local-twilio');

/** "Primary Customer Profile of type Business" is the same policy in every account; that of an individual is made up here. */
const policySids: Readonly<Record<CustomerProfileOwner, string>> = {
  business: 'RN6433641899984f951173ef1738c3bdd0',
  individual: sidFrom('RN', 'local-twilio'),
};

const friendlyName = 'Local Twilio';

const listProfiles: Answer = (asked) => {
  const { customerProfile, customerProfileOwner } = asked.platform.settings;
  const { query } = asked.request;
  const isAsked = (name: string, value: string) => (query.get(name) ?? value) === value;
  const isMeant =
    customerProfile !== undefined &&
    isAsked('Status', customerProfile) &&
    isAsked('FriendlyName', friendlyName) &&
    isAsked('PolicySid', policySids[customerProfileOwner]);
  return metaPageOf(asked.request, {
    key: 'results',
    items: isMeant ? [sid] : [],
    sidOf: (one) => one,
    show: () => shown(asked),
  });
};

const fetchProfile: Answer = (asked) => {
  const isThere = asked.names.Sid === sid && asked.platform.settings.customerProfile !== undefined;
  if (!isThere) throw refusal(404, 20404, asked.request.path);
  return { status: 200, body: shown(asked) };
};

/** Who the account belongs to, to be read. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles */
export const customerProfileResources: readonly Resource[] = [
  { product: 'trusthub', path, methods: { GET: listing('Status FriendlyName PolicySid', listProfiles) } },
  { product: 'trusthub', path: `${path}/{Sid}`, methods: { GET: fetchProfile } },
];

function shown({ platform, request }: Asked) {
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
