import { NotEmulated } from '../platform/not-emulated';
import type { RestRequest } from '../web/rest-exchange';

/** The products that have resources here. Any other Twilio product is refused. */
const products = ['api', 'taskrouter', 'voice', 'trusthub', 'serverless', 'serverless-upload'];

/** Products of which only some paths are emulated. The others are complete, or their missing paths are listed below. */
const partlyEmulated = ['voice', 'trusthub'];

/**
 * Twilio's resources right below an account, which are not all emulated.
 * https://github.com/twilio/twilio-oai/blob/main/spec/json/twilio_api_v2010.json
 */
const belowAccount =
  `Addresses AuthorizedConnectApps AvailablePhoneNumbers Balance Calls Conferences ConnectApps
  IncomingPhoneNumbers Keys Messages Notifications OutgoingCallerIds Queues Recordings SIP SMS SigningKeys Tokens
  Transcriptions Usage`.split(/\s+/);

/** Twilio's resources below a call. */
const belowCall = `Events Notifications Payments Recordings Siprec Streams Transcriptions
  UserDefinedMessageSubscriptions UserDefinedMessages`.split(/\s+/);

/** Twilio's resources below a recording. */
const belowRecording = ['AddOnResults', 'Transcriptions'];

/** Throws `NotEmulated` for a path that Twilio has but the local Twilio does not. */
export function refuseNotEmulated(request: RestRequest, path: string | undefined): void {
  const [product = ''] = request.host.split('.');
  if (!products.includes(product)) throw new NotEmulated(`the product ${product} (${request.host})`);
  if (partlyEmulated.includes(product))
    throw new NotEmulated(`${request.method} ${request.host}${request.path}`);
  if (product !== 'api' || path === undefined) return;
  const [, resource = '', sid, part] = path.replace(/\.json$/, '').split('/');
  const isBelow = { Calls: belowCall, Recordings: belowRecording }[resource] ?? [];
  const isEmulated = ['Calls', 'IncomingPhoneNumbers', 'Queues', 'Recordings'].includes(resource);
  // Below an emulated resource, only the paths that Twilio has; below any other resource, every path.
  const isTwilios = isEmulated
    ? isBelow.includes(part ?? '') ||
      (resource === 'IncomingPhoneNumbers' && sid !== undefined && !/^PN/.test(sid))
    : belowAccount.includes(resource);
  if (isTwilios) throw new NotEmulated(`${request.method} ${path}`);
}

/** Throws `NotEmulated` for a parameter that the handler would silently ignore. */
export function refuseUnread(
  { method, query, form }: RestRequest,
  read: readonly string[] | 'any',
  path: string,
): void {
  if (read === 'any') return;
  const unread = [...query.keys(), ...form.keys()].find((name) => !read.includes(name));
  if (unread !== undefined) throw new NotEmulated(`the parameter ${unread} of ${method} ${path}`);
}
