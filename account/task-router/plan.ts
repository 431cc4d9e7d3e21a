import { isDeepStrictEqual } from 'node:util';
import { inARow } from '../../wording/phrases';
import type { FoundQueue } from '../ensure-queues';
import type {
  FoundResource,
  FoundTaskQueue,
  FoundTaskRouter,
  FoundWorker,
  FoundWorkflow,
  FoundWorkspace,
} from './found';
import { isOurTaskQueue, isOurWorker, isOurWorkflow, isOurWorkspace } from './ours';
import type {
  WantedActivity,
  WantedTaskQueue,
  WantedTaskRouter,
  WantedWorker,
  WantedWorkflow,
} from './wanted';
import { configurationText, isSameConfiguration } from './workflow-configuration';

/** One change. They are made in this order, so that nothing refers to a missing resource. */
export type TaskRouterChange =
  | { readonly kind: 'create-workspace'; readonly name: string }
  | { readonly kind: 'create-activity'; readonly activity: WantedActivity }
  | { readonly kind: 'change-workspace'; readonly name: string }
  | { readonly kind: 'create-worker'; readonly worker: WantedWorker }
  | { readonly kind: 'change-worker'; readonly found: FoundWorker; readonly worker: WantedWorker }
  | { readonly kind: 'create-task-queue'; readonly taskQueue: WantedTaskQueue }
  | {
      readonly kind: 'change-task-queue';
      readonly found: FoundTaskQueue;
      readonly taskQueue: WantedTaskQueue;
    }
  | { readonly kind: 'create-workflow'; readonly workflow: WantedWorkflow }
  | { readonly kind: 'change-workflow'; readonly found: FoundWorkflow; readonly workflow: WantedWorkflow }
  | { readonly kind: 'create-line'; readonly queueName: string; readonly maxSize: number }
  | {
      readonly kind: 'resize-line';
      readonly queueName: string;
      readonly sid: string;
      readonly before: number;
      readonly after: number;
    }
  /** Removes an agent's queues, so that no further caller is connected. */
  | { readonly kind: 'retire-worker'; readonly found: FoundWorker }
  | { readonly kind: 'delete-worker'; readonly found: FoundWorker }
  | { readonly kind: 'delete-line'; readonly queueName: string; readonly sid: string }
  | { readonly kind: 'delete-workflow'; readonly found: FoundWorkflow }
  | { readonly kind: 'delete-task-queue'; readonly found: FoundTaskQueue }
  | { readonly kind: 'delete-workspace'; readonly sid: string; readonly name: string };

/** The changes, if there are no faults. */
export interface TaskRouterPlan {
  readonly changes: readonly TaskRouterChange[];
  /** Why nothing can be changed, each with its fix. */
  readonly faults: readonly string[];
  /** What a person should know before agreeing. */
  readonly warnings: readonly string[];
}

/** The changes that set up an account, and delete what this command created for an earlier config. */
export function planTaskRouter(wanted: WantedTaskRouter, found: FoundTaskRouter): TaskRouterPlan {
  const { workspace } = found;
  const faults = workspace ? workspaceFaults(workspace, wanted) : [];
  if (faults.length > 0) {
    return { changes: [], faults: faults.map(({ what, repair }) => `${what} ${repair}`), warnings: [] };
  }
  const leftovers = planLeftovers(wanted, found);
  return {
    changes: [
      ...(workspace ? [] : [{ kind: 'create-workspace', name: wanted.workspace.name } as const]),
      ...missing(wanted.activities, workspace?.activities).map(
        (activity) => ({ kind: 'create-activity', activity }) as const,
      ),
      ...workspaceChanges(wanted, workspace),
      ...wanted.workers.flatMap((worker) => workerChanges(worker, workspace)),
      ...wanted.taskQueues.flatMap((taskQueue) => taskQueueChanges(taskQueue, workspace)),
      ...wanted.workflows.flatMap((workflow) => workflowChanges(workflow, workspace)),
      ...wanted.workflows.flatMap((workflow) => lineChanges(workflow, found)),
      ...leftovers.changes,
    ],
    faults: [],
    warnings: leftovers.warnings,
  };
}

