import { timersName } from '../../src/config/task-router';
import { inARow } from '../../wording/phrases';
import type { FoundTaskRouter, FoundWorkspace } from './found';
import { isOurTaskQueue, isOurWorker, isOurWorkflow, isOurWorkspace } from './ours';
import { lineOf, type TaskRouterPlan } from './plan';

/** The undo: deletes a workspace that this command created, with the lines of its workflows. */
export function planTaskRouterUndo({ workspace, queues }: FoundTaskRouter): TaskRouterPlan {
  const nothing = { changes: [], faults: [], warnings: [] };
  if (!workspace) return nothing;
  const faults = undoFaults(workspace);
  if (faults.length > 0) return { ...nothing, faults };
  return {
    ...nothing,
    changes: [
      ...workspace.workflows.flatMap((workflow) =>
        lineOf(workflow, queues).map(
          ({ sid }) => ({ kind: 'delete-line', queueName: workflow.name, sid }) as const,
        ),
      ),
      { kind: 'delete-workspace', sid: workspace.sid, name: workspace.name },
    ],
  };
}

/** Twilio deletes a workspace with everything in it, including callers and what others have created there. */
function undoFaults(workspace: FoundWorkspace): string[] {
  const { name, sid, workflows, tasks } = workspace;
  if (!isOurWorkspace(workspace)) {
    return [`The workspace ${name} (${sid}) was not created by this command, so it stays.`];
  }
  const timers = workflows.find((workflow) => workflow.name === timersName)?.sid;
  const callers = tasks.filter(({ workflowSid, isOver }) => workflowSid !== timers && !isOver).length;
  const foreign = [
    ...workflows.filter((workflow) => !isOurWorkflow(workflow)).map((one) => `the workflow ${one.name}`),
    ...workspace.taskQueues.filter((one) => !isOurTaskQueue(one)).map((one) => `the task queue ${one.name}`),
    ...workspace.workers.filter((worker) => !isOurWorker(worker)).map((one) => `the worker ${one.name}`),
  ];
  return [
    ...(callers === 0
      ? []
      : [
          `${callers === 1 ? 'One caller is' : `${callers} callers are`} in line or with an agent of the workspace ${name}. Run this again later.`,
        ]),
    ...(foreign.length === 0
      ? []
      : [
          `The workspace ${name} contains what this command did not create: ${inARow(foreign)}. First delete that in the Console, at TaskRouter, Workspaces.`,
        ]),
  ];
}
