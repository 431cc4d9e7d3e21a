import type { LeavingSources } from '../caller/caller-sources';
import { readCallersTaskRouter } from '../config/task-router';
import { callerSources } from './caller-sources';
import type { FunctionContext } from './http-function';
import { taskOfCall } from './task-of-call';
import { within } from './within';
import { workspaceOf } from './workspace';

/** The caller hears our words no later than this because of each of the two. */
const longestReadMillis = 800;

/** The files that this deployment serves, and the tasks by which TaskRouter knows callers. */
export const leavingSources = (context: FunctionContext): LeavingSources => {
  const taskRouter = readCallersTaskRouter(context);
  const inTime = <T>(work: Promise<T>) => within(longestReadMillis, work).catch(() => undefined);
  const workspace = () => workspaceOf(context, taskRouter?.workspaceSid ?? '', longestReadMillis);
  return {
    ...callerSources(context),
    taskRouter,
    taskOf: (call, workflowSid) => inTime(taskOfCall(call, workflowSid, workspace())),
    async endTask({ sid, endsAs: assignmentStatus }) {
      // Whoever else has noticed may have done it, and TaskRouter refuses then: that is as good.
      if (assignmentStatus) await inTime(workspace().tasks(sid).update({ assignmentStatus, reason: 'left' }));
    },
  };
};
