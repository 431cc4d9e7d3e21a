import type { Router } from './router';
import type { Workspace } from './workspace';
import type { AssignmentStatus, Task, Worker } from './workspace-records';

/** How many workers are in an activity. */
export interface ActivityStatistics {
  readonly sid: string;
  readonly friendlyName: string;
  readonly workers: number;
}

/** The number of tasks, and the one that has waited longest. */
export interface TaskStatistics {
  readonly tasksByStatus: Readonly<Record<AssignmentStatus, number>>;
  /** Only tasks that have not ended. */
  readonly tasksByPriority: Readonly<Record<string, number>>;
  /** Only tasks that have not ended. */
  readonly totalTasks: number;
  /** In seconds; 0 if no task is waiting. */
  readonly longestTaskWaitingAge: number;
  readonly longestTaskWaitingSid: string | undefined;
}

export interface QueueStatistics extends TaskStatistics {
  readonly activityStatistics: readonly ActivityStatistics[];
  readonly totalEligibleWorkers: number;
  readonly totalAvailableWorkers: number;
  /** In seconds since the task entered the queue; 0 if no task is waiting. */
  readonly longestRelativeTaskAgeInQueue: number;
  readonly longestRelativeTaskSidInQueue: string | undefined;
}

/**
 * The real-time statistics of a task queue. Cumulative statistics are not emulated. https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics
 */
export function queueStatistics(workspace: Workspace, router: Router, queueSid: string): QueueStatistics {
  const workers = [...router.workersIn(queueSid)];
  return {
    ...taskStatistics(workspace, ({ taskQueueSid }) => taskQueueSid === queueSid),
    activityStatistics: activityStatistics(workspace, workers),
    ...longestInQueue(workspace, queueSid),
    totalEligibleWorkers: workers.length,
    totalAvailableWorkers: workers.filter((worker) => workspace.activityOf(worker).available).length,
  };
}

function longestInQueue(workspace: Workspace, queueSid: string) {
  let longest: Task | undefined;
  for (const task of workspace.tasks) {
    if (task.taskQueueSid !== queueSid || task.assignmentStatus !== 'pending') continue;
    if (enteredAt(task) < (longest ? enteredAt(longest) : Number.POSITIVE_INFINITY)) longest = task;
  }
  const millis = longest ? workspace.environment.clock.now().getTime() - enteredAt(longest) : 0;
  return {
    longestRelativeTaskAgeInQueue: Math.floor(millis / 1000),
    longestRelativeTaskSidInQueue: longest?.sid,
  };
}

const enteredAt = ({ taskQueueEnteredDate, dateCreated }: Task): number =>
  (taskQueueEnteredDate ?? dateCreated).getTime();

/** The statistics of the tasks that `isCounted` selects, such as those of one workflow. */
export function taskStatistics(workspace: Workspace, isCounted: (task: Task) => boolean): TaskStatistics {
  const tasksByStatus = { pending: 0, reserved: 0, assigned: 0, wrapping: 0, completed: 0, canceled: 0 };
  const tasksByPriority: Record<string, number> = {};
  let totalTasks = 0;
  let longest: Task | undefined;
  for (const task of workspace.tasks) {
    if (!isCounted(task)) continue;
    const { assignmentStatus, priority } = task;
    tasksByStatus[assignmentStatus] += 1;
    if (assignmentStatus === 'completed' || assignmentStatus === 'canceled') continue;
    totalTasks += 1;
    tasksByPriority[priority] = (tasksByPriority[priority] ?? 0) + 1;
    // Tasks are in the order of their creation.
    if (assignmentStatus === 'pending') longest ??= task;
  }
  return {
    tasksByStatus,
    tasksByPriority,
    totalTasks,
    longestTaskWaitingAge: longest ? Math.floor(workspace.ageMillis(longest) / 1000) : 0,
    longestTaskWaitingSid: longest?.sid,
  };
}

/** The number of these workers in each activity. */
export const activityStatistics = (workspace: Workspace, workers: readonly Worker[]): ActivityStatistics[] =>
  [...workspace.activities].map(({ sid, friendlyName }) => ({
    sid,
    friendlyName,
    workers: workers.filter(({ activitySid }) => activitySid === sid).length,
  }));
