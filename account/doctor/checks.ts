import { accountStatus, concurrentCalls, trial } from './checks/account';
import { fallbackFiles, fileSounds, filesOfCheckout, filesThere, fileTypes } from './checks/assets';
import { config, timeZones } from './checks/config';
import { region, signIn } from './checks/credentials';
import {
  code,
  deployed,
  functionsThere,
  serviceCredentials,
  strayFiles,
  unusedFunctions,
  visibility,
} from './checks/deployment';
import { geographicPermissions, outsideNumbers } from './checks/dialing';
import { domain, signed, unsigned, voicemailPage } from './checks/endpoints';
import { oldBuilds, oldServices, recentFailures } from './checks/leftovers';
import {
  agentsNumber,
  callersNumber,
  configuredNumbersThere,
  fallback,
  fallbackMethod,
  overrides,
  retries,
  statusCallback,
  takesCalls,
  voiceHost,
  voiceHttps,
  voiceMethod,
  voicePath,
  voiceQueue,
} from './checks/numbers';
import { queueSizes, queuesServed, queuesThere, strandedCallers, unusedQueues } from './checks/queues';
import { recordingAccess } from './checks/recordings';
import {
  agentsEligible,
  agentsOverdue,
  oneCallAtOnce,
  otherWorkers,
  rungAgentsThere,
  rungCallsAtOnce,
} from './checks/rung-agents';
import { dependencies, packageJson, runtime } from './checks/runtime';
import {
  reservationsOutlast,
  taskRouterActivities,
  taskRouterLines,
  taskRouterOpen,
  taskRouterRouting,
  taskRouterSetUp,
  taskRouterUrls,
  taskRouterVariableRight,
} from './checks/task-router';
import { failedWebhooks, fallbackHeard, refusedRequests, wrongPins } from './checks/troubles';
import {
  pinLengths,
  pins,
  unknownVariables,
  variablesSize,
  variableValues,
  voicemails,
} from './checks/variables';
import type { Check } from './finding';

/**
 * Every check, in the order in which a person would fix its findings. A new check needs a function, a row here and an
 * injected fault in tests/account/doctor/injected/.
 */
