import type { EndedCallSources } from '../caller/ended';
import { readCallersTaskRouter } from '../config/task-router';
import type { FunctionContext } from './http-function';
import { within } from './within';
import { onePage, workspaceOf } from './workspace';

/** Each of the two requests delays our answer by at most this. */
const longestReadMillis = 800;

/** The tasks at TaskRouter of callers whose calls are over. Where agents dial in, nothing is asked. */
export const endedCallSources = (context: FunctionContext): EndedCallSources => ({
  async cancelTask(call) {
    const taskRouter = readCallersTaskRouter(context);
    if (!taskRouter) return;
    const workspace = workspaceOf(context, taskRouter.workspaceSid, longestReadMillis);
    const looked = workspace.tasks.list({ assignmentStatus: ['pending', 'reserved'], ...onePage });
    const open = await within(longestReadMillis, looked);
    const left = open.find(({ attributes }) => attributes.includes(call));
    if (!left) return;
    const canceled = { assignmentStatus: 'canceled', reason: 'left' } as const;
    await within(longestReadMillis, workspace.tasks(left.sid).update(canceled));
  },
});