/** Finds by name, ignoring case like TaskRouter. */
export const named = <Named extends { readonly name: string }>(
  resources: readonly Named[] = [],
  name: string,
) => resources.find((resource) => resource.name.toLowerCase() === name.toLowerCase());

const missing = <Wanted extends { readonly name: string }>(
  wanted: readonly Wanted[],
  found: readonly FoundResource[] = [],
) => wanted.filter(({ name }) => !named(found, name));

/** What only a person can fix. */
export interface WorkspaceFault {
  readonly what: string;
  readonly repair: string;
}

/** Why a workspace cannot be changed. */
export function workspaceFaults(
  workspace: FoundWorkspace,
  { activities }: WantedTaskRouter,
): WorkspaceFault[] {
  const { name, sid } = workspace;
  if (!isOurWorkspace(workspace)) {
    return [
      {
        what: `The account has a TaskRouter workspace named ${name} (${sid}) that this command did not create.`,
        repair: 'Rename it in the Console, at TaskRouter, Workspaces.',
      },
    ];
  }
  if (!workspace.isMultitasking) {
    return [
      {
        what: `The workspace ${name} (${sid}) does not allow multitasking, which rung agents need.`,
        repair: 'Delete it in the Console, at TaskRouter, Workspaces, and run this again.',
      },
    ];
  }
  return activities.flatMap((wanted) => {
    const found = named(workspace.activities, wanted.name);
    if (!found || found.available === wanted.available) return [];
    return [
      {
        what: `The activity ${found.name} of the workspace ${name} ${found.available ? 'receives' : 'does not receive'} calls, and Twilio cannot change that.`,
        repair: 'Rename it in the Console, and this command creates another.',
      },
    ];
  });
}

function workspaceChanges(
  { workspace: wanted }: WantedTaskRouter,
  found: FoundWorkspace | undefined,
): TaskRouterChange[] {
  const nameOf = (sid: string) => found?.activities.find((activity) => activity.sid === sid)?.name;
  const isAsWanted =
    found !== undefined &&
    nameOf(found.defaultActivitySid) === wanted.defaultActivity &&
    nameOf(found.timeoutActivitySid) === wanted.timeoutActivity &&
    found.eventCallbackUrl === wanted.eventCallbackUrl &&
    found.eventsFilter === wanted.eventsFilter;
  return isAsWanted ? [] : [{ kind: 'change-workspace', name: wanted.name }];
}

function workerChanges(worker: WantedWorker, workspace: FoundWorkspace | undefined): TaskRouterChange[] {
  const found = named(workspace?.workers, worker.name);
  if (!found) return [{ kind: 'create-worker', worker }];
  const isAsWanted =
    found.name === worker.name &&
    Object.entries(worker.attributes).every(([name, value]) =>
      isDeepStrictEqual(found.attributes[name], value),
    );
  return isAsWanted ? [] : [{ kind: 'change-worker', found, worker }];
}

function taskQueueChanges(
  taskQueue: WantedTaskQueue,
  workspace: FoundWorkspace | undefined,
): TaskRouterChange[] {
  const found = named(workspace?.taskQueues, taskQueue.name);
  if (!found) return [{ kind: 'create-task-queue', taskQueue }];
  if (found.name === taskQueue.name && found.targetWorkers === taskQueue.targetWorkers) return [];
  return [{ kind: 'change-task-queue', found, taskQueue }];
}

function workflowChanges(
  workflow: WantedWorkflow,
  workspace: FoundWorkspace | undefined,
): TaskRouterChange[] {
  const found = named(workspace?.workflows, workflow.name);
  if (!found) return [{ kind: 'create-workflow', workflow }];
  const isAsWanted =
    isRoutedAsWanted(workflow, found, workspace) &&
    found.assignmentCallbackUrl === workflow.assignmentCallbackUrl &&
    found.fallbackAssignmentCallbackUrl === workflow.assignmentCallbackUrl &&
    found.reservationSeconds === workflow.reservationSeconds;
  return isAsWanted ? [] : [{ kind: 'change-workflow', found, workflow }];
}

/** Whether a workflow has the config's name and routing. */
export function isRoutedAsWanted(
  workflow: WantedWorkflow,
  found: FoundWorkflow,
  workspace: FoundWorkspace | undefined,
): boolean {
  // A missing task queue has no SID, so no configuration contains it.
  const wanted = configurationText(workflow, (name) => named(workspace?.taskQueues, name)?.sid ?? 'none yet');
  return found.name === workflow.name && isSameConfiguration(found.configuration, wanted);
}

