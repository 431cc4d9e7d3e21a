import { epochSeconds } from '../epoch-seconds';
import type { CallersTask, FoundTask } from '../rules/callers-task';
import type { workspaceOf } from './workspace';

type Workspace = ReturnType<typeof workspaceOf>;
type Tasks = Awaited<ReturnType<Workspace['tasks']['list']>>;

const mostListed = 1000;

/**
 * The task of a caller: the newest that names the call. Twilio limits searches by attributes to three requests a
 * second. https://www.twilio.com/docs/taskrouter/api/task
 */
export const newestTasks = (
  workflow: { workflowSid: string } | { workflowName: string },
  { tasks }: Workspace,
): Promise<Tasks> =>
  tasks.list({ ...workflow, ordering: 'DateCreated:desc', limit: mostListed, pageSize: mostListed });

/** The task of a caller: the newest that names the call. */
export const taskOfCall = async (
  call: string,
  workflowSid: string,
  workspace: Workspace,
): Promise<FoundTask> => taskAmong(await newestTasks({ workflowSid }, workspace), call);

/** The same among tasks that are listed. A list may leave older ones out. */
export function taskAmong(listed: Tasks, call: string): FoundTask {
  const task = listed.find(({ attributes }) => attributes.includes(call));
  if (!task) return listed.length < mostListed ? 'none' : undefined;
  const { sid, assignmentStatus, reason, dateUpdated } = task;
  return { sid, endsAs: endings[assignmentStatus], reason, changedAt: epochSeconds(dateUpdated) };
}

/** Only tasks that no worker has taken can be canceled. */
const endings: Readonly<Record<string, CallersTask['endsAs']>> = {
  pending: 'canceled',
  reserved: 'canceled',
  assigned: 'completed',
  wrapping: 'completed',
};
