import type { Twilio } from 'twilio';
import { type FoundQueue, listQueues } from '../ensure-queues';

/** The TaskRouter resources of an account under our workspace's name. */
export interface FoundTaskRouter {
  /** Undefined if there is no workspace with that name. */
  readonly workspace: FoundWorkspace | undefined;
  /** The queues of the account, including the lines of workflows. */
  readonly queues: readonly FoundQueue[];
}

export interface FoundWorkspace {
  readonly sid: string;
  readonly name: string;
  readonly defaultActivitySid: string;
  readonly timeoutActivitySid: string;
  /** Empty if there is none. */
  readonly eventCallbackUrl: string;
  readonly eventsFilter: string;
  readonly isMultitasking: boolean;
  readonly activities: readonly FoundActivity[];
  readonly taskQueues: readonly FoundTaskQueue[];
  readonly workflows: readonly FoundWorkflow[];
  readonly workers: readonly FoundWorker[];
  /** Tasks of callers and timers, including finished ones until Twilio deletes them minutes later. */
  readonly tasks: readonly FoundTask[];
}

/** A resource of a workspace. Names are unique except for case. */
export interface FoundResource {
  readonly sid: string;
  readonly name: string;
}

export interface FoundActivity extends FoundResource {
  readonly available: boolean;
}

export interface FoundTaskQueue extends FoundResource {
  readonly targetWorkers: string;
}

export interface FoundWorkflow extends FoundResource {
  /** JSON, as Twilio has it. */
  readonly configuration: string;
  readonly assignmentCallbackUrl: string;
  readonly fallbackAssignmentCallbackUrl: string;
  readonly reservationSeconds: number;
}

export interface FoundWorker extends FoundResource {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isAvailable: boolean;
  readonly activityName: string;
  /** When the worker's activity started. */
  readonly activeSince: Date;
  /** Whether the worker is talking to a caller, or being rung for one. */
  readonly isBusy: boolean;
}

export interface FoundTask {
  readonly sid: string;
  readonly workflowSid: string;
  readonly taskQueueSid: string;
  readonly isOver: boolean;
}

const pageSize = 1000;

/** Reads a workspace by name with everything in it, and the queues of the account. */
export async function findTaskRouter(client: Twilio, workspaceName: string): Promise<FoundTaskRouter> {
  const workspaces = await client.taskrouter.v1.workspaces.list({ friendlyName: workspaceName, pageSize });
  const workspace = workspaces.find(({ friendlyName }) => friendlyName === workspaceName);
  return {
    workspace: workspace && {
      sid: workspace.sid,
      name: workspace.friendlyName,
      defaultActivitySid: workspace.defaultActivitySid,
      timeoutActivitySid: workspace.timeoutActivitySid,
      eventCallbackUrl: workspace.eventCallbackUrl ?? '',
      eventsFilter: workspace.eventsFilter ?? '',
      isMultitasking: workspace.multiTaskEnabled,
      ...(await findResources(client, workspace.sid)),
    },
    queues: await listQueues(client),
  };
}

async function findResources(client: Twilio, workspaceSid: string) {
  const rest = client.taskrouter.v1.workspaces(workspaceSid);
  const activities = await rest.activities.list({ pageSize });
  const taskQueues = await rest.taskQueues.list({ pageSize });
  const workflows = await rest.workflows.list({ pageSize });
  const workers = await rest.workers.list({ pageSize });
  const tasks = await rest.tasks.list({ pageSize });
  const busyWorkers = new Set<string>();
  for (const task of tasks.filter(isWithAgent)) {
    const reservations = await rest.tasks(task.sid).reservations.list({ pageSize });
    const isOpen = (status: string) => ['pending', 'accepted', 'wrapping'].includes(status);
    for (const { reservationStatus, workerSid } of reservations) {
      if (isOpen(reservationStatus)) busyWorkers.add(workerSid);
    }
  }
  return {
    activities: activities.map(({ sid, friendlyName: name, available }) => ({ sid, name, available })),
    taskQueues: taskQueues.map(({ sid, friendlyName: name, targetWorkers }) => ({
      sid,
      name,
      targetWorkers,
    })),
    workflows: workflows.map((workflow) => ({
      sid: workflow.sid,
      name: workflow.friendlyName,
      configuration: workflow.configuration,
      assignmentCallbackUrl: workflow.assignmentCallbackUrl ?? '',
      fallbackAssignmentCallbackUrl: workflow.fallbackAssignmentCallbackUrl ?? '',
      reservationSeconds: workflow.taskReservationTimeout,
    })),
    workers: workers.map((worker) => ({
      sid: worker.sid,
      name: worker.friendlyName,
      attributes: readAttributes(worker.attributes),
      isAvailable: worker.available,
      activityName: worker.activityName,
      activeSince: worker.dateStatusChanged,
      isBusy: busyWorkers.has(worker.sid),
    })),
    tasks: tasks.map(({ sid, workflowSid, taskQueueSid, assignmentStatus: status }) => ({
      ...{ sid, workflowSid, taskQueueSid },
      isOver: status === 'completed' || status === 'canceled',
    })),
  };
}

const isWithAgent = ({ assignmentStatus: status }: { readonly assignmentStatus: string }) =>
  status === 'reserved' || status === 'assigned' || status === 'wrapping';

/** Parses attributes, which are JSON in a text; anything else counts as empty. */
export function readAttributes(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}
