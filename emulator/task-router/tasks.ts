import { timeOfDay } from './evaluation';
import { readAttributes, readInteger } from './fields';
import { done, type Outcome, refuseValue } from './outcome';
import type { Reservations } from './reservations';
import { taskChannelOf } from './task-channels';
import { Timers } from './timers';
import { WorkflowPath } from './workflow';
import type { Workspace } from './workspace';
import type { Task, Workflow } from './workspace-records';

export interface NewTask {
  /** JSON. */
  attributes?: string;
  workflowSid?: string;
  priority?: number;
  /** How many seconds it may be pending or reserved; a day by default. */
  timeout?: number;
  /** SID or unique name. */
  taskChannel?: string;
  virtualStartTime?: Date;
  /** A worker, queue or workflow. */
  routingTarget?: string;
  /** Only with a worker as `routingTarget`. */
  ignoreCapacity?: boolean;
  taskQueueSid?: string;
}

export interface TaskChanges {
  attributes?: string;
  assignmentStatus?: string;
  reason?: string;
  priority?: number;
  taskChannel?: string;
  virtualStartTime?: Date;
}

/** https://www.twilio.com/docs/taskrouter/limits */
const defaultTimeoutSeconds = 86_400;
const longestTimeoutSeconds = 1_209_600;
const longestAssignedSeconds = 24 * 60 * 60;
const largestPriority = 2_147_483_647;

/** https://www.twilio.com/docs/taskrouter/lifecycle-task-state */
const keptAfterEndSeconds = 5 * 60;

/**
 * The life of tasks, from creation to deletion. The router decides where a task waits and for whom. https://www.twilio.com/docs/taskrouter/lifecycle-task-state
 */
export class Tasks {
  private readonly timers: Timers;

  constructor(
    private readonly workspace: Workspace,
    private readonly reservations: Reservations,
  ) {
    this.timers = new Timers(workspace.environment.clock);
    workspace.taskAssigned.listen((task) => {
      this.timers.start(task.sid, longestAssignedSeconds * 1000, () => this.deleteBySystem(task));
    });
    workspace.reservationClosed.listen((reservation) => {
      if (reservation.reservationStatus === 'completed') this.completeWithLast(workspace.taskOf(reservation));
    });
  }

  /** https://www.twilio.com/docs/taskrouter/api/task#create-a-task */
  create(fields: NewTask): Outcome<Task> {
    const {
      attributes = '{}',
      taskChannel = 'default',
      priority = 0,
      timeout = defaultTimeoutSeconds,
    } = fields;
    const read = readAttributes(attributes);
    if (read.kind === 'refused') return read;
    const channel = taskChannelOf(this.workspace, taskChannel);
    if (!channel) return refuseValue(`TaskChannel ${taskChannel} was not found.`);
    const seconds = readInteger('Timeout', timeout, 1, longestTimeoutSeconds);
    if (seconds.kind === 'refused') return seconds;
    const level = readInteger('Priority', priority, 0, largestPriority);
    if (level.kind === 'refused') return level;
    const { virtualStartTime, routingTarget } = fields;
    const start = readStart(virtualStartTime, this.now());
    if (start.kind === 'refused') return start;
    const route = this.routeOf(fields);
    if (route.kind === 'refused') return route;
    const { workflow, queueSid } = route.value;
    const path = workflow && new WorkflowPath(workflow.configuration, this.workspace.environment.assumptions);
    const names = { ...read.value.attributeValues, taskrouter: timeOfDay(this.now()) };
    const position = path?.enter(names);
    if (position?.kind === 'ended') {
      return refuseValue('Could not match the task to a target given the defined attributes.');
    }

    const task = this.workspace.tasks.add(this.workspace.environment.nextSid('WT'), {
      ...read.value,
      assignmentStatus: 'pending',
      reason: undefined,
      priority,
      timeoutSeconds: timeout,
      taskChannelSid: channel.sid,
      workflowSid: workflow?.sid,
      taskQueueSid: queueSid,
      taskQueueEnteredDate: queueSid === undefined ? undefined : this.now(),
      virtualStartTime: start.value,
      ignoreCapacity: fields.ignoreCapacity ?? false,
      routingTarget,
      workflowPath: path,
      position,
      assignmentCount: 0,
      reservationSids: [],
    });
    this.timers.start(task.sid, timeout * 1000, () => this.expire(task));
    this.workspace.taskCreated.emit(task);
    this.workspace.publishTaskEvent('task.created', task, `Task ${task.sid} created`);
    return done(task);
  }

