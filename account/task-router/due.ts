import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../../src/config/queue-config';
import {
  readTaskRouterSettings,
  rungQueueNames,
  taskRouterVariable,
  taskRouterVariableValue,
} from '../../src/config/task-router';
import { inARow } from '../../wording/phrases';
import { type Deployment, deployedVariables } from '../deployment';
import type { EnvironmentName } from '../environment';
import { ownCommand } from '../typed-commands';
import { findTaskRouter } from './found';
import { planTaskRouter } from './plan';
import { settingsOf } from './settings';
import { wantedTaskRouter } from './wanted';

/** Whether `npm run taskrouter` would change anything for a deployment. */
export async function isTaskRouterDue(
  client: Twilio,
  config: QueuesConfig,
  environment: EnvironmentName,
  deployment: Deployment,
): Promise<boolean> {
  if (rungQueueNames(config).length === 0) return false;
  const wanted = wantedTaskRouter(config, environment, deployment.domain);
  const found = await findTaskRouter(client, wanted.workspace.name);
  const { changes, faults } = planTaskRouter(wanted, found);
  if (changes.length + faults.length > 0) return true;
  const settings = settingsOf(wanted, found);
  const { [taskRouterVariable]: value } = await deployedVariables(client, deployment);
  return settings === undefined || value !== taskRouterVariableValue(settings);
}

/** Why numbers must not point at a deployment yet: its functions do not know TaskRouter. */
export async function taskRouterFaults(
  client: Twilio,
  config: QueuesConfig,
  environment: EnvironmentName,
  deployment: Deployment,
): Promise<string[]> {
  const names = rungQueueNames(config);
  if (names.length === 0) return [];
  const known = readTaskRouterSettings(await deployedVariables(client, deployment))?.workflowSids;
  const unknown = names.filter((name) => !known?.has(name));
  if (unknown.length === 0) return [];
  return [
    `No agent is rung for ${inARow(unknown)} yet: TaskRouter is not set up for ${environment}. Run ${ownCommand('taskrouter', environment)} first.`,
  ];
}
