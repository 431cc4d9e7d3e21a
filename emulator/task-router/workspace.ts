import type { Clock } from '../platform/clock';
import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { EventLog, passesFilter } from './event-log';
import {
  type EventParameters,
  type ResourceType,
  reservationParameters,
  type TaskRouterEvent,
  type TaskRouterEventType,
  taskParameters,
  unixSeconds,
  workerParameters,
} from './events';
import { RecordStore } from './record-store';
import { Signal } from './signal';
import type { WebhookPort } from './webhook-port';
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  Workflow,
  WorkspaceSettings,
} from './workspace-records';

export type TaskRouterSidPrefix = 'WS' | 'WA' | 'WQ' | 'WW' | 'WK' | 'WT' | 'WR' | 'EV' | 'TC' | 'WC' | 'OU';

/** Something that Twilio’s debugger would show. */
export interface TaskRouterAlert {
  readonly code: number;
  readonly message: string;
  readonly workspaceSid: string;
  readonly resourceSid: string;
}

/** Receives events and alerts, such as a timeline. */
export interface TaskRouterSink {
  event(event: TaskRouterEvent): void;
  alert(alert: TaskRouterAlert): void;
}

export interface TaskRouterSettings {
  /** How long TaskRouter takes to look for a worker, in milliseconds. */
  readonly routingMillis: number;
  /** How many events of a workspace REST can read. */
  readonly eventsKept: number;
}

/** What all parts of TaskRouter need. */
export interface TaskRouterEnvironment {
  readonly accountSid: string;
  readonly clock: Clock;
  readonly nextSid: (prefix: TaskRouterSidPrefix) => string;
  readonly assumptions: TaskRouterAssumptions;
  readonly settings: TaskRouterSettings;
  readonly sink: TaskRouterSink;
  readonly webhooks: WebhookPort;
}

/** A task that is completed, canceled or deleted. */
export interface EndedTask {
  readonly task: Task;
  /** Whether TaskRouter ended it, because of the task's timeout or the end of the workflow. */
  readonly byTimeout: boolean;
}

/** The resources of one workspace, and their events. Other files decide which changes are allowed. */
export class Workspace {
  private readonly now = () => this.environment.clock.now();
  readonly activities = new RecordStore<Activity>('Activity', this.now);
  readonly taskQueues = new RecordStore<TaskQueue>('TaskQueue', this.now);
  readonly taskChannels = new RecordStore<TaskChannel>('TaskChannel', this.now);
  readonly workflows = new RecordStore<Workflow>('Workflow', this.now);
  readonly workers = new RecordStore<Worker>('Worker', this.now);
  readonly tasks = new RecordStore<Task>('Task', this.now);
  readonly reservations = new RecordStore<Reservation>('Reservation', this.now);
  readonly events: EventLog;
  private readonly operatingUnitSid: string;

  readonly workerChanged = new Signal<Worker>();
  readonly workerRemoved = new Signal<Worker>();
  readonly queueChanged = new Signal<TaskQueue>();
  readonly queueRemoved = new Signal<TaskQueue>();
  /** A workflow whose waiting tasks must be reevaluated. */
  readonly workflowReplaced = new Signal<Workflow>();
  readonly reservationCreated = new Signal<Reservation>();
  readonly taskCreated = new Signal<Task>();
  /** The task's attributes, priority, channel or start time changed. */
  readonly taskChanged = new Signal<Task>();
  readonly taskAssigned = new Signal<Task>();
  /** A reservation ended in any way. Its task may be waiting again. */
  readonly reservationClosed = new Signal<Reservation>();
  readonly taskEnded = new Signal<EndedTask>();

  constructor(
    readonly settings: WorkspaceSettings,
    readonly environment: TaskRouterEnvironment,
  ) {
    this.events = new EventLog(this.now, environment.settings.eventsKept);
    this.operatingUnitSid = environment.nextSid('OU');
  }

  get sid(): string {
    return this.settings.sid;
  }

