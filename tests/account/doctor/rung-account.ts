import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckout } from '../../../account/doctor/checkout';
import { ensureTaskRouter } from '../../../account/task-router/apply';
import { wantedTaskRouter } from '../../../account/task-router/wanted';
import { filesOf } from '../../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../../simulation/project-with';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { taskRouterVariable, taskRouterVariableValue } from '../../../src/config/task-router';
import type { DeployedQueue } from '../../deployment/deployed-queue';
import { type Examined, healthyAccount } from './healthy-account';
import rung from './rung.config';

let project: Promise<TemporaryProject> | undefined;

afterAll(async () => (await project)?.close());

export const rungAgentsConfig: QueuesConfig = rung;

/** A deployment with everything as it should be, and two queues that ring their agents. */
export interface RungAccount {
  readonly queue: DeployedQueue;
  /** What it is examined against. */
  readonly own: Examined;
}

export async function rungAccount(): Promise<RungAccount> {
  project ??= projectWith(join(__dirname, 'rung.config.ts'), rung, undefined);
  const built = await project;
  const queue = await healthyAccount({ built });
  const { client, deployment } = queue;
  const wanted = wantedTaskRouter(rung, 'staging', deployment.domain);
  const value = taskRouterVariableValue(await ensureTaskRouter(client, wanted));
  await queue.project.environment.variables.create({ key: taskRouterVariable, value });
  const assets = filesOf(built).flatMap(({ kind, path, file }) =>
    kind === 'asset' ? [[path, readFileSync(file)] as const] : [],
  );
  const { functions } = readCheckout(rung, built.functionsFolder);
  return { queue, own: { config: rung, checkout: { functions, assets: new Map(assets) } } };
}
