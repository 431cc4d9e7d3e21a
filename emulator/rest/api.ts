import type { LocalTwilio } from '../local-twilio';
import { NotEmulated } from '../voice/documents';
import type { RestDisturbance } from '../web/disturbances';
import { accountResources } from './api/account';
import { applicationResources } from './api/applications';
import { callEventResources } from './api/call-events';
import { callResources } from './api/calls';
import { memberResources } from './api/members';
import { notificationResources } from './api/notifications';
import { phoneNumberResources } from './api/phone-numbers';
import { queueResources } from './api/queues';
import { recordingResources } from './api/recordings';
import { type RestApi, type RestRequest, type RestResponse, restError } from './exchange';
import { pathPattern } from './path-pattern';
import { Refusal, refusal } from './refusal';
import { accountPath } from './resource';
import { serverlessResources } from './serverless/serverless';
import { customerProfileResources } from './trusthub/customer-profiles';
import { dialingPermissionResources } from './voice/dialing-permissions';

const resources = [
  ...queueResources,
  ...memberResources,
  ...callResources,
  ...recordingResources,
  ...phoneNumberResources,
  ...applicationResources,
  ...callEventResources,
  ...notificationResources,
  ...accountResources,
  ...serverlessResources,
  ...dialingPermissionResources,
  ...customerProfileResources,
].map((resource) => ({ product: 'api', ...resource, pattern: pathPattern(resource.path) }));

/** The account's REST API. It answers at once, and only a disturbance keeps it from answering at all. */
export function restApi(twilio: LocalTwilio): RestApi {
  return async (request) => {
    const disturbance = twilio.disturbances.meetRest(pathBelow(twilio, request) ?? '');
    const answer = () => answerOrRefuse(twilio, request);
    const response = disturbance ? disturbed(disturbance, answer) : answer();
    const { method, path } = request;
    twilio.timeline.add({ kind: 'rest', method, path, status: response?.status });
    return response ?? new Promise<never>(() => undefined);
  };
}

/** What is left of an answer; undefined if none comes. */
function disturbed(disturbance: RestDisturbance, answer: () => RestResponse): RestResponse | undefined {
  switch (disturbance.kind) {
    case 'status':
      // As Twilio numbers what HTTP itself has a status for: 20429, 20500, 20503.
      return restError(disturbance.status, 20_000 + disturbance.status, 'Disturbed');
    case 'answer-lost':
      answer();
      return undefined;
    case 'hang':
      return undefined;
    default:
      return disturbance satisfies never;
  }
}

function answerOrRefuse(twilio: LocalTwilio, request: RestRequest): RestResponse {
  try {
    return answerTo(twilio, request);
  } catch (error) {
    if (error instanceof Refusal) return restError(error.status, error.code, error.message);
    if (error instanceof NotEmulated) return restError(501, 20500, error.message);
    throw error;
  }
}

function answerTo(twilio: LocalTwilio, request: RestRequest): RestResponse {
  refuseStrangers(twilio, request);
  const path = pathBelow(twilio, request);
  for (const { product, pattern, methods } of resources) {
    const match = path === undefined || product !== productOf(request) ? null : pattern.exec(path);
    if (!match) continue;
    const answer = methods[request.method];
    if (!answer) throw new Refusal(405, 20004, `${request.path} has no ${request.method}.`);
    return answer({ twilio, request, names: { ...match.groups } });
  }
  throw refusal(404, 20404, request.path);
}

/** https://www.twilio.com/docs/usage/requests-to-twilio#credentials */
function refuseStrangers({ account, apiKey }: LocalTwilio, { authorization }: RestRequest): void {
  const { username, password } = authorization ?? {};
  if (username === account.sid && password === account.authToken) return;
  if (username === apiKey.sid && password === apiKey.secret) return;
  throw refusal(401, 20003, username ? `they are of ${username}` : 'there are none');
}

/** The path below the account, or below the version of a newer product; undefined for another account or version. */
function pathBelow(twilio: LocalTwilio, request: RestRequest): string | undefined {
  const start = productOf(request) === 'api' ? accountPath(twilio) : '/v1';
  const isBelow = request.path.startsWith(`${start}/`) || request.path === `${start}.json`;
  return isBelow ? request.path.slice(start.length) : undefined;
}

const productOf = ({ host }: RestRequest): string => host.split('.')[0] ?? '';
