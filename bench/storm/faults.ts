import { Twilio } from 'twilio';
import { type Disturbance, restHttpClient } from '../../emulator/index';
import { type LocalQueue, localDomain } from '../../simulation/local-queue';
import { endpoints, isWebhook } from '../../src/endpoints';
import {
  acceptPath,
  afterConversationPath,
  assignmentPath,
  callerPath,
  connectPath,
  rangPath,
  reconcilePath,
  ringPath,
  stateChoicePath,
  taskRouterEventsPath,
  waitPath,
  wrapUpKeyPath,
} from '../../src/state/paths';
import type { Randomness } from '../day/randomness';

const paths = endpoints.filter(isWebhook).map(({ path }) => path);
const pathsOfRungAgents = [
  ...[assignmentPath, ringPath, acceptPath, connectPath, afterConversationPath, rangPath],
  ...[taskRouterEventsPath, reconcilePath, stateChoicePath, wrapUpKeyPath],
];

/** A random failure of the next requests to one path or to REST. */
export const anyFault = (randomness: Randomness): Disturbance => faultAmong(paths, '/Queues', randomness);

/** The same where agents are rung: most faults meet what TaskRouter and the agents' phones request. */
export function anyRungFault(randomness: Randomness): Disturbance {
  const rest = ['/Workspaces', '/Calls'][Math.floor(randomness.uniform() * 2)] ?? '/Calls';
  const isOfAgents = randomness.happens(0.7);
  return faultAmong(isOfAgents ? pathsOfRungAgents : paths, rest, randomness);
}

function faultAmong(among: readonly string[], rest: string, randomness: Randomness): Disturbance {
  const path = among[Math.floor(randomness.uniform() * among.length)] ?? waitPath;
  const times = 1 + Math.floor(randomness.exponential(1));
  const faults: readonly Disturbance[] = [
    { kind: 'lost', path, times },
    { kind: 'answer-lost', path, times },
    { kind: 'doubled', path, times },
    // Late enough that others overtake it. Some arrive after Twilio has given up.
    { kind: 'delayed', millis: Math.ceil(randomness.uniform() * 6000), path, times },
    { kind: 'status', status: 429, path, times },
    { kind: 'status', status: 500, path, times },
    { where: 'rest', kind: 'status', status: 503, path: rest, times },
    { where: 'rest', kind: 'hang', path: rest, times },
  ];
  return faults[Math.floor(randomness.uniform() * faults.length)] ?? { kind: 'lost', path };
}

/** Redirects a call to the first document, wherever it is. */
export function redirect(callSid: string, queue: LocalQueue, randomness: Randomness): void {
  const { account, rest } = queue.twilio;
  const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  const url = `https://${localDomain}${callerPath}?queue=${randomness.happens(0.5) ? 'first' : 'second'}`;
  // A call that has just ended cannot be redirected.
  client
    .calls(callSid)
    .update({ url, method: 'POST' })
    .catch(() => undefined);
}