  /** https://www.twilio.com/docs/taskrouter/api/task#update-a-task */
  update(sid: string, changes: TaskChanges, ifMatch?: string): Outcome<Task> {
    const found = this.workspace.tasks.fetchVersion(sid, ifMatch);
    if (found.kind === 'refused') return found;
    const task = found.value;
    const changed = this.readChanges(changes);
    if (changed.kind === 'refused') return changed;
    const refusal = this.refusalOfStatus(task, changes);
    if (refusal) return refusal;
    if (Object.keys(changed.value).length > 0) {
      this.workspace.tasks.change(task, changed.value);
      this.workspace.publishTaskEvent('task.updated', task, `Task ${sid} updated`);
      this.workspace.taskChanged.emit(task);
    }
    const { assignmentStatus, reason = '' } = changes;
    if (assignmentStatus === undefined) return found;
    if (assignmentStatus === 'canceled') return this.cancel(task, reason);
    return assignmentStatus === 'completed' ? this.complete(task, reason) : this.wrapUp(task);
  }

  /** Only pending and reserved tasks can be canceled. */
  cancel(task: Task, reason: string, { byTimeout = false } = {}): Outcome<Task> {
    const { assignmentStatus, sid } = task;
    if (assignmentStatus !== 'pending' && assignmentStatus !== 'reserved') {
      const { environment } = this.workspace;
      return refuseValue(
        `Cannot cancel task ${sid} in workspace ${this.workspace.sid} for account ${environment.accountSid} because it is not pending or reserved.`,
      );
    }
    this.workspace.tasks.change(task, { assignmentStatus: 'canceled', reason });
    this.workspace.publishTaskEvent('task.canceled', task, `Task ${sid} canceled: ${reason}`);
    for (const reservation of this.workspace.reservationsOf(task)) {
      if (reservation.reservationStatus === 'pending') this.reservations.cancel(reservation);
    }
    this.end(task, byTimeout);
    return done(task);
  }

  complete(task: Task, reason: string): Outcome<Task> {
    const { assignmentStatus, sid } = task;
    if (assignmentStatus !== 'assigned' && assignmentStatus !== 'wrapping') {
      return refuseValue(`Cannot complete task ${sid} because it is not assigned or wrapping.`);
    }
    this.workspace.tasks.change(task, { assignmentStatus: 'completed', reason });
    this.workspace.publishTaskEvent('task.completed', task, `Task ${sid} completed: ${reason}`);
    for (const reservation of this.heldReservations(task)) this.reservations.complete(reservation);
    this.end(task, false);
    return done(task);
  }

  /** Starts the wrap-up. The worker stays occupied until the task is completed. */
  wrapUp(task: Task): Outcome<Task> {
    const { assignmentStatus, sid } = task;
    if (assignmentStatus !== 'assigned') {
      return refuseValue(`Cannot wrap up task ${sid} because it is not assigned.`);
    }
    this.workspace.tasks.change(task, { assignmentStatus: 'wrapping' });
    this.workspace.publishTaskEvent('task.wrapup', task, `Task ${sid} is being wrapped up`);
    for (const reservation of this.heldReservations(task)) this.reservations.wrapUp(reservation);
    return done(task);
  }

  /** Removes a task in any status, and frees its workers. */
  delete(sid: string, ifMatch?: string): Outcome<void> {
    const found = this.workspace.tasks.fetchVersion(sid, ifMatch);
    if (found.kind === 'refused') return found;
    this.deleteAs('task.deleted', found.value);
    return done(undefined);
  }

  /** Adds attributes to a task, as TaskRouter itself does. */
  addAttributes(task: Task, more: Readonly<Record<string, string>>): void {
    const attributeValues = { ...task.attributeValues, ...more };
    this.workspace.tasks.change(task, { attributeValues, attributes: JSON.stringify(attributeValues) });
    this.workspace.publishTaskEvent('task.updated', task, `Task ${task.sid} updated`);
    this.workspace.taskChanged.emit(task);
  }

  /** Stops all timers. */
  stop(): void {
    this.timers.stopAll();
  }

  private end(task: Task, byTimeout: boolean): void {
    this.workspace.taskEnded.emit({ task, byTimeout });
    this.timers.start(task.sid, keptAfterEndSeconds * 1000, () => this.remove(task));
  }

  private remove(task: Task): void {
    this.timers.stop(task.sid);
    for (const reservation of this.workspace.reservationsOf(task))
      this.workspace.reservations.remove(reservation);
    this.workspace.tasks.remove(task);
  }

  private expire(task: Task): void {
    const { assignmentStatus } = task;
    if (assignmentStatus === 'pending' || assignmentStatus === 'reserved') {
      this.cancel(task, 'Task TTL Exceeded', { byTimeout: true });
    }
  }

  private deleteBySystem(task: Task): void {
    this.deleteAs('task.system-deleted', task);
  }

