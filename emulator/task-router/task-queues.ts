import { taskQueueParameters } from './events';
import { type Expression, parseExpression } from './expression';
import { readInteger, readName } from './fields';
import { done, type Outcome, refuseValue } from './outcome';
import { queuesOf } from './workflow-configuration';
import type { Workspace } from './workspace';
import type { TaskOrder, TaskQueue } from './workspace-records';

export interface TaskQueueFields {
  friendlyName: string;
  /** Which workers are in the queue; all of them by default. */
  targetWorkers?: string;
  maxReservedWorkers?: number;
  taskOrder?: TaskOrder;
  reservationActivitySid?: string;
  assignmentActivitySid?: string;
}

const everyWorker = '1==1';

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export function createTaskQueue(workspace: Workspace, fields: TaskQueueFields): Outcome<TaskQueue> {
  const { targetWorkers = everyWorker, maxReservedWorkers = 1, taskOrder = 'FIFO' } = fields;
  const read = readFields(workspace, { ...fields, targetWorkers, maxReservedWorkers });
  if (read.kind === 'refused') return read;
  const { reservationActivitySid, assignmentActivitySid } = fields;
  const queue = workspace.taskQueues.add(workspace.surroundings.nextSid('WQ'), {
    friendlyName: fields.friendlyName,
    targetWorkers,
    expression: read.value as Expression,
    maxReservedWorkers,
    taskOrder,
    reservationActivitySid,
    assignmentActivitySid,
  });
  workspace.tell(
    'task-queue.created',
    'taskqueue',
    queue.sid,
    `TaskQueue ${queue.friendlyName} created`,
    taskQueueParameters(queue),
  );
  workspace.queueChanged.tell(queue);
  return done(queue);
}

export function updateTaskQueue(
  workspace: Workspace,
  sid: string,
  changes: Partial<TaskQueueFields>,
): Outcome<TaskQueue> {
  const found = workspace.taskQueues.fetch(sid);
  if (found.kind === 'refused') return found;
  const queue = found.value;
  const read = readFields(workspace, changes, queue);
  if (read.kind === 'refused') return read;
  workspace.taskQueues.change(queue, { ...changes, ...(read.value && { expression: read.value }) });
  if (changes.targetWorkers !== undefined) {
    const description = `TaskQueue ${sid} expression updated to '${queue.targetWorkers}'`;
    workspace.tell(
      'task-queue.expression.updated',
      'taskqueue',
      sid,
      description,
      taskQueueParameters(queue),
    );
  }
  workspace.queueChanged.tell(queue);
  return found;
}

/** No page says what keeps a queue from being deleted; here it is a workflow or a task that still names it. */
export function deleteTaskQueue(workspace: Workspace, sid: string): Outcome<void> {
  const found = workspace.taskQueues.fetch(sid);
  if (found.kind === 'refused') return found;
  const workflow = workspace.workflows.find(({ configuration }) =>
    [...queuesOf(configuration)].includes(sid),
  );
  if (workflow)
    return refuseValue(`TaskQueue ${sid} is used by workflow ${workflow.sid}. Change or delete that first.`);
  const task = workspace.tasks.find(({ taskQueueSid }) => taskQueueSid === sid);
  if (task) return refuseValue(`TaskQueue ${sid} still has task ${task.sid}.`);
  workspace.taskQueues.remove(found.value);
  workspace.queueRemoved.tell(found.value);
  workspace.tell(
    'task-queue.deleted',
    'taskqueue',
    sid,
    `TaskQueue ${sid} deleted`,
    taskQueueParameters(found.value),
  );
  return done(undefined);
}

/** The expression, if one is given and all fields are in order. */
function readFields(
  workspace: Workspace,
  fields: Partial<TaskQueueFields>,
  own?: TaskQueue,
): Outcome<Expression | undefined> {
  const { friendlyName, targetWorkers, maxReservedWorkers } = fields;
  if (friendlyName !== undefined) {
    const name = readName(friendlyName, workspace.taskQueues, own);
    if (name.kind === 'refused') return name;
  }
  if (maxReservedWorkers !== undefined) {
    const number = readInteger('MaxReservedWorkers', maxReservedWorkers, 1, 50);
    if (number.kind === 'refused') return number;
  }
  for (const sid of [fields.reservationActivitySid, fields.assignmentActivitySid]) {
    const activity = sid === undefined ? undefined : workspace.activities.fetch(sid);
    if (activity?.kind === 'refused') return refuseValue(activity.refusal.message);
  }
  if (targetWorkers === undefined) return done(undefined);
  const parsed = parseExpression(targetWorkers);
  if (parsed.kind === 'fault')
    return refuseValue(`TargetWorkers '${targetWorkers}', ${parsed.fault.message}`);
  return done(parsed.value);
}
