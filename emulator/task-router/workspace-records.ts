import type { Names } from './evaluation';
import type { Expression } from './expression';
import type { StoredRecord } from './record-store';
import type { Position, WorkflowPath } from './workflow';
import type { WorkflowConfiguration } from './workflow-configuration';

/** In which order the tasks of a queue are taken: https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out */
export type TaskOrder = 'FIFO' | 'LIFO';

/** https://www.twilio.com/docs/taskrouter/api/workspace */
export interface WorkspaceSettings extends StoredRecord {
  friendlyName: string;
  multiTaskEnabled: boolean;
  defaultActivitySid: string;
  /** Where a worker goes who lets a reservation time out. */
  timeoutActivitySid: string;
  eventCallbackUrl: string | undefined;
  /** Event types, separated by commas; all without. */
  eventsFilter: string | undefined;
  /** Which kind of queue goes first for a worker of both. */
  prioritizeQueueOrder: TaskOrder;
}

/** https://www.twilio.com/docs/taskrouter/api/activity */
export interface Activity extends StoredRecord {
  friendlyName: string;
  readonly available: boolean;
}

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export interface TaskQueue extends StoredRecord {
  friendlyName: string;
  targetWorkers: string;
  /** `targetWorkers`, read. */
  expression: Expression;
  maxReservedWorkers: number;
  taskOrder: TaskOrder;
  /** For workspaces without multitasking only. */
  reservationActivitySid: string | undefined;
  assignmentActivitySid: string | undefined;
}

/** https://www.twilio.com/docs/taskrouter/api/task-channel */
export interface TaskChannel extends StoredRecord {
  friendlyName: string;
  readonly uniqueName: string;
  channelOptimizedRouting: boolean;
}

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export interface Workflow extends StoredRecord {
  friendlyName: string;
  /** As it was given. */
  configurationText: string;
  configuration: WorkflowConfiguration;
  assignmentCallbackUrl: string | undefined;
  fallbackAssignmentCallbackUrl: string | undefined;
  taskReservationTimeoutSeconds: number;
}

/** https://www.twilio.com/docs/taskrouter/api/worker */
export interface Worker extends StoredRecord {
  friendlyName: string;
  /** JSON, as it was given. */
  attributes: string;
  /** `attributes`, read. */
  attributeValues: Names;
  activitySid: string;
  dateStatusChanged: Date;
  /** By the SID of the task channel. */
  readonly channels: ReadonlyMap<string, WorkerChannel>;
  /** Since when the worker has been without a task. */
  idleSince: Date;
  lastReservedAt: Date | undefined;
  /** Goes up whenever a count of a channel changes. */
  loadVersion: number;
  /** How many tasks are reserved, accepted or wrapping, on all channels together. */
  reservedTasks: number;
}

/** https://www.twilio.com/docs/taskrouter/api/worker-channel */
export interface WorkerChannel extends StoredRecord {
  readonly taskChannelSid: string;
  readonly taskChannelUniqueName: string;
  configuredCapacity: number;
  available: boolean;
  /** Reservations by status; together they take up the capacity. */
  readonly reserved: { pending: number; accepted: number; wrapping: number };
}

export type AssignmentStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled';

/** https://www.twilio.com/docs/taskrouter/api/task */
export interface Task extends StoredRecord {
  attributes: string;
  attributeValues: Names;
  assignmentStatus: AssignmentStatus;
  /** Why it was canceled or completed. */
  reason: string | undefined;
  priority: number;
  readonly timeoutSeconds: number;
  taskChannelSid: string;
  readonly workflowSid: string | undefined;
  taskQueueSid: string | undefined;
  taskQueueEnteredDate: Date | undefined;
  virtualStartTime: Date;
  readonly ignoreCapacity: boolean;
  /** A worker, queue or workflow that was named when the task was made. */
  readonly routingTarget: string | undefined;
  /** The rules it came in under; a task with a fixed target has none. */
  workflowPath: WorkflowPath | undefined;
  /** Where it is in its workflow. */
  position: Position | undefined;
  /** How often it went from pending to reserved. */
  assignmentCount: number;
  readonly reservationSids: string[];
}

export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'
  | 'wrapping'
  | 'completed';

/** https://www.twilio.com/docs/taskrouter/api/reservations */
export interface Reservation extends StoredRecord {
  readonly taskSid: string;
  readonly workerSid: string;
  readonly workerName: string;
  reservationStatus: ReservationStatus;
  /** Where the worker was when reserved. */
  readonly workerPreviousActivitySid: string;
  /** Where the worker goes when the conversation is over. */
  postWorkActivitySid: string | undefined;
}
