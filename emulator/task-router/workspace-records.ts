import type { Names } from './evaluation';
import type { Expression } from './expression';
import type { StoredRecord } from './record-store';
import type { Position, WorkflowPath } from './workflow';
import type { WorkflowConfiguration } from './workflow-configuration';

/** The order in which the tasks of a queue are served: https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out */
export type TaskOrder = 'FIFO' | 'LIFO';

/** https://www.twilio.com/docs/taskrouter/api/workspace */
export interface WorkspaceSettings extends StoredRecord {
  friendlyName: string;
  multiTaskEnabled: boolean;
  defaultActivitySid: string;
  /** The activity for workers whose reservation timed out. */
  timeoutActivitySid: string;
  eventCallbackUrl: string | undefined;
  /** Event types, separated by commas; all if undefined. */
  eventsFilter: string | undefined;
  /** The kind of queue that goes first for a worker in both kinds. */
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
  /** `targetWorkers`, parsed. */
  expression: Expression;
  maxReservedWorkers: number;
  taskOrder: TaskOrder;
  /** Only for workspaces without multitasking. */
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
  /** JSON, as given. */
  configurationText: string;
  configuration: WorkflowConfiguration;
  assignmentCallbackUrl: string | undefined;
  fallbackAssignmentCallbackUrl: string | undefined;
  taskReservationTimeoutSeconds: number;
}

/** https://www.twilio.com/docs/taskrouter/api/worker */
export interface Worker extends StoredRecord {
  friendlyName: string;
  /** JSON, as given. */
  attributes: string;
  /** `attributes`, parsed. */
  attributeValues: Names;
  activitySid: string;
  dateStatusChanged: Date;
  /** By the SID of the task channel. */
  readonly channels: ReadonlyMap<string, WorkerChannel>;
  /** When the worker became idle. */
  idleSince: Date;
  lastReservedAt: Date | undefined;
  /** Increases whenever a count of a channel changes. */
  loadVersion: number;
  /** How many tasks are reserved, accepted or wrapping, on all channels. */
  reservedTasks: number;
}

/** https://www.twilio.com/docs/taskrouter/api/worker-channel */
export interface WorkerChannel extends StoredRecord {
  readonly taskChannelSid: string;
  readonly taskChannelUniqueName: string;
  configuredCapacity: number;
  available: boolean;
  /** Reservations by status. Their sum is the used capacity. */
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
  /** The worker, queue or workflow that was named when the task was created. */
  readonly routingTarget: string | undefined;
  /** The rules with which it entered; undefined for a task with a fixed target. */
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
  /** The worker's activity at the time of the reservation. */
  readonly workerPreviousActivitySid: string;
  /** The worker's activity after the conversation. */
  postWorkActivitySid: string | undefined;
}