  private deleteAs(type: 'task.deleted' | 'task.system-deleted', task: Task): void {
    const wasWaiting = task.assignmentStatus === 'pending' || task.assignmentStatus === 'reserved';
    // The task ends before its reservations are closed, so that it does not go back in line.
    this.workspace.tasks.change(task, {
      assignmentStatus: wasWaiting ? 'canceled' : 'completed',
      reason: 'deleted',
    });
    for (const reservation of this.workspace.reservationsOf(task)) {
      if (reservation.reservationStatus === 'pending') this.reservations.cancel(reservation);
    }
    for (const reservation of this.heldReservations(task)) this.reservations.complete(reservation);
    this.workspace.taskEnded.emit({ task, byTimeout: false });
    this.workspace.publishTaskEvent(type, task, `Task ${task.sid} deleted`);
    this.remove(task);
  }

  /** The last completed reservation also completes its task. */
  private completeWithLast(task: Task): void {
    const { assignmentStatus } = task;
    if (assignmentStatus !== 'assigned' && assignmentStatus !== 'wrapping') return;
    if (this.heldReservations(task).length === 0) this.complete(task, 'All reservations were completed');
  }

  private heldReservations(task: Task) {
    return this.workspace
      .reservationsOf(task)
      .filter(
        ({ reservationStatus }) => reservationStatus === 'accepted' || reservationStatus === 'wrapping',
      );
  }

  private readChanges({ attributes, priority, taskChannel, virtualStartTime }: TaskChanges) {
    const read = attributes === undefined ? undefined : readAttributes(attributes);
    if (read?.kind === 'refused') return read;
    const level = priority === undefined ? undefined : readInteger('Priority', priority, 0, largestPriority);
    if (level?.kind === 'refused') return level;
    const channel = taskChannel === undefined ? undefined : taskChannelOf(this.workspace, taskChannel);
    if (taskChannel !== undefined && !channel) {
      return refuseValue(`TaskChannel ${taskChannel} was not found.`);
    }
    const start = virtualStartTime && readStart(virtualStartTime, this.now());
    if (start?.kind === 'refused') return start;
    return done({
      ...read?.value,
      ...(level && { priority: level.value }),
      ...(channel && { taskChannelSid: channel.sid }),
      ...(start && { virtualStartTime: start.value }),
    });
  }

  private refusalOfStatus(
    task: Task,
    { assignmentStatus, reason, taskChannel }: TaskChanges,
  ): Outcome<never> | undefined {
    const isHeld = task.assignmentStatus !== 'pending';
    if (taskChannel !== undefined && isHeld) {
      return refuseValue('TaskChannel can only be changed while the task is pending.');
    }
    if (assignmentStatus === undefined || assignmentStatus === 'wrapping') return undefined;
    if (assignmentStatus !== 'canceled' && assignmentStatus !== 'completed') {
      return refuseValue(
        `AssignmentStatus cannot be set to ${assignmentStatus}. Use canceled, completed or wrapping.`,
      );
    }
    return reason === undefined || reason === '' ? refuseValue('Reason field is required.') : undefined;
  }

  /** The route of a task: through a workflow, or to the queue or worker that it names. */
  private routeOf(
    fields: NewTask,
  ): Outcome<{ workflow: Workflow | undefined; queueSid: string | undefined }> {
    const { workflowSid, routingTarget, ignoreCapacity, taskQueueSid } = fields;
    const { workflows, taskQueues, workers } = this.workspace;
    const target = routingTarget ?? workflowSid;
    if (target === undefined) return refuseValue('WorkflowSid field is required.');
    if (ignoreCapacity && !workers.get(target)) {
      return refuseValue('IgnoreCapacity needs a RoutingTarget that is a worker.');
    }
    if (taskQueueSid !== undefined && !taskQueues.get(taskQueueSid)) {
      return refuseValue(`TaskQueueSid ${taskQueueSid} was not found.`);
    }
    const workflow = workflows.get(target);
    if (workflow) return done({ workflow, queueSid: undefined });
    if (taskQueues.get(target)) return done({ workflow: undefined, queueSid: target });
    if (workers.get(target)) return done({ workflow: undefined, queueSid: taskQueueSid });
    return refuseValue(
      `${routingTarget === undefined ? 'WorkflowSid' : 'RoutingTarget'} ${target} was not found.`,
    );
  }

  private now(): Date {
    return this.workspace.environment.clock.now();
  }
}

function readStart(virtualStartTime: Date | undefined, now: Date): Outcome<Date> {
  const start = virtualStartTime ?? now;
  if (Number.isNaN(start.getTime())) {
    return refuseValue('VirtualStartTime must be an ISO 8601 date and time.');
  }
  if (start > now) return refuseValue('VirtualStartTime must not be in the future.');
  if (start.getUTCFullYear() < 1900) return refuseValue('VirtualStartTime must not be before 1900.');
  return done(start);
}
