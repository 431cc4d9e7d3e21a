import { timersName } from '../../src/config/task-router';
import { assignmentPath, taskRouterEventsPath } from '../../src/state/paths';
import type { FoundTaskQueue, FoundWorker, FoundWorkflow, FoundWorkspace } from './found';
import { agentsUpTo, nobody } from './wanted';

/**
 * How this command knows what it made. Nothing of TaskRouter but workers and tasks has room for a mark, so each resource
 * is known by what only this command writes. What is not known so is never deleted. Names that the config uses are
 * another matter: in a workspace of ours they are brought to what the config says, whoever changed them.
 */

/** Its events go to an endpoint of this project, at whatever domain it was deployed to then. */
export const isOurWorkspace = ({ eventCallbackUrl }: FoundWorkspace) =>
  pathOf(eventCallbackUrl) === taskRouterEventsPath;

export const isOurWorkflow = ({ assignmentCallbackUrl }: FoundWorkflow) =>
  pathOf(assignmentCallbackUrl) === assignmentPath;

/** The name says which agents are in it. */
export function isOurTaskQueue({ name, targetWorkers }: FoundTaskQueue): boolean {
  if (name === timersName) return targetWorkers === nobody;
  const [, queueName, level] = /^(.+)-(\d)$/.exec(name) ?? [];
  return queueName !== undefined && targetWorkers === agentsUpTo(Number(level), queueName);
}

export const isOurWorker = ({ name, attributes: { agent } }: FoundWorker) => agent === name;

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : undefined);
