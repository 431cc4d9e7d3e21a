import { freeAgentEndpoint } from './agent/dial-in/free';
import { idleAgentEndpoint, pausedAgentEndpoint } from './agent/dial-in/idle';
import { agentArrivalEndpoint, agentPinEndpoint } from './agent/sign-in';
import { arrivalEndpoint, menuChoiceEndpoint } from './caller/arrival';
import { connectingEndpoint } from './caller/connecting';
import { callEndedEndpoint } from './caller/ended';
import { joinLineEndpoint } from './caller/enqueue';
import { keyPressEndpoint } from './caller/key-press';
import { leavingEndpoint } from './caller/leaving';
import { planStepEndpoint } from './caller/plan-step';
import { acceptCallEndpoint, acceptedCallEndpoint } from './caller/rung-person';
import { surveyAnswerEndpoint } from './caller/survey';
import { waitingEndpoint } from './caller/waiting';
import { givesVoicemailLinks, type QueuesConfig } from './config/queue-config';
import type { AnyHttpEndpoint, AnyWebhookEndpoint, Visibility } from './endpoint';
import { voicemailPlaybackEndpoint } from './voicemail/playback';
import { voicemailRecordedEndpoint } from './voicemail/recorded';

/**
 * Everything that a deployment can be asked, in the order in which a call usually asks. Each is one function of
 * `functions/`, bundled with its own endpoint alone; the build, the doctor, explain-call and the tests go by this table.
 */
export const endpoints: readonly (AnyWebhookEndpoint | AnyHttpEndpoint)[] = [
  arrivalEndpoint,
  menuChoiceEndpoint,
  joinLineEndpoint,
  agentArrivalEndpoint,
  agentPinEndpoint,
  waitingEndpoint,
  keyPressEndpoint,
  connectingEndpoint,
  leavingEndpoint,
  planStepEndpoint,
  acceptCallEndpoint,
  acceptedCallEndpoint,
  surveyAnswerEndpoint,
  voicemailRecordedEndpoint,
  freeAgentEndpoint,
  idleAgentEndpoint,
  pausedAgentEndpoint,
  callEndedEndpoint,
  voicemailPlaybackEndpoint,
];

/**
 * The endpoints that a deployment has. Anybody may ask the public one, and each request to it takes an execution that
 * calls may need: it is not there unless it can be used.
 */
export const deployedEndpoints = (
  config: QueuesConfig,
  { hasVoicemailSecret }: { hasVoicemailSecret: boolean },
) =>
  endpoints.filter(
    ({ visibility }) => visibility === 'protected' || (givesVoicemailLinks(config) && hasVoicemailSecret),
  );

/** The endpoint behind a path of ours; none behind any other. */
export const endpointAt = (path: string) => endpoints.find((endpoint) => endpoint.path === path);

/** The file of `functions/` that is deployed under the path of an endpoint, without its ending. */
export const functionNameOf = ({ path, visibility }: (typeof endpoints)[number]) =>
  `${path.slice(1)}${visibility === 'protected' ? '.protected' : ''}`;

/** Whether an endpoint answers with TwiML. */
export const isWebhook = (endpoint: (typeof endpoints)[number]): endpoint is AnyWebhookEndpoint =>
  'read' in endpoint;

/** The files of `functions/` that a deployment does not have, without their ending. */
export function functionsLeftOut(
  config: QueuesConfig,
  given: Parameters<typeof deployedEndpoints>[1],
): string[] {
  const deployed = deployedEndpoints(config, given);
  return endpoints.filter((endpoint) => !deployed.includes(endpoint)).map(functionNameOf);
}

/** The paths that only Twilio may ask, and those that anybody may. */
export const pathsOpenTo = (visibility: Visibility): string[] =>
  endpoints.filter((endpoint) => endpoint.visibility === visibility).map(({ path }) => path);
