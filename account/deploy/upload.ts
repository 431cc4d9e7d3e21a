import { dependencies } from '../../package.json';
import { type Deployment, findDeployment } from '../deployment';
import { failedDeployInWords, type LiveNow, liveInWords } from './failed-deploy';
import type { DeployPlan } from './plan';
import { Progress } from './progress';
import type { DeployState } from './requests';
import type { DeployTarget } from './target';
import { twilioRunDeploy } from './twilio-run-deploy';

/**
 * Uploads, builds and activates. Resolves to the SID of the build. Throws an error that says what happened and what is
 * live.
 */
export async function upload(
  plan: DeployPlan,
  target: DeployTarget,
  signal: AbortSignal,
  printMessage: (text: string) => void,
): Promise<string> {
  const { account, environment, variables, files } = plan;
  const { serviceSid } = target;
  printMessage(`Uploading ${filesInWords(files)} …`);
  const progress = new Progress(files.length, printMessage);
  try {
    const outcome = await twilioRunDeploy({
      ...{ credentials: account.credentials, serviceSid, environment, variables, signal },
      onRequest: (request) => progress.saw(request),
    });
    if (outcome.kind === 'deployed') return outcome.buildSid;
    throw new Error(await whyFailed(plan, target, { words: outcome.words, state: progress.state }, signal));
  } finally {
    progress.end();
  }
}

export function filesInWords(files: DeployPlan['files']): string {
  const functions = files.filter(({ kind }) => kind === 'function').length;
  return `${functions} functions and ${files.length - functions} assets`;
}

export const buildBefore = ({ before }: DeployTarget): string | undefined =>
  before.kind === 'found' ? before.deployment.buildSid : undefined;

async function whyFailed(
  plan: DeployPlan,
  target: DeployTarget,
  { words, state }: { readonly words: string; readonly state: DeployState },
  { aborted: wasStopped }: AbortSignal,
): Promise<string> {
  const { live, buildStatus } = await whatIsLive(plan, target, state);
  const failed = { words, state, buildStatus, wasStopped, dependencies };
  return `${failedDeployInWords(failed)}\n${liveInWords(live, state, plan.environment)}`;
}

async function whatIsLive(
  { account, environment }: DeployPlan,
  target: DeployTarget,
  state: DeployState,
): Promise<{ live: LiveNow; buildStatus: string | undefined }> {
  const before = buildBefore(target);
  try {
    const found = await findDeployment(account.client, environment);
    if (found.kind !== 'found') return { live: { kind: 'as-before', before }, buildStatus: undefined };
    const { buildSid } = found.deployment;
    const isNew = buildSid !== undefined && buildSid !== before;
    return {
      live: isNew ? { kind: 'new', buildSid } : { kind: 'as-before', before },
      buildStatus: await statusOf(account.client, found.deployment, state.buildSid),
    };
  } catch {
    return { live: { kind: 'not-known', before }, buildStatus: undefined };
  }
}

async function statusOf(
  client: DeployPlan['account']['client'],
  { serviceSid }: Deployment,
  buildSid: string | undefined,
): Promise<string | undefined> {
  if (buildSid === undefined) return undefined;
  return (await client.serverless.v1.services(serviceSid).builds(buildSid).buildStatus().fetch()).status;
}
