import { Clock } from '../../../emulator/platform/clock';
import {
  assumeOfTaskRouter,
  type TaskRouterAssumptions,
} from '../../../emulator/platform/task-router-assumptions';
import { createActivity } from '../../../emulator/task-router/activities';
import type { TaskRouterEvent } from '../../../emulator/task-router/events';
import type { Outcome } from '../../../emulator/task-router/outcome';
import { createTaskQueue, type TaskQueueFields } from '../../../emulator/task-router/task-queues';
import { type RoutedWorkspace, TaskRouter } from '../../../emulator/task-router/task-router';
import type { NewTask } from '../../../emulator/task-router/tasks';
import { createWorker, updateWorkerChannel } from '../../../emulator/task-router/workers';
import { createWorkflow, type WorkflowFields } from '../../../emulator/task-router/workflows';
import type { TaskRouterAlert } from '../../../emulator/task-router/workspace';
import type { Activity, Reservation, Task, Worker } from '../../../emulator/task-router/workspace-records';
import { updateWorkspace } from '../../../emulator/task-router/workspaces';
import { FakeApplication } from './fake-application';
import { FakeVoice } from './fake-voice';

/** How long the search for a worker takes on this floor. */
export const routingMillis = 100;

export interface FloorOptions {
  assumptions?: TaskRouterAssumptions;
  multiTaskEnabled?: boolean;
}

/** A call center on its own clock: one workspace with its agents, queues and events. */
export class Floor {
  readonly clock = new Clock();
  readonly application = new FakeApplication(this.clock);
  readonly voice: FakeVoice;
  readonly taskRouter: TaskRouter;
  readonly routed: RoutedWorkspace;
  readonly events: TaskRouterEvent[] = [];
  readonly alerts: TaskRouterAlert[] = [];
  private sids = 0;

  constructor({ assumptions = assumeOfTaskRouter(), multiTaskEnabled = true }: FloorOptions = {}) {
    this.voice = new FakeVoice(this.clock, () => this.taskRouter);
    this.taskRouter = new TaskRouter(
      {
        accountSid: 'AC0',
        clock: this.clock,
        nextSid: (prefix) => {
          this.sids += 1;
          return `${prefix}${String(this.sids).padStart(32, '0')}`;
        },
        assumptions,
        settings: { routingMillis, eventsKept: 5_000 },
        sink: { event: (event) => this.events.push(event), alert: (alert) => this.alerts.push(alert) },
        webhooks: this.application,
      },
      this.voice,
    );
    this.routed = made(this.taskRouter.createWorkspace({ friendlyName: 'Shop', multiTaskEnabled }));
    const missed = made(createActivity(this.workspace, { friendlyName: 'Missed' }));
    made(updateWorkspace(this.workspace, { timeoutActivitySid: missed.sid }));
  }

  get workspace() {
    return this.routed.workspace;
  }

  activity(name: string): Activity {
    const found = this.workspace.activities.find(({ friendlyName }) => friendlyName === name);
    if (!found) throw new Error(`There is no activity ${name}.`);
    return found;
  }

  queue(friendlyName: string, fields: Omit<TaskQueueFields, 'friendlyName'> = {}): string {
    return made(createTaskQueue(this.workspace, { friendlyName, ...fields })).sid;
  }

  /** A workflow of these filters, each with an expression and targets. */
  workflow(routing: unknown, fields: Partial<WorkflowFields> = {}): string {
    const configuration = JSON.stringify({ task_routing: routing });
    const friendlyName = `Workflow ${this.workspace.workflows.size + 1}`;
    return made(createWorkflow(this.workspace, { friendlyName, configuration, ...fields })).sid;
  }

  /** An agent, who is available by default. */
  agent(friendlyName: string, attributes: object = {}, activity = 'Available', capacity = 1): Worker {
    const worker = made(
      createWorker(this.workspace, {
        friendlyName,
        attributes: JSON.stringify(attributes),
        activitySid: this.activity(activity).sid,
      }),
    );
    for (const channel of worker.channels.keys()) {
      made(updateWorkerChannel(this.workspace, worker.sid, channel, { capacity }));
    }
    return worker;
  }

  move(worker: Worker, activity: string, rejectPendingReservations = false): void {
    const activitySid = this.activity(activity).sid;
    made(this.routed.updateWorker(worker.sid, { activitySid, rejectPendingReservations }));
  }

  activityOf(worker: Worker): string {
    return this.workspace.activityOf(worker).friendlyName;
  }

  task(workflowSid: string, attributes: object = {}, fields: NewTask = {}): Task {
    return made(this.routed.tasks.create({ workflowSid, attributes: JSON.stringify(attributes), ...fields }));
  }

  /** A caller who is sent to a workflow by `<Enqueue>`. */
  caller(workflowSid: string, taskBody?: string, more: { priority?: number; timeout?: number } = {}): Task {
    const callSid = this.voice.newCall();
    return made(
      this.taskRouter.enqueue({
        callSid,
        workflowSid,
        taskBody,
        priority: more.priority,
        timeout: more.timeout,
        callAttributes: { from: '+15550000001', to: '+15550100001' },
      }),
    );
  }

  async seconds(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000);
  }

  /** Lets TaskRouter look for workers. */
  async settle(): Promise<void> {
    await this.clock.advance(routingMillis);
  }

  reservations(task: Task): Reservation[] {
    return this.workspace.reservationsOf(task);
  }

  /** The reservation that waits for an answer. */
  pending(task: Task): Reservation {
    const found = this.reservations(task).find(({ reservationStatus }) => reservationStatus === 'pending');
    if (!found)
      throw new Error(`Task ${task.sid} is ${task.assignmentStatus} and has no pending reservation.`);
    return found;
  }

  /** Who is reserved for a task or has it, by name. */
  who(task: Task): string[] {
    return this.reservations(task)
      .filter(({ reservationStatus }) => ['pending', 'accepted', 'wrapping'].includes(reservationStatus))
      .map(({ workerName }) => workerName);
  }

  accept(task: Task): void {
    made(this.routed.updateReservation(this.pending(task).sid, { reservationStatus: 'accepted' }));
  }

  complete(task: Task): void {
    made(this.routed.tasks.update(task.sid, { assignmentStatus: 'completed', reason: 'done' }));
  }

  /** The types of what has happened to a task. */
  story(task: Task): string[] {
    return this.events
      .filter(({ parameters }) => parameters.TaskSid === task.sid)
      .map(({ eventType }) => eventType);
  }

  last(eventType: string): TaskRouterEvent | undefined {
    return this.events.findLast((event) => event.eventType === eventType);
  }
}

export function made<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  return outcome.value;
}
