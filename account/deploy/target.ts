import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedVariables, type FoundDeployment, findDeployment } from '../deployment';
import { variablesFiles } from '../environment';
import { unsetCommand } from '../typed-commands';
import { deployInfoFile, pointsElsewhere } from './deploy-info';
import type { DeployPlan } from './plan';
import { ensureService } from './service';
import { contextSizeFaults, leftInTheCloud, whoCannotSignIn } from './variables';

/** The service to deploy to, and what it has now. */
export interface DeployTarget {
  readonly serviceSid: string;
  readonly before: FoundDeployment;
}

/** Finds the service, and says what happens to its variables. Uploads nothing. */
export async function findTarget(
  plan: DeployPlan,
  printMessage: (text: string) => void,
): Promise<DeployTarget> {
  const { account, environment, files } = plan;
  const serviceSid = await ensureService(account.client, files);
  const target = { serviceSid, before: await findDeployment(account.client, environment) };
  await checkVariables(plan, target, printMessage);
  warnOfDeployInfo(plan, target, printMessage);
  return target;
}

async function checkVariables(
  { config, account, environment, variables }: DeployPlan,
  { serviceSid, before }: DeployTarget,
  printMessage: (text: string) => void,
): Promise<void> {
  const inCloud = before.kind === 'found' ? await deployedVariables(account.client, before.deployment) : {};
  const after = { ...inCloud, ...variables };
  const file = variablesFiles[environment];
  const left = leftInTheCloud(Object.keys(inCloud), variables);
  printMessage(`Variables from ${file}: ${Object.keys(variables).join(', ') || 'none'}.`);
  if (left.length > 0) {
    printMessage(`In the cloud but not in ${file}, unchanged: ${left.join(', ')}. To remove one:`);
    printMessage(`  ${unsetCommand({ serviceSid, environment }, left[0] ?? '')}`);
  }
  const [tooLarge] = contextSizeFaults(after);
  if (tooLarge) throw new Error(`With those in the cloud ${tooLarge} Remove some of them first.`);
  const shutOut = whoCannotSignIn(after, config.agents);
  if (shutOut) printMessage(`Careful: ${shutOut} Set it in ${file} and deploy again.`);
}

/** We use the service name from package.json, but Twilio's own tools in this folder follow that file. */
function warnOfDeployInfo(
  { account }: DeployPlan,
  { serviceSid }: DeployTarget,
  printMessage: (text: string) => void,
): void {
  const file = join(__dirname, '..', '..', deployInfoFile);
  if (!existsSync(file)) return;
  if (!pointsElsewhere(readFileSync(file, 'utf8'), account.credentials, serviceSid)) return;
  printMessage(
    `${deployInfoFile} points twilio serverless:deploy at another service: delete it, it is only a cache.`,
  );
}