export const checks: readonly Check[] = [
  { id: 'region', title: 'The region is reachable', examine: region },
  { id: 'sign-in', title: 'Twilio accepts the credentials', examine: signIn },
  { id: 'account-status', title: 'The account is active', examine: accountStatus },
  { id: 'account-trial', title: 'The account is not a trial account', examine: trial },
  {
    id: 'concurrent-calls',
    title: 'The account allows more than a few concurrent calls',
    examine: concurrentCalls,
  },

  { id: 'config', title: 'queues.config.ts has no faults', examine: config },
  { id: 'time-zone', title: 'Queues open and close in the right time zone', examine: timeZones },
  { id: 'package', title: 'package.json has versions that Twilio offers', examine: packageJson },

  { id: 'deployed', title: 'The queue is deployed', examine: deployed },
  { id: 'runtime', title: 'Functions run on a Node version that Twilio supports', examine: runtime },
  {
    id: 'dependencies',
    title: 'Functions were deployed with the modules of this checkout',
    examine: dependencies,
  },
  { id: 'service-credentials', title: 'Functions may read the queues', examine: serviceCredentials },
  { id: 'functions', title: 'Every function is deployed', examine: functionsThere },
  { id: 'visibility', title: 'Functions for Twilio alone are protected', examine: visibility },
  { id: 'stray-files', title: 'Nothing else is deployed', examine: strayFiles },
  { id: 'unused-functions', title: 'No unused function is public', examine: unusedFunctions },
  { id: 'code', title: 'The deployed code matches this checkout', examine: code },

  { id: 'domain', title: 'The domain answers', examine: domain },
  { id: 'unsigned-requests', title: 'Unsigned requests are refused', examine: unsigned },
  { id: 'signed-requests', title: 'Signed requests are answered', examine: signed },
  {
    id: 'voicemail-page',
    title: 'Public functions require a link or our signature',
    examine: voicemailPage,
  },

  { id: 'files', title: 'Every file for callers can be fetched', examine: filesThere },
  { id: 'file-types', title: 'Every file for callers is served as audio', examine: fileTypes },
  { id: 'file-sound', title: 'Every file for callers sounds good on a telephone', examine: fileSounds },
  {
    id: 'file-versions',
    title: 'Every file for callers matches this checkout',
    examine: filesOfCheckout,
  },
  { id: 'fallback-files', title: 'The fallback documents are deployed', examine: fallbackFiles },

  { id: 'variables', title: 'Variables have valid values', examine: variableValues },
  { id: 'pins', title: 'Agents can sign in', examine: pins },
  { id: 'pin-lengths', title: 'PINs are too long to guess', examine: pinLengths },
  { id: 'unknown-variables', title: 'There are no other variables', examine: unknownVariables },
  { id: 'variables-size', title: 'Variables are below Twilio’s size limit', examine: variablesSize },
  { id: 'voicemail', title: 'Voicemail has a receiver', examine: voicemails },

  { id: 'callers-number', title: 'Callers have a number', examine: callersNumber },
  { id: 'agents-number', title: 'Agents have a number', examine: agentsNumber },
  {
    id: 'configured-numbers',
    title: 'The account has the numbers of the config',
    examine: configuredNumbersThere,
  },
  { id: 'number-takes-calls', title: 'Numbers accept calls', examine: takesCalls },
  {
    id: 'number-overrides',
    title: 'No trunk or application overrides the numbers’ URLs',
    examine: overrides,
  },
  { id: 'number-host', title: 'Numbers point at this deployment', examine: voiceHost },
  { id: 'number-https', title: 'Numbers use https', examine: voiceHttps },
  { id: 'number-path', title: 'Numbers point at the start of a call', examine: voicePath },
  { id: 'number-queue', title: 'Numbers point at the right queue', examine: voiceQueue },
  { id: 'number-method', title: 'Numbers use POST', examine: voiceMethod },
  { id: 'number-retries', title: 'Numbers retry failed requests', examine: retries },
  { id: 'number-fallback', title: 'Numbers have a static fallback', examine: fallback },
  { id: 'number-fallback-method', title: 'Numbers fetch their fallback with GET', examine: fallbackMethod },
  { id: 'number-status-callback', title: 'Numbers report the end of calls', examine: statusCallback },

  { id: 'queues', title: 'Every queue exists', examine: queuesThere },
  { id: 'queue-size', title: 'Every queue has the right size', examine: queueSizes },
  { id: 'queue-agents', title: 'Every queue has agents', examine: queuesServed },
  {
    id: 'stranded-callers',
    title: 'No caller is waiting in a queue without agents',
    examine: strandedCallers,
  },

  { id: 'taskrouter-open', title: 'The account has TaskRouter', examine: taskRouterOpen },
  { id: 'taskrouter-workspace', title: 'TaskRouter is set up', examine: taskRouterSetUp },
  {
    id: 'taskrouter-activities',
    title: 'TaskRouter has the right activities',
    examine: taskRouterActivities,
  },
  { id: 'taskrouter-urls', title: 'TaskRouter points at this deployment', examine: taskRouterUrls },
  {
    id: 'taskrouter-workflows',
    title: 'TaskRouter routes calls as the config says',
    examine: taskRouterRouting,
  },
  {
    id: 'taskrouter-reservations',
    title: 'Reservations last until a slow agent has pressed the key',
    examine: reservationsOutlast,
  },
  {
    id: 'taskrouter-lines',
    title: 'Lines for rung agents have the right size',
    examine: taskRouterLines,
  },
  {
    id: 'taskrouter-variable',
    title: 'Functions have the right TaskRouter SIDs',
    examine: taskRouterVariableRight,
  },
  { id: 'rung-agents', title: 'Every rung agent is a worker', examine: rungAgentsThere },
  { id: 'other-workers', title: 'There are no other workers', examine: otherWorkers },
  { id: 'one-call-at-once', title: 'Agents are rung for one caller at a time', examine: oneCallAtOnce },
  { id: 'eligible-agents', title: 'Every queue has eligible agents', examine: agentsEligible },
  {
    id: 'overdue-agents',
    title: 'No agent’s wrap-up, break or missed call is overdue',
    examine: agentsOverdue,
  },
  {
    id: 'rung-calls-at-once',
    title: 'The account allows as many concurrent calls as rung agents need',
    examine: rungCallsAtOnce,
  },

  {
    id: 'geographic-permissions',
    title: 'The account may call every number that the config dials',
    examine: geographicPermissions,
  },
  { id: 'outside-numbers', title: 'The config dials no number of this queue', examine: outsideNumbers },
  { id: 'recording-access', title: 'Recordings require authentication', examine: recordingAccess },

  { id: 'recent-failures', title: 'No function has failed in the last day', examine: recentFailures },
  {
    id: 'refused-requests',
    title: 'No request was refused in the last day for too many at once',
    examine: refusedRequests,
  },
  { id: 'failed-webhooks', title: 'Twilio accepted every answer in the last day', examine: failedWebhooks },
  { id: 'fallback-heard', title: 'No call got the static fallback in the last day', examine: fallbackHeard },
  { id: 'wrong-pins', title: 'No call had only wrong PINs in the last day', examine: wrongPins },
  { id: 'unused-queues', title: 'There are no leftover queues', examine: unusedQueues },
  { id: 'old-builds', title: 'There are few old builds', examine: oldBuilds },
  { id: 'old-services', title: 'No leftover services', examine: oldServices },
];
