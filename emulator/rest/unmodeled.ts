import { NotEmulated } from '../platform/not-emulated';
import type { RestRequest } from '../web/rest-exchange';

/** The products that have resources here; any other Twilio product says that it is not modeled. */
const products = ['api', 'taskrouter', 'voice', 'trusthub', 'serverless', 'serverless-upload'];

/** Of these, other paths may be Twilio's as well; of the others of the list everything is modeled that Twilio has. */
const partlyModeled = ['voice', 'trusthub'];

/**
 * What stands right below an account at Twilio, and is not modeled.
 * https://github.com/twilio/twilio-oai/blob/main/spec/json/twilio_api_v2010.json
 */
const belowAccount =
  `Addresses AuthorizedConnectApps AvailablePhoneNumbers Balance Calls Conferences ConnectApps
  IncomingPhoneNumbers Keys Messages Notifications OutgoingCallerIds Queues Recordings SIP SMS SigningKeys Tokens
  Transcriptions Usage`.split(/\s+/);

/** What stands below a call. */
const belowCall = `Events Notifications Payments Recordings Siprec Streams Transcriptions
  UserDefinedMessageSubscriptions UserDefinedMessages`.split(/\s+/);

/** The same of a recording. */
const belowRecording = ['AddOnResults', 'Transcriptions'];

/** Products of which every path below a version may be Twilio's; of the account's own API the paths are known. */
export function refuseUnmodeled(request: RestRequest, path: string | undefined): void {
  const [product = ''] = request.host.split('.');
  if (!products.includes(product)) throw new NotEmulated(`the product ${product} (${request.host})`);
  if (partlyModeled.includes(product))
    throw new NotEmulated(`${request.method} ${request.host}${request.path}`);
  if (product !== 'api' || path === undefined) return;
  const [, resource = '', sid, part] = path.replace(/\.json$/, '').split('/');
  const isBelow = { Calls: belowCall, Recordings: belowRecording }[resource] ?? [];
  const isModeled = ['Calls', 'IncomingPhoneNumbers', 'Queues', 'Recordings'].includes(resource);
  // Below one of a modeled kind only what Twilio has there; of another kind everything.
  const isTwilios = isModeled
    ? isBelow.includes(part ?? '') ||
      (resource === 'IncomingPhoneNumbers' && sid !== undefined && !/^PN/.test(sid))
    : belowAccount.includes(resource);
  if (isTwilios) throw new NotEmulated(`${request.method} ${path}`);
}

/** A parameter that nobody reads would be passed over in silence. */
export function refuseUnread(
  { method, query, form }: RestRequest,
  read: readonly string[] | 'any',
  path: string,
): void {
  if (read === 'any') return;
  const unread = [...query.keys(), ...form.keys()].find((name) => !read.includes(name));
  if (unread !== undefined) throw new NotEmulated(`the parameter ${unread} of ${method} ${path}`);
}
