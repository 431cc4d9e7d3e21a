import type { TaskRouterEvent } from './events';

/** The filters of a REST request for events. */
export interface EventQuery {
  readonly eventType?: string;
  readonly from?: Date;
  readonly until?: Date;
  readonly taskSid?: string;
  readonly workerSid?: string;
  readonly reservationSid?: string;
  readonly workflowSid?: string;
  readonly taskQueueSid?: string;
  readonly taskChannel?: string;
}

const daysKept = 30;

/** The events of a workspace that REST can list: the newest ones of the last 30 days. */
export class EventLog {
  private readonly kept: TaskRouterEvent[] = [];

  constructor(
    private readonly now: () => Date,
    private readonly capacity: number,
  ) {}

  add(event: TaskRouterEvent): void {
    this.kept.push(event);
    // Dropped in batches: shifting a long array for each event would cost more than the event itself.
    if (this.kept.length >= this.capacity * 2) this.kept.splice(0, this.kept.length - this.capacity);
  }

  /** Newest first. */
  list(query: EventQuery = {}): readonly TaskRouterEvent[] {
    const oldest = new Date(this.now().getTime() - daysKept * 24 * 60 * 60 * 1000);
    return this.kept
      .slice(-this.capacity)
      .filter((event) => event.at >= oldest && fits(event, query))
      .reverse();
  }

  get(sid: string): TaskRouterEvent | undefined {
    return this.list().find((event) => event.sid === sid);
  }
}

function fits({ eventType, at, parameters }: TaskRouterEvent, query: EventQuery): boolean {
  const wanted: readonly [string | undefined, string | undefined][] = [
    [query.eventType, eventType],
    [query.taskSid, parameters.TaskSid],
    [query.workerSid, parameters.WorkerSid],
    [query.reservationSid, parameters.ReservationSid],
    [query.workflowSid, parameters.WorkflowSid],
    [query.taskQueueSid, parameters.TaskQueueSid],
  ];
  if (query.from && at < query.from) return false;
  if (query.until && at > query.until) return false;
  const { taskChannel } = query;
  if (taskChannel && ![parameters.TaskChannelSid, parameters.TaskChannelUniqueName].includes(taskChannel)) {
    return false;
  }
  return wanted.every(([value, found]) => value === undefined || value === found);
}

/** Whether an event is sent to the callback: https://www.twilio.com/docs/taskrouter/api/workspace */
export function passesFilter(eventType: string, eventsFilter: string | undefined): boolean {
  const wanted = (eventsFilter ?? '').split(',').map((type) => type.trim());
  return wanted.every((type) => type === '') || wanted.includes(eventType);
}