  publish(
    eventType: TaskRouterEventType,
    resourceType: ResourceType,
    resourceSid: string,
    description: string,
    parameters: EventParameters,
  ): void {
    const { accountSid, nextSid, sink } = this.environment;
    const at = this.now();
    const sid = nextSid('EV');
    const event: TaskRouterEvent = {
      sid,
      eventType,
      at,
      resourceType,
      resourceSid,
      description,
      parameters: {
        EventType: eventType,
        AccountSid: accountSid,
        WorkspaceSid: this.sid,
        WorkspaceName: this.settings.friendlyName,
        EventDescription: description,
        ResourceType: resourceType,
        ResourceSid: resourceSid,
        Timestamp: unixSeconds(at),
        TimestampMs: String(at.getTime()),
        Sid: sid,
        OperatingUnitSid: this.operatingUnitSid,
        ...parameters,
      },
    };
    this.events.add(event);
    sink.event(event);
    this.postEvent(event);
  }

  /** `more` are parameters in addition to those of the task. */
  publishTaskEvent(
    eventType: TaskRouterEventType,
    task: Task,
    description: string,
    more: EventParameters = {},
  ): void {
    this.publish(eventType, 'task', task.sid, description, { ...this.parametersOfTask(task), ...more });
  }

  publishWorkerEvent(
    eventType: TaskRouterEventType,
    worker: Worker,
    description: string,
    more: EventParameters = {},
  ): void {
    this.publish(eventType, 'worker', worker.sid, description, {
      ...workerParameters(worker, this.activityOf(worker)),
      ...more,
    });
  }

  publishReservationEvent(
    eventType: TaskRouterEventType,
    reservation: Reservation,
    description: string,
  ): void {
    const task = this.taskOf(reservation);
    const worker = this.workers.get(reservation.workerSid);
    this.publish(eventType, 'reservation', reservation.sid, description, {
      ...this.parametersOfTask(task),
      ...(worker && workerParameters(worker, this.activityOf(worker))),
      ...reservationParameters(reservation, task, worker?.channels.get(task.taskChannelSid)),
    });
  }

  alert(code: number, resourceSid: string, message: string): void {
    this.environment.sink.alert({ code, message, workspaceSid: this.sid, resourceSid });
  }

  activityOf({ activitySid }: Worker): Activity {
    return existing(this.activities.get(activitySid), activitySid);
  }

  taskOf({ taskSid }: Reservation): Task {
    return existing(this.tasks.get(taskSid), taskSid);
  }

  reservationsOf(task: Task): Reservation[] {
    return task.reservationSids.map((sid) => existing(this.reservations.get(sid), sid));
  }

  workflowOf(task: Task): Workflow | undefined {
    return task.workflowSid === undefined ? undefined : this.workflows.get(task.workflowSid);
  }

  /** The age of a task in milliseconds, regardless of its VirtualStartTime. */
  ageMillis({ dateCreated }: Task): number {
    return this.now().getTime() - dateCreated.getTime();
  }

  private parametersOfTask(task: Task): EventParameters {
    return taskParameters(task, {
      channel: existing(this.taskChannels.get(task.taskChannelSid), task.taskChannelSid),
      queue: task.taskQueueSid === undefined ? undefined : this.taskQueues.get(task.taskQueueSid),
      workflow: this.workflowOf(task),
      ageSeconds: Math.floor(this.ageMillis(task) / 1000),
    });
  }

  /** The answer is ignored: an event callback that fails is lost. */
  private postEvent({ eventType, parameters }: TaskRouterEvent): void {
    const { eventCallbackUrl: url, eventsFilter } = this.settings;
    if (url === undefined || url === '' || !passesFilter(eventType, eventsFilter)) return;
    const { webhooks, clock } = this.environment;
    webhooks
      .post({ url, parameters, patienceSeconds: 15, allowsConnectionOverrides: true })
      .catch((error: unknown) => clock.fail(error));
  }
}

function existing<T>(record: T | undefined, sid: string): T {
  if (record === undefined) throw new Error(`${sid} is referenced but does not exist.`);
  return record;
}
