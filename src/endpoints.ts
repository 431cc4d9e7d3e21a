import { freeAgentEndpoint } from './agent/dial-in/free';
import { idleAgentEndpoint, pausedAgentEndpoint } from './agent/dial-in/idle';
import { acceptEndpoint } from './agent/rung/accept';
import { afterConversationEndpoint } from './agent/rung/after';
import { assignmentEndpoint } from './agent/rung/assignment';
import { taskRouterEventsEndpoint } from './agent/rung/events';
import { rangEndpoint } from './agent/rung/rang';
import { reconcileEndpoint } from './agent/rung/reconcile';
import { ringEndpoint } from './agent/rung/ring';
import { agentStateEndpoint } from './agent/rung/state';
import { breakMinutesEndpoint, stateChoiceEndpoint } from './agent/rung/state-choice';
import { wrapUpKeyEndpoint } from './agent/rung/wrap-up-key';
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
import { rungQueueNames } from './config/task-router';
import type { AnyHttpEndpoint, AnyWebhookEndpoint, Visibility } from './endpoint';
import { voicemailPlaybackEndpoint } from './voicemail/playback';
import { voicemailRecordedEndpoint } from './voicemail/recorded';

/** Endpoints that only queues with rung agents need. */
const ringingEndpoints: readonly (AnyWebhookEndpoint | AnyHttpEndpoint)[] = [
  assignmentEndpoint,
  ringEndpoint,
  acceptEndpoint,
  afterConversationEndpoint,
  wrapUpKeyEndpoint,
  rangEndpoint,
  taskRouterEventsEndpoint,
  reconcileEndpoint,
  agentStateEndpoint,
  stateChoiceEndpoint,
  breakMinutesEndpoint,
];

/**
 * Every endpoint, in the order in which a call usually requests them. Each is one function in `functions/`, bundled
 * with its own endpoint alone. The build, the doctor, explain-call and the tests use this table.
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
  ...ringingEndpoints,
  freeAgentEndpoint,
  idleAgentEndpoint,
  pausedAgentEndpoint,
  callEndedEndpoint,
  voicemailPlaybackEndpoint,
];

/**
 * The endpoints that a deployment includes. Public ones are left out if they cannot be used: anybody may request them,
 * and each request takes an execution that calls may need.
 */
export function deployedEndpoints(
  config: QueuesConfig,
  { hasVoicemailSecret }: { hasVoicemailSecret: boolean },
): (typeof endpoints)[number][] {
  const isRinging = rungQueueNames(config).length > 0;
  const hasLinks = givesVoicemailLinks(config) && hasVoicemailSecret;
  return endpoints.filter(
    (endpoint) =>
      (isRinging || !ringingEndpoints.includes(endpoint)) &&
      (hasLinks || endpoint !== voicemailPlaybackEndpoint),
  );
}

/** The endpoint at a path; undefined if there is none. */
export const endpointAt = (path: string) => endpoints.find((endpoint) => endpoint.path === path);

/** The name of an endpoint's file in `functions/`, without its extension. */
export const functionNameOf = ({ path, visibility }: (typeof endpoints)[number]) =>
  `${path.slice(1)}${visibility === 'protected' ? '.protected' : ''}`;

/** Whether an endpoint answers with TwiML. */
export const isWebhook = (endpoint: (typeof endpoints)[number]): endpoint is AnyWebhookEndpoint =>
  'read' in endpoint;

/** The files of `functions/` that a deployment does not include, without their extension. */
export function functionsLeftOut(
  config: QueuesConfig,
  given: Parameters<typeof deployedEndpoints>[1],
): string[] {
  const deployed = deployedEndpoints(config, given);
  return endpoints.filter((endpoint) => !deployed.includes(endpoint)).map(functionNameOf);
}

/** The paths with this visibility. */
export const pathsOpenTo = (visibility: Visibility): string[] =>
  endpoints.filter((endpoint) => endpoint.visibility === visibility).map(({ path }) => path);
