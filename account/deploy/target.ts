import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedVariables, type FoundDeployment, findDeployment } from '../deployment';
import { variablesFiles } from '../environment';
import { unsetCommand } from '../typed-commands';
import { deployInfoFile, leadsElsewhere } from './deploy-info';
import type { DeployPlan } from './plan';
import { ensureService } from './service';
import { contextSizeFaults, leftInTheCloud, whoCannotSignIn } from './variables';

/** The service to deploy to, and what is there as yet. */
export interface DeployTarget {
  readonly serviceSid: string;
  readonly before: FoundDeployment;
}

/** Finds where to deploy to, and says what becomes of the variables there. Nothing has been uploaded after this. */
export async function findTarget(plan: DeployPlan, tell: (text: string) => void): Promise<DeployTarget> {
  const { account, environment, files } = plan;
  const serviceSid = await ensureService(account.client, files);
  const target = { serviceSid, before: await findDeployment(account.client, environment) };
  await lookOverVariables(plan, target, tell);
  tellOfDeployInfo(plan, target, tell);
  return target;
}

async function lookOverVariables(
  { config, account, environment, variables }: DeployPlan,
  { serviceSid, before }: DeployTarget,
  tell: (text: string) => void,
): Promise<void> {
  const inCloud = before.kind === 'found' ? await deployedVariables(account.client, before.deployment) : {};
  const after = { ...inCloud, ...variables };
  const file = variablesFiles[environment];
  const left = leftInTheCloud(Object.keys(inCloud), variables);
  tell(`Variables from ${file}: ${Object.keys(variables).join(', ') || 'none'}.`);
  if (left.length > 0) {
    tell(`In the cloud and not in ${file}, left as they are: ${left.join(', ')}. To remove one:`);
    tell(`  ${unsetCommand({ serviceSid, environment }, left[0] ?? '')}`);
  }
  const [tooLarge] = contextSizeFaults(after);
  if (tooLarge) throw new Error(`With those in the cloud ${tooLarge} Remove some of them first.`);
  const shutOut = whoCannotSignIn(after, config.agents);
  if (shutOut) tell(`Careful: ${shutOut} It belongs into ${file}; then deploy again.`);
}

/** We name the service ourselves; whoever uses Twilio's own tools in this folder is led by that file. */
function tellOfDeployInfo(
  { account }: DeployPlan,
  { serviceSid }: DeployTarget,
  tell: (text: string) => void,
): void {
  const file = join(__dirname, '..', '..', deployInfoFile);
  if (!existsSync(file)) return;
  if (!leadsElsewhere(readFileSync(file, 'utf8'), account.credentials, serviceSid)) return;
  tell(
    `${deployInfoFile} leads twilio serverless:deploy to another service: delete it, it is only a memory.`,
  );
}