/** Twilio names the line of a workflow after its SID: https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
function lineChanges(workflow: WantedWorkflow, { workspace, queues }: FoundTaskRouter): TaskRouterChange[] {
  const { name, maxCallers: maxSize } = workflow;
  if (maxSize === undefined) return [];
  const sid = named(workspace?.workflows, name)?.sid;
  const queue = queues.find((one) => one.name === sid);
  if (!queue) return [{ kind: 'create-line', queueName: name, maxSize }];
  const { maxSize: before } = queue;
  if (before === maxSize) return [];
  return [{ kind: 'resize-line', queueName: name, sid: queue.sid, before, after: maxSize }];
}

/** What this command created for an earlier config. Resources in use stay until the next run. */
function planLeftovers(
  wanted: WantedTaskRouter,
  { workspace, queues }: FoundTaskRouter,
): Pick<TaskRouterPlan, 'changes' | 'warnings'> {
  if (!workspace) return { changes: [], warnings: [] };
  const isLeft = (names: readonly { readonly name: string }[]) => (resource: FoundResource) =>
    !names.some(({ name }) => name.toLowerCase() === resource.name.toLowerCase());
  const workers = workspace.workers.filter(isLeft(wanted.workers)).filter(isOurWorker);
  const workflows = workspace.workflows.filter(isLeft(wanted.workflows)).filter(isOurWorkflow);
  const taskQueues = workspace.taskQueues.filter(isLeft(wanted.taskQueues)).filter(isOurTaskQueue);

  const busyWorkers = workers.filter(({ isBusy }) => isBusy);
  const hasTasks = ({ sid }: FoundWorkflow) =>
    workspace.tasks.some(({ workflowSid, isOver }) => workflowSid === sid && !isOver);
  const busyWorkflows = workflows.filter(hasTasks);
  const goneWorkflows = workflows.filter((workflow) => !hasTasks(workflow));
  const isInUse = ({ sid }: FoundTaskQueue) =>
    workspace.tasks.some(({ taskQueueSid }) => taskQueueSid === sid) ||
    busyWorkflows.some(({ configuration }) => configuration.includes(sid));
  const busyTaskQueues = taskQueues.filter(isInUse);

  return {
    changes: [
      ...busyWorkers.filter(isServing).map((found) => ({ kind: 'retire-worker', found }) as const),
      ...workers.filter(({ isBusy }) => !isBusy).map((found) => ({ kind: 'delete-worker', found }) as const),
      ...goneWorkflows.flatMap((found): TaskRouterChange[] => [
        ...lineOf(found, queues).map(
          ({ sid }) => ({ kind: 'delete-line', queueName: found.name, sid }) as const,
        ),
        { kind: 'delete-workflow', found },
      ]),
      ...taskQueues
        .filter((taskQueue) => !isInUse(taskQueue))
        .map((found) => ({ kind: 'delete-task-queue', found }) as const),
    ],
    warnings: [
      ...(busyWorkers.length === 0
        ? []
        : [
            `${inARow(busyWorkers.map(({ name }) => name))}: no longer in the config, but with a caller right now. No further caller is connected. To delete the worker, run this again afterward.`,
          ]),
      ...(busyWorkflows.length === 0
        ? []
        : [
            `${inARow(busyWorkflows.map(({ name }) => name))}: no longer rung, but callers are still in line, and Twilio does not delete a workflow with callers. Run this again when they have been served.`,
          ]),
      ...(busyTaskQueues.length === 0 || busyWorkflows.length > 0
        ? []
        : [
            `${inARow(busyTaskQueues.map(({ name }) => name))}: no longer needed, but it has a caller or had one a few minutes ago. Run this again later.`,
          ]),
    ],
  };
}

const isServing = ({ attributes: { levels } }: FoundWorker) =>
  Object.keys(typeof levels === 'object' && levels !== null ? levels : {}).length > 0;

export const lineOf = (workflow: FoundWorkflow, queues: readonly FoundQueue[]) =>
  queues.filter(({ name }) => name === workflow.sid);
