import type { Clock } from '../../../emulator/platform/clock';
import { createActivity } from '../../../emulator/task-router/activities';
import { createTaskQueue, type TaskQueueFields } from '../../../emulator/task-router/task-queues';
import type { RoutedWorkspace } from '../../../emulator/task-router/task-router';
import { createWorker } from '../../../emulator/task-router/workers';
import { createWorkflow, type WorkflowFields } from '../../../emulator/task-router/workflows';
import type { Activity, Reservation, Task, Worker } from '../../../emulator/task-router/workspace-records';
import { updateWorkspace } from '../../../emulator/task-router/workspaces';
import type { Person } from '../../../emulator/voice/person';
import { webResponse } from '../../../emulator/web/message';
import { type Answer, type Application, type ApplicationOptions, application, urlOf } from '../application';
import { made } from './floor';

/** The number that the application shows to agents. */
export const shown = '+15550100001';

/** Where the documents that an application hands out find the workflow, the reservation and the activity after work. */
export interface LineNames {
  workflowSid: string;
  wrapUpSid: string;
}

export interface LineOptions extends ApplicationOptions {
  /** The answer to the assignment callback; empty by default. */
  readonly instruction?: (parameters: URLSearchParams, line: Line) => object | undefined;
  readonly workflow?: Partial<WorkflowFields>;
  readonly queue?: Partial<TaskQueueFields>;
  readonly targets?: readonly object[];
  readonly task?: string;
  /** Other answers of the application. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

/** A call center of one queue on the local Twilio, with an application that rings its agents. */
export class Line {
  readonly app: Application;
  readonly routed: RoutedWorkspace;
  readonly workflowSid: string;
  readonly wrapUp: Activity;

  constructor({ instruction, workflow, queue, targets, task, answers, ...options }: LineOptions = {}) {
    const reservationOf = (url: URL) => url.searchParams.get('reservation');
    this.app = application(
      {
        '/voice': () =>
          `<Enqueue workflowSid="${this.workflowSid}" action="/left" waitUrl="/wait">${task ?? '<Task>{}</Task>'}</Enqueue>`,
        '/wait': '<Say>Please wait.</Say><Pause length="10"/>',
        '/left': ({ form }) => `<Say>${form.get('QueueResult')}</Say>`,
        '/assignment': ({ form }) => {
          const answer = instruction?.(form, this);
          return answer
            ? webResponse(200, 'application/json', JSON.stringify(answer))
            : webResponse(200, 'text/plain', '');
        },
        '/ring': ({ url }) =>
          `<Gather numDigits="1" timeout="8" action="/accept?reservation=${reservationOf(url)}"><Say>A caller waits.</Say></Gather>`,
        '/accept': ({ url }) =>
          `<Dial action="/after"><Queue reservationSid="${reservationOf(url)}" postWorkActivitySid="${this.wrapUp.sid}" url="/last-words"/></Dial>`,
        '/after': ({ form }) => `<Say>${form.get('DialCallStatus')}</Say>`,
        '/last-words': '<Say>Here comes somebody.</Say>',
        '/status': '',
        '/events': '',
        '/voicemail': '<Say>Leave a message.</Say><Pause length="30"/>',
        ...answers,
      },
      { numbers: [{ phoneNumber: shown, voiceUrl: urlOf('/voice') }], ...options },
    );
    const { taskRouter } = this.app.twilio;
    this.routed = made(
      taskRouter.createWorkspace({ friendlyName: 'Shop', eventCallbackUrl: urlOf('/events') }),
    );
    const missed = made(createActivity(this.workspace, { friendlyName: 'Missed' }));
    this.wrapUp = made(createActivity(this.workspace, { friendlyName: 'Wrap-Up' }));
    made(updateWorkspace(this.workspace, { timeoutActivitySid: missed.sid }));
    const everyone = made(createTaskQueue(this.workspace, { friendlyName: 'Everyone', ...queue }));
    const steps = targets?.map((target) => ({ queue: everyone.sid, ...target })) ?? [{ queue: everyone.sid }];
    this.workflowSid = made(
      createWorkflow(this.workspace, {
        friendlyName: 'Calls',
        configuration: JSON.stringify({
          task_routing: { filters: [{ expression: '1==1', targets: steps }] },
        }),
        assignmentCallbackUrl: urlOf('/assignment'),
        taskReservationTimeout: 60,
        ...workflow,
      }),
    ).sid;
  }

  get workspace() {
    return this.routed.workspace;
  }

  get clock(): Clock {
    return this.app.twilio.clock;
  }

  /** An agent who is available, with a phone. */
  agent(friendlyName: string, contactUri: string): Worker {
    const attributes = JSON.stringify({ contact_uri: contactUri });
    return made(
      createWorker(this.workspace, { friendlyName, attributes, activitySid: this.activity('Available').sid }),
    );
  }

  activity(name: string): Activity {
    const found = this.workspace.activities.find(({ friendlyName }) => friendlyName === name);
    if (!found) throw new Error(`There is no activity ${name}.`);
    return found;
  }

  activityOf(worker: Worker): string {
    return this.workspace.activityOf(worker).friendlyName;
  }

  caller(): Person {
    return this.app.call();
  }

  /** The phone at a number or client: it rings, or its person is on the line. */
  phone(address: string): Person {
    const person = this.app.twilio.personAt(address);
    if (!person) throw new Error(`Nobody is rung at ${address}.`);
    return person;
  }

  seconds(count: number): Promise<void> {
    return this.app.seconds(count);
  }

  /** The only task, or the first. */
  get task(): Task {
    const [task] = this.workspace.tasks;
    if (!task) throw new Error('There is no task.');
    return task;
  }

  get reservations(): Reservation[] {
    return this.workspace.reservationsOf(this.task);
  }

  /** The types of the task's events that the application got. */
  get told(): string[] {
    return this.app
      .asked('/events')
      .filter(({ TaskSid }) => TaskSid !== undefined)
      .map(({ EventType }) => EventType ?? '');
  }
}

/** Rings the agent with one of our URLs, as the assignment callback asks. */
export const callInstruction = (parameters: URLSearchParams) => ({
  instruction: 'call',
  from: shown,
  url: `${urlOf('/ring')}?reservation=${parameters.get('ReservationSid')}`,
  timeout: 20,
  status_callback_url: urlOf('/status'),
});
