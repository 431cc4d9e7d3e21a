import { twilioDate } from '../../platform/dates';
import { Refusal } from '../refusal';
import { type Handler, type RequestContext, type Resource, uriOf } from '../resource';

const fetchAccount: Handler = (context) => {
  const { account, apiKey, settings, startedAt } = context.platform;
  if (context.request.authorization?.username === apiKey.sid) throw refusedKey(context);
  const links = ['Applications', 'Calls', 'IncomingPhoneNumbers', 'Queues', 'Recordings'];
  const body = {
    sid: account.sid,
    owner_account_sid: account.sid,
    auth_token: account.authToken,
    friendly_name: 'Local Twilio',
    status: settings.accountStatus,
    type: settings.accountType,
    date_created: twilioDate(startedAt),
    date_updated: twilioDate(startedAt),
    uri: uriOf(context, '.json'),
    subresource_uris: Object.fromEntries(
      links.map((link) => [snakeCased(link), uriOf(context, `/${link}.json`)]),
    ),
  };
  return { status: 200, body };
};

/** "Access to all Twilio API resources, except for Accounts": https://www.twilio.com/docs/iam/api-keys/keys-in-console */
function refusedKey({ platform }: RequestContext): Refusal {
  const message = 'A standard API key may not see the account. Use a main key, or the auth token.';
  return platform.assumptions.standardKeyAtAccount === '401'
    ? new Refusal(401, 20003, message)
    : new Refusal(403, 20403, message);
}

/** The account itself. https://www.twilio.com/docs/iam/api/account */
export const accountResources: readonly Resource[] = [{ path: '.json', methods: { GET: fetchAccount } }];

const snakeCased = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();
