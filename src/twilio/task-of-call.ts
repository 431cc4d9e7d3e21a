import type { CallersTask } from '../caller/caller-sources';
import type { workspaceOf } from './workspace';

/**
 * The task of a caller: the newest that names the call. Twilio limits searches by attributes to three requests a
 * second. https://www.twilio.com/docs/taskrouter/api/task
 */
export async function taskOfCall(
  call: string,
  workflowSid: string,
  { tasks }: ReturnType<typeof workspaceOf>,
): Promise<CallersTask | undefined> {
  const ordering = 'DateCreated:desc';
  const found = await tasks.list({ workflowSid, ordering, limit: 1000, pageSize: 1000 });
  const task = found.find(({ attributes }) => attributes.includes(call));
  return task && { sid: task.sid, endsAs: endings[task.assignmentStatus], reason: task.reason };
}

/** Only tasks that no worker has taken can be canceled. */
const endings: Readonly<Record<string, CallersTask['endsAs']>> = {
  pending: 'canceled',
  reserved: 'canceled',
  assigned: 'completed',
  wrapping: 'completed',
};
