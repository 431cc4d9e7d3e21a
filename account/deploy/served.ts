import { setTimeout as sleep } from 'node:timers/promises';
import type { Twilio } from 'twilio';
import type { DeployedFile } from '../../emulator/reference';
import { callerPath } from '../../src/state/urls';
import type { AskWeb, WebAnswer } from '../ask-web';
import { type Deployment, requireDeployment } from '../deployment';
import { failureInWords } from '../failure-in-words';
import { ownCommand } from '../typed-commands';
import type { DeployPlan } from './plan';

/** How often to retry a check: a new domain takes time to resolve everywhere. */
export interface Patience {
  readonly tries: number;
  readonly pauseMillis: number;
  readonly signal?: AbortSignal;
}

const halfAMinute: Patience = { tries: 10, pauseMillis: 3_000 };

/** Checks that the upload is live and answers. Throws an error that says what is wrong. */
export async function verify(
  { account, environment, files }: DeployPlan,
  buildSid: string,
  signal: AbortSignal,
): Promise<Deployment> {
  const { client, askWeb } = account;
  const patience = { ...halfAMinute, signal };
  const otherwise = await patiently(async () => {
    const { buildSid: live } = await requireDeployment(client, environment);
    return live === buildSid ? undefined : `live is ${live}. Did somebody else deploy at the same time?`;
  }, patience);
  if (otherwise) throw new Error(`Build ${buildSid} was activated, but ${otherwise}`);
  const deployment = await requireDeployment(client, environment);
  const faults = await buildFaults(client, deployment, files);
  if (faults.length > 0) {
    throw new Error(`Build ${buildSid} is live, but differs from what was uploaded:\n${faults.join('\n')}`);
  }
  const why = await whyNotServed(askWeb, deployment.domain, patience);
  if (why)
    throw new Error(
      `Build ${buildSid} is live, but ${why}. Run ${ownCommand('doctor', environment)} in a few minutes.`,
    );
  return deployment;
}

/** The compared parts of a build's file. */
type Place = Pick<DeployedFile, 'kind' | 'path' | 'visibility'>;

/** The differences between the live build and the upload, a sentence each. */
export async function buildFaults(
  client: Twilio,
  { serviceSid, buildSid = '' }: Pick<Deployment, 'serviceSid' | 'buildSid'>,
  files: readonly Place[],
): Promise<string[]> {
  const build = await client.serverless.v1.services(serviceSid).builds(buildSid).fetch();
  const placesOf = (kind: Place['kind'], versions: readonly { path: string; visibility: string }[]) =>
    versions.map(({ path, visibility }) => inWords({ kind, path, visibility: visibility.toLowerCase() }));
  const there = [
    ...placesOf('function', build.functionVersions ?? []),
    ...placesOf('asset', build.assetVersions ?? []),
  ];
  const expected = files.map(inWords);
  return [
    ...expected.filter((place) => !there.includes(place)).map((place) => `Missing: ${place}.`),
    ...there
      .filter((place) => !expected.includes(place))
      .map((place) => `Not uploaded by this deploy: ${place}.`),
  ];
}

const inWords = ({ kind, path, visibility }: { kind: string; path: string; visibility: string }) =>
  `${visibility} ${kind} ${path}`;

/** Why a domain does not serve the queue, even after retries; undefined if it does. */
export const whyNotServed = (askWeb: AskWeb, domain: string, patience = halfAMinute) =>
  patiently(() => whyNotServedNow(askWeb, domain), patience);

async function whyNotServedNow(askWeb: AskWeb, domain: string): Promise<string | undefined> {
  const caller = `https://${domain}${callerPath}`;
  const document = `https://${domain}/fallback/caller.xml`;
  try {
    const refusal = await askWeb({ method: 'GET', url: caller });
    if (!isRefusal(refusal))
      return `${caller} answers ${refusal.status} to a request without a signature, not 403`;
    const { status } = await askWeb({ method: 'GET', url: document });
    return status === 200 ? undefined : `${document} answers ${status}, not 200`;
  } catch (error) {
    return `https://${domain} cannot be reached (${failureInWords(error)})`;
  }
}

/**
 * 403 by https://help.twilio.com/articles/43430648191259, 400 by
 * https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow
 */
const isRefusal = ({ status }: WebAnswer) => status === 403 || status === 400;

/** Checks until there is no complaint, or no attempt is left. Resolves to the last complaint. */
async function patiently(
  complaint: () => Promise<string | undefined>,
  { tries, pauseMillis, signal }: Patience,
): Promise<string | undefined> {
  for (let left = tries - 1; ; left -= 1) {
    const why = await complaint();
    if (why === undefined || left <= 0 || signal?.aborted) return why;
    await sleep(pauseMillis, undefined, signal && { signal }).catch(() => undefined);
  }
}
