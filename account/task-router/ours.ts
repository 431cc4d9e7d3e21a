import { timersName } from '../../src/config/task-router';
import { assignmentPath, taskRouterEventsPath } from '../../src/state/paths';
import type { FoundTaskQueue, FoundWorker, FoundWorkflow, FoundWorkspace } from './found';
import { agentsUpTo, nobody } from './wanted';

/**
 * How this command recognizes what it created. Only workers and tasks have room for a mark, so each resource is
 * recognized by what only this command writes. Other resources are never deleted. But in our own workspace, resources
 * with names from the config are changed to match it, no matter who changed them.
 */

/** Its events go to an endpoint of this project, at any domain. */
export const isOurWorkspace = ({ eventCallbackUrl }: FoundWorkspace) =>
  pathOf(eventCallbackUrl) === taskRouterEventsPath;

export const isOurWorkflow = ({ assignmentCallbackUrl }: FoundWorkflow) =>
  pathOf(assignmentCallbackUrl) === assignmentPath;

/** The name must match the expression for its agents. */
export function isOurTaskQueue({ name, targetWorkers }: FoundTaskQueue): boolean {
  if (name === timersName) return targetWorkers === nobody;
  const [, queueName, level] = /^(.+)-(\d)$/.exec(name) ?? [];
  return queueName !== undefined && targetWorkers === agentsUpTo(Number(level), queueName);
}

export const isOurWorker = ({ name, attributes: { agent } }: FoundWorker) => agent === name;

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : undefined);
