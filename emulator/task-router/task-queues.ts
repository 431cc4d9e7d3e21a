import { taskQueueParameters } from './events';
import { type Expression, parseExpression } from './expression';
import { readInteger, readName } from './fields';
import { done, type Outcome, refuseValue } from './outcome';
import { queuesOf } from './workflow-configuration';
import type { Workspace } from './workspace';
import type { TaskOrder, TaskQueue } from './workspace-records';

export interface TaskQueueFields {
  friendlyName: string;
  /** An expression that selects the queue's workers; all of them by default. */
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
  const refusal = refusalOf(workspace, fields);
  if (refusal) return refusal;
  const expression = readTargetWorkers(targetWorkers);
  if (expression.kind === 'refused') return expression;
  const { reservationActivitySid, assignmentActivitySid } = fields;
  const queue = workspace.taskQueues.add(workspace.environment.nextSid('WQ'), {
    friendlyName: fields.friendlyName,
    targetWorkers,
    expression: expression.value,
    maxReservedWorkers,
    taskOrder,
    reservationActivitySid,
    assignmentActivitySid,
  });
  workspace.publish(
    'task-queue.created',
    'taskqueue',
    queue.sid,
    `TaskQueue ${queue.friendlyName} created`,
    taskQueueParameters(queue),
  );
  workspace.queueChanged.emit(queue);
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
  const refusal = refusalOf(workspace, changes, queue);
  if (refusal) return refusal;
  const { targetWorkers } = changes;
  const expression = targetWorkers === undefined ? undefined : readTargetWorkers(targetWorkers);
  if (expression?.kind === 'refused') return expression;
  workspace.taskQueues.change(queue, { ...changes, ...(expression && { expression: expression.value }) });
  if (expression) {
    const description = `TaskQueue ${sid} expression updated to '${queue.targetWorkers}'`;
    workspace.publish(
      'task-queue.expression.updated',
      'taskqueue',
      sid,
      description,
      taskQueueParameters(queue),
    );
  }
  workspace.queueChanged.emit(queue);
  return found;
}

/** Refuses to delete a queue that a workflow or task uses. Twilio does not document its own rule. */
export function deleteTaskQueue(workspace: Workspace, sid: string): Outcome<void> {
  const found = workspace.taskQueues.fetch(sid);
  if (found.kind === 'refused') return found;
  const workflow = workspace.workflows.find(({ configuration }) =>
    [...queuesOf(configuration)].includes(sid),
  );
  if (workflow) {
    return refuseValue(`TaskQueue ${sid} is used by workflow ${workflow.sid}. Change or delete that first.`);
  }
  const task = workspace.tasks.find(({ taskQueueSid }) => taskQueueSid === sid);
  if (task) return refuseValue(`TaskQueue ${sid} still has task ${task.sid}. Complete or delete it first.`);
  workspace.taskQueues.remove(found.value);
  workspace.queueRemoved.emit(found.value);
  workspace.publish(
    'task-queue.deleted',
    'taskqueue',
    sid,
    `TaskQueue ${sid} deleted`,
    taskQueueParameters(found.value),
  );
  return done(undefined);
}

/** The refusal of an invalid field, except for the expression. */
function refusalOf(
  workspace: Workspace,
  fields: Partial<TaskQueueFields>,
  own?: TaskQueue,
): Outcome<never> | undefined {
  const { friendlyName, maxReservedWorkers } = fields;
  if (friendlyName !== undefined) {
    const name = readName(friendlyName, workspace.taskQueues, own);
    if (name.kind === 'refused') return name;
  }
  if (maxReservedWorkers !== undefined) {
    const number = readInteger('MaxReservedWorkers', maxReservedWorkers, 1, 50);
    if (number.kind === 'refused') return number;
  }
  for (const sid of [fields.reservationActivitySid, fields.assignmentActivitySid]) {
    if (sid !== undefined && !workspace.activities.get(sid)) {
      return refuseValue(`Activity ${sid} was not found.`);
    }
  }
  return undefined;
}

function readTargetWorkers(targetWorkers: string): Outcome<Expression> {
  const parsed = parseExpression(targetWorkers);
  if (parsed.kind === 'parsed') return done(parsed.value);
  return refuseValue(`TargetWorkers '${targetWorkers}', ${parsed.fault.message}`);
}
