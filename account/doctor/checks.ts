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
import { geographicPermissions } from './checks/dialing';
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
 * Every check, in the order in which a person would fix what they find. A new one is a function, a row here and a
 * fault in tests/account/doctor/injected/ that it finds.
 */
export const checks: readonly Check[] = [
  { id: 'region', title: 'The region can be reached', examine: region },
  { id: 'sign-in', title: 'Twilio takes the credentials', examine: signIn },
  { id: 'account-status', title: 'The account is active', examine: accountStatus },
  { id: 'account-trial', title: 'The account is a full one', examine: trial },
  {
    id: 'concurrent-calls',
    title: 'The account carries more than a few calls at once',
    examine: concurrentCalls,
  },

  { id: 'config', title: 'queues.config.ts has no faults', examine: config },
  { id: 'time-zone', title: 'Queues open and close by the right clocks', examine: timeZones },
  { id: 'package', title: 'package.json names what Twilio has', examine: packageJson },

  { id: 'deployed', title: 'The queue is deployed', examine: deployed },
  { id: 'runtime', title: 'Functions run on a Node that Twilio supports', examine: runtime },
  {
    id: 'dependencies',
    title: 'Functions were deployed with the modules of this checkout',
    examine: dependencies,
  },
  { id: 'service-credentials', title: 'Functions may read who waits', examine: serviceCredentials },
  { id: 'functions', title: 'Every function is deployed', examine: functionsThere },
  { id: 'visibility', title: 'Only Twilio may ask what only Twilio should', examine: visibility },
  { id: 'stray-files', title: 'Nothing else is deployed', examine: strayFiles },
  { id: 'unused-functions', title: 'Nothing is open to everybody without use', examine: unusedFunctions },
  { id: 'code', title: 'The deployed code is that of this checkout', examine: code },

  { id: 'domain', title: 'The domain answers', examine: domain },
  { id: 'unsigned-requests', title: 'Requests that nobody signed are refused', examine: unsigned },
  { id: 'signed-requests', title: 'Twilio’s requests are answered', examine: signed },
  {
    id: 'voicemail-page',
    title: 'What anybody may ask opens with a link or a signature only',
    examine: voicemailPage,
  },

  { id: 'files', title: 'Everything that callers are played can be fetched', examine: filesThere },
  { id: 'file-types', title: 'What callers are played is served as sound', examine: fileTypes },
  { id: 'file-sound', title: 'What callers are played sounds well on a telephone', examine: fileSounds },
  {
    id: 'file-versions',
    title: 'What callers are played is the sound of this checkout',
    examine: filesOfCheckout,
  },
  { id: 'fallback-files', title: 'The words for when nothing else works are there', examine: fallbackFiles },

  { id: 'variables', title: 'Variables hold what they should', examine: variableValues },
  { id: 'pins', title: 'Agents can sign in', examine: pins },
  { id: 'pin-lengths', title: 'PINs are too long to be guessed', examine: pinLengths },
  { id: 'unknown-variables', title: 'There are no other variables', examine: unknownVariables },
  { id: 'variables-size', title: 'Variables leave room', examine: variablesSize },
  { id: 'voicemail', title: 'Messages are sent to somebody', examine: voicemails },

  { id: 'callers-number', title: 'Callers have a number', examine: callersNumber },
  { id: 'agents-number', title: 'Agents have a number', examine: agentsNumber },
  {
    id: 'configured-numbers',
    title: 'The account has the numbers of the config',
    examine: configuredNumbersThere,
  },
  { id: 'number-takes-calls', title: 'Numbers take calls', examine: takesCalls },
  { id: 'number-overrides', title: 'Nothing counts instead of the numbers’ URLs', examine: overrides },
  { id: 'number-host', title: 'Numbers lead to this deployment', examine: voiceHost },
  { id: 'number-https', title: 'Numbers lead there encrypted', examine: voiceHttps },
  { id: 'number-path', title: 'Numbers lead where calls begin', examine: voicePath },
  { id: 'number-queue', title: 'Numbers lead to the right queue', examine: voiceQueue },
  { id: 'number-method', title: 'Numbers ask with POST', examine: voiceMethod },
  { id: 'number-retries', title: 'Numbers ask again when a request fails', examine: retries },
  { id: 'number-fallback', title: 'Numbers have a fallback that is no function', examine: fallback },
  { id: 'number-fallback-method', title: 'Numbers ask for their fallback with GET', examine: fallbackMethod },
  { id: 'number-status-callback', title: 'Numbers report the end of calls', examine: statusCallback },

  { id: 'queues', title: 'Every queue is there', examine: queuesThere },
  { id: 'queue-size', title: 'Every queue has its size', examine: queueSizes },
  { id: 'queue-agents', title: 'Every queue has agents', examine: queuesServed },
  { id: 'stranded-callers', title: 'Nobody waits where nobody answers', examine: strandedCallers },

  { id: 'taskrouter-open', title: 'The account has TaskRouter', examine: taskRouterOpen },
  { id: 'taskrouter-workspace', title: 'TaskRouter is set up', examine: taskRouterSetUp },
  {
    id: 'taskrouter-activities',
    title: 'Agents come and go by the right activities',
    examine: taskRouterActivities,
  },
  { id: 'taskrouter-urls', title: 'TaskRouter asks this deployment', examine: taskRouterUrls },
  {
    id: 'taskrouter-workflows',
    title: 'TaskRouter routes calls as the config says',
    examine: taskRouterRouting,
  },
  {
    id: 'taskrouter-reservations',
    title: 'A caller is kept until a slow agent has pressed the key',
    examine: reservationsOutlast,
  },
  {
    id: 'taskrouter-lines',
    title: 'Lines to agents who are rung have their sizes',
    examine: taskRouterLines,
  },
  {
    id: 'taskrouter-variable',
    title: 'Functions know what is at TaskRouter',
    examine: taskRouterVariableRight,
  },
  { id: 'rung-agents', title: 'Every agent who is rung is a worker', examine: rungAgentsThere },
  { id: 'other-workers', title: 'Nobody else is a worker', examine: otherWorkers },
  { id: 'one-call-at-once', title: 'Agents are rung for one caller at a time', examine: oneCallAtOnce },
  { id: 'eligible-agents', title: 'Every queue has agents who may be rung', examine: agentsEligible },
  {
    id: 'overdue-agents',
    title: 'No agent is missed, in notes or on a break past the time',
    examine: agentsOverdue,
  },
  {
    id: 'rung-calls-at-once',
    title: 'The account carries as many calls as agents who are rung need',
    examine: rungCallsAtOnce,
  },

  {
    id: 'geographic-permissions',
    title: 'The account may call whom the config dials',
    examine: geographicPermissions,
  },
  { id: 'recording-access', title: 'Recordings are closed to strangers', examine: recordingAccess },

  { id: 'recent-failures', title: 'No function has failed in the last day', examine: recentFailures },
  {
    id: 'refused-requests',
    title: 'No request was refused in the last day because too many came at once',
    examine: refusedRequests,
  },
  { id: 'failed-webhooks', title: 'Twilio could use every answer of the last day', examine: failedWebhooks },
  { id: 'fallback-heard', title: 'Nobody got the static fallback in the last day', examine: fallbackHeard },
  { id: 'wrong-pins', title: 'Nobody entered only wrong PINs in the last day', examine: wrongPins },
  { id: 'unused-queues', title: 'No queue is left over', examine: unusedQueues },
  { id: 'old-builds', title: 'Few old builds are left over', examine: oldBuilds },
  { id: 'old-services', title: 'No earlier service is left over', examine: oldServices },
];
