import type { LeavingSources } from '../caller/caller-sources';
import { readCallersTaskRouter } from '../config/task-router';
import { callerSources } from './caller-sources';
import type { FunctionContext } from './http-function';
import { taskOfCall } from './task-of-call';
import { within } from './within';
import { workspaceOf } from './workspace';

/** Each of the two requests delays our answer by at most this. */
const longestReadMillis = 800;

/** The files that this deployment serves, and callers' tasks at TaskRouter. */
export const leavingSources = (context: FunctionContext): LeavingSources => {
  const taskRouter = readCallersTaskRouter(context);
  const inTime = <T>(work: Promise<T>) => within(longestReadMillis, work).catch(() => undefined);
  const workspace = () => workspaceOf(context, taskRouter?.workspaceSid ?? '', longestReadMillis);
  return {
    ...callerSources(context),
    taskRouter,
    taskOf: (call, workflowSid) => inTime(taskOfCall(call, workflowSid, workspace())),
    async endTask({ sid, endsAs: assignmentStatus }) {
      // TaskRouter refuses if another request has already done it, which is fine.
      if (assignmentStatus) await inTime(workspace().tasks(sid).update({ assignmentStatus, reason: 'left' }));
    },
  };
};
