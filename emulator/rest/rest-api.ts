import type { Serverless } from '../functions/uploaded/serverless';
import { accountPath } from '../platform/account';
import { NotEmulated } from '../platform/not-emulated';
import type { Platform } from '../platform/platform';
import type { TaskRouter } from '../task-router/task-router';
import type { Calls } from '../voice/calls';
import type { DialingPermissions } from '../voice/dialing-permissions';
import type { OutgoingCalls } from '../voice/outgoing-calls';
import type { PhoneNetwork } from '../voice/phone-network';
import type { PhoneNumbers } from '../voice/phone-numbers';
import type { Recordings } from '../voice/recordings';
import type { VoiceQueues } from '../voice/voice-queues';
import type { Disturbances, RestDisturbance } from '../web/disturbances';
import { type RestApi, type RestRequest, type RestResponse, restError } from '../web/rest-exchange';
import { accountResources } from './api/account';
import { applicationResources } from './api/applications';
import { callEventResources } from './api/call-events';
import { callResources } from './api/calls';
import { memberResources } from './api/members';
import { notificationResources } from './api/notifications';
import { phoneNumberResources } from './api/phone-numbers';
import { queueResources } from './api/queues';
import { recordingResources } from './api/recordings';
import { alertResources } from './monitor/alerts';
import { refuseNotEmulated, refuseUnread } from './not-emulated-paths';
import { pathPattern } from './path-pattern';
import { Refusal, refusal } from './refusal';
import { type Resource, withStores } from './resource';
import { serverlessResources } from './serverless/serverless';
import { AttributeSearches } from './taskrouter/attribute-searches';
import { taskRouterResources } from './taskrouter/taskrouter';
import { customerProfileResources } from './trusthub/customer-profiles';
import { dialingPermissionResources } from './voice/dialing-permissions';

/** The stores that the REST API reads and changes. */
export interface RestApiOptions {
  readonly platform: Platform;
  readonly disturbances: Disturbances;
  readonly calls: Calls;
  readonly queues: VoiceQueues;
  readonly recordings: Recordings;
  readonly numbers: PhoneNumbers;
  readonly dialingPermissions: DialingPermissions;
  readonly serverless: Serverless;
  readonly taskRouter: TaskRouter;
  readonly network: PhoneNetwork;
  readonly outgoing: OutgoingCalls;
}

/** The resources of every product, each with only the stores that it needs. */
const resourcesOf = (stores: RestApiOptions): readonly Resource[] => {
  const {
    calls,
    queues,
    recordings,
    numbers,
    dialingPermissions,
    serverless,
    outgoing,
    network,
    taskRouter,
  } = stores;
  const { clock, assumptions } = stores.platform;
  const attributeSearches = new AttributeSearches(clock, assumptions);
  return [
    ...withStores(queueResources, { queues }),
    ...withStores(memberResources, { queues, calls }),
    ...withStores(callResources, { calls, numbers, network, outgoing }),
    ...withStores(recordingResources, { recordings, calls }),
    ...withStores(phoneNumberResources, { numbers }),
    ...withStores(applicationResources, { numbers }),
    ...withStores(callEventResources, { calls }),
    ...withStores(notificationResources, { calls }),
    ...accountResources,
    ...withStores(serverlessResources, { serverless }),
    ...withStores(dialingPermissionResources, { dialingPermissions }),
    ...customerProfileResources,
    ...alertResources,
    ...withStores(taskRouterResources, { taskRouter, attributeSearches }),
  ];
};

/** The account's REST API. It answers at once, unless a disturbance makes it hang. */
export function restApi(options: RestApiOptions): RestApi {
  const { platform, disturbances } = options;
  const resources = resourcesOf(options).map(({ product = 'api', path, methods }) => ({
    product,
    path,
    methods,
    pattern: pathPattern(path),
  }));

  function answerTo(request: RestRequest): RestResponse {
    authenticate(platform, request);
    const path = pathBelow(platform, request);
    for (const { product, path: template, pattern, methods } of resources) {
      const match = path === undefined || product !== productOf(request) ? null : pattern.exec(path);
      if (!match) continue;
      const answer = methods[request.method];
      if (!answer)
        throw new Refusal(405, 20004, `${request.path} does not have the method ${request.method}.`);
      refuseUnread(request, answer.reads ?? [], template);
      return answer({ platform, request, names: { ...match.groups } });
    }
    refuseNotEmulated(request, path);
    throw refusal(404, 20404, request.path);
  }

  return async (request) => {
    const disturbance = disturbances.takeForRest(pathBelow(platform, request) ?? '');
    const answer = () => orRefusal(() => answerTo(request));
    const response = disturbance ? disturbed(disturbance, answer) : answer();
    const { method, path } = request;
    platform.timeline.add({ kind: 'rest', method, path, status: response?.status });
    return response ?? new Promise<never>(() => undefined);
  };
}

/** The answer under a disturbance; undefined if there is none. */
function disturbed(disturbance: RestDisturbance, answer: () => RestResponse): RestResponse | undefined {
  switch (disturbance.kind) {
    case 'status':
      // Twilio's codes for HTTP's own statuses are like 20429, 20500 and 20503.
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

function orRefusal(answer: () => RestResponse): RestResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return restError(error.status, error.code, error.message);
    if (error instanceof NotEmulated) return restError(501, 20500, error.message);
    throw error;
  }
}

/** https://www.twilio.com/docs/usage/requests-to-twilio#credentials */
function authenticate({ account, apiKey }: Platform, { authorization }: RestRequest): void {
  const { username, password } = authorization ?? {};
  if (username === account.sid && password === account.authToken) return;
  if (username === apiKey.sid && password === apiKey.secret) return;
  throw refusal(401, 20003, username ? `the user is ${username}` : 'the request does not have any');
}

/** The path below the account, or below the version of a newer product; undefined for another account or version. */
function pathBelow({ account }: Platform, request: RestRequest): string | undefined {
  const start = productOf(request) === 'api' ? accountPath(account) : '/v1';
  const isBelow = request.path.startsWith(`${start}/`) || request.path === `${start}.json`;
  return isBelow ? request.path.slice(start.length) : undefined;
}

const productOf = ({ host }: RestRequest): string => host.split('.')[0] ?? '';
