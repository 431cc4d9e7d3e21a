import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workflow,
} from './workspace-records';

/** https://www.twilio.com/docs/taskrouter/api/event/reference. Transfers belong to Flex and never occur. */
export const taskRouterEventTypes = [
  'activity.created',
  'activity.updated',
  'activity.deleted',
  'reservation.created',
  'reservation.accepted',
  'reservation.rejected',
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'reservation.completed',
  'reservation.failed',
  'reservation.wrapup',
  'task.created',
  'task.updated',
  'task.canceled',
  'task.wrapup',
  'task.completed',
  'task.deleted',
  'task.system-deleted',
  'task-channel.created',
  'task-channel.updated',
  'task-channel.deleted',
  'task-queue.created',
  'task-queue.deleted',
  'task-queue.entered',
  'task-queue.timeout',
  'task-queue.moved',
  'task-queue.expression.updated',
  'worker.created',
  'worker.activity.update',
  'worker.attributes.update',
  'worker.capacity.update',
  'worker.channel.availability.update',
  'worker.deleted',
  'workflow.created',
  'workflow.updated',
  'workflow.deleted',
  'workflow.target-matched',
  'workflow.entered',
  'workflow.timeout',
  'workflow.skipped',
  'workspace.created',
  'workspace.updated',
  'workspace.deleted',
] as const;

export type TaskRouterEventType = (typeof taskRouterEventTypes)[number];

/** Real requests spell it `taskqueue`. Events of a task in a workflow or queue have the type `task`. */
export type ResourceType =
  | 'activity'
  | 'reservation'
  | 'task'
  | 'taskchannel'
  | 'taskqueue'
  | 'worker'
  | 'workflow'
  | 'workspace';

/** The parameters of an event callback, all strings. */
export type EventParameters = Readonly<Record<string, string>>;

/** Something that happened in a workspace. */
export interface TaskRouterEvent {
  readonly sid: string;
  readonly eventType: TaskRouterEventType;
  readonly at: Date;
  readonly resourceType: ResourceType;
  readonly resourceSid: string;
  readonly description: string;
  /** As posted to the event callback. */
  readonly parameters: EventParameters;
}

export const unixSeconds = (date: Date): string => String(Math.floor(date.getTime() / 1000));

export const activityParameters = ({ sid, friendlyName, available }: Activity): EventParameters => ({
  ActivitySid: sid,
  ActivityName: friendlyName,
  ActivityAvailable: String(available),
});

export const taskChannelParameters = (channel: TaskChannel): EventParameters => ({
  TaskChannelSid: channel.sid,
  TaskChannelName: channel.friendlyName,
  TaskChannelUniqueName: channel.uniqueName,
  TaskChannelOptimizedRouting: String(channel.channelOptimizedRouting),
});

export const taskQueueParameters = ({ sid, friendlyName, targetWorkers }: TaskQueue): EventParameters => ({
  TaskQueueSid: sid,
  TaskQueueName: friendlyName,
  TaskQueueTargetExpression: targetWorkers,
});

export const workflowParameters = ({ sid, friendlyName }: Workflow): EventParameters => ({
  WorkflowSid: sid,
  WorkflowName: friendlyName,
});

export const workerParameters = (worker: Worker, activity: Activity): EventParameters => ({
  WorkerSid: worker.sid,
  WorkerName: worker.friendlyName,
  WorkerAttributes: worker.attributes,
  WorkerActivitySid: activity.sid,
  WorkerActivityName: activity.friendlyName,
  WorkerVersion: String(worker.version),
});

export const previousActivityParameters = (previous: Activity, millis: number): EventParameters => ({
  WorkerTimeInPreviousActivity: String(Math.floor(millis / 1000)),
  WorkerTimeInPreviousActivityMs: String(millis),
  WorkerPreviousActivitySid: previous.sid,
  WorkerPreviousActivityName: previous.friendlyName,
});

export const workerChannelParameters = (
  channel: WorkerChannel,
  previousCapacity: number,
): EventParameters => ({
  WorkerChannelAvailable: String(channel.available),
  WorkerChannelAvailableCapacity: String(Math.max(0, channel.configuredCapacity - consumedCapacity(channel))),
  WorkerChannelPreviousCapacity: String(previousCapacity),
  TaskChannelSid: channel.taskChannelSid,
  TaskChannelUniqueName: channel.taskChannelUniqueName,
  WorkerChannelTaskCount: String(channel.reserved.accepted),
});

/** The resources that a task belongs to. */
export interface TaskContext {
  readonly channel: TaskChannel;
  readonly queue: TaskQueue | undefined;
  readonly workflow: Workflow | undefined;
  readonly ageSeconds: number;
}

export function taskParameters(
  task: Task,
  { channel, queue, workflow, ageSeconds }: TaskContext,
): EventParameters {
  const { assignmentStatus, reason, taskQueueEnteredDate } = task;
  return {
    TaskSid: task.sid,
    TaskAttributes: task.attributes,
    TaskAge: String(ageSeconds),
    TaskPriority: String(task.priority),
    TaskAssignmentStatus: assignmentStatus,
    TaskVersion: String(task.version),
    TaskChannelSid: channel.sid,
    TaskChannelUniqueName: channel.uniqueName,
    TaskDateCreated: unixSeconds(task.dateCreated),
    ...(taskQueueEnteredDate && { TaskQueueEnteredDate: unixSeconds(taskQueueEnteredDate) }),
    ...(queue && taskQueueParameters(queue)),
    ...(workflow && workflowParameters(workflow)),
    // The page says TaskCanceledReason, but applications in production read Reason.
    ...(assignmentStatus === 'canceled' && { TaskCanceledReason: reason ?? '', Reason: reason ?? '' }),
    ...(assignmentStatus === 'completed' && { TaskCompletedReason: reason ?? '' }),
  };
}

export function reservationParameters(
  reservation: Reservation,
  task: Task,
  channel: WorkerChannel | undefined,
): EventParameters {
  return {
    ReservationSid: reservation.sid,
    ReservationVersion: String(reservation.version),
    TaskVirtualStartTime: unixSeconds(task.virtualStartTime),
    TaskIgnoreCapacity: String(task.ignoreCapacity),
    ...(channel && {
      WorkerChannelCapacity: String(channel.configuredCapacity),
      WorkerChannelConsumedCapacity: String(consumedCapacity(channel)),
    }),
  };
}

/** How much of a channel's capacity is in use: https://www.twilio.com/docs/taskrouter/multitasking */
export const consumedCapacity = ({ reserved }: WorkerChannel): number =>
  reserved.pending + reserved.accepted + reserved.wrapping;
