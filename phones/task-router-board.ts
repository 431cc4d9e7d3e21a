import type { TimelineEvent } from '../emulator/browser';
import { timersName } from '../src/config/task-router';

/** What the page shows of TaskRouter: the workers and the tasks that are not over. */
export interface TaskRouterBoard {
  /** In the order in which they were created. */
  readonly workers: readonly WorkerOnBoard[];
  /** Oldest first. */
  readonly tasks: readonly TaskOnBoard[];
  /** The SIDs of the activities in which workers receive tasks. */
  readonly availableActivities: readonly string[];
}

export interface WorkerOnBoard {
  readonly sid: string;
  /** The name of its workspace. */
  readonly workspace: string;
  readonly name: string;
  readonly activity: string;
  /** Whether the worker receives tasks in this activity. */
  readonly isAvailable: boolean;
  /** When the worker's activity or reservation changed last. */
  readonly since: string;
  readonly reservation?: { readonly sid: string; readonly task: string; readonly isAccepted: boolean };
}

export interface TaskOnBoard {
  readonly sid: string;
  readonly workspace: string;
  /** The waiting call, if the task came from `<Enqueue>`. */
  readonly call?: string;
  /** Its TaskQueue, if it is in one. */
  readonly queue?: string;
  readonly priority: string;
  /** `pending`, `reserved`, `assigned` or `wrapping`, as Twilio calls them. */
  readonly status: string;
  readonly since: string;
}

export const emptyTaskRouterBoard: TaskRouterBoard = { workers: [], tasks: [], availableActivities: [] };

type TaskRouterEvent = Extract<TimelineEvent, { kind: 'task-router' }>;
type Parameters = TaskRouterEvent['parameters'];

/**
 * The board after one more event in a workspace. What the event does not change stays the same object.
 * The parameters are those of Twilio's event callbacks: https://www.twilio.com/docs/taskrouter/api/event/reference
 */
export function taskRouterBoardAfter(
  board: TaskRouterBoard,
  { eventType, parameters }: TaskRouterEvent,
  now: string,
): TaskRouterBoard {
  const [resource = '', ...change] = eventType.split('.');
  const what = change.join('.');
  switch (resource) {
    case 'activity':
      return { ...board, availableActivities: activitiesAfter(board.availableActivities, what, parameters) };
    case 'worker':
      return { ...board, workers: workersAfter(board, what, parameters, now) };
    case 'reservation':
      return reservationAfter(board, what, parameters, now);
    case 'task':
    case 'task-queue':
      return { ...board, tasks: tasksAfter(board.tasks, eventType, parameters, now) };
    case 'workspace':
      return what === 'deleted' ? withoutWorkspace(board, parameters.WorkspaceName) : board;
    default:
      return board;
  }
}

const withoutWorkspace = (board: TaskRouterBoard, name: string | undefined): TaskRouterBoard => ({
  ...board,
  workers: board.workers.filter(({ workspace }) => workspace !== name),
  tasks: board.tasks.filter(({ workspace }) => workspace !== name),
});

function activitiesAfter(available: readonly string[], what: string, parameters: Parameters) {
  const { ActivitySid = '', ActivityAvailable } = parameters;
  const others = available.filter((sid) => sid !== ActivitySid);
  return what !== 'deleted' && ActivityAvailable === 'true' ? [...others, ActivitySid] : others;
}

function workersAfter(
  { workers, availableActivities }: TaskRouterBoard,
  what: string,
  parameters: Parameters,
  now: string,
): readonly WorkerOnBoard[] {
  const { WorkerSid = '', WorkerName = '', WorkerActivityName = '', WorkerActivitySid = '' } = parameters;
  if (what === 'deleted') return workers.filter(({ sid }) => sid !== WorkerSid);
  if (WorkerSid === '' || WorkerActivityName === '') return workers;
  const index = workers.findIndex(({ sid }) => sid === WorkerSid);
  const before = workers[index];
  const worker: WorkerOnBoard = {
    sid: WorkerSid,
    workspace: parameters.WorkspaceName ?? '',
    name: WorkerName,
    activity: WorkerActivityName,
    isAvailable: availableActivities.includes(WorkerActivitySid),
    since: before && before.activity === WorkerActivityName ? before.since : now,
    ...(before?.reservation && { reservation: before.reservation }),
  };
  return index < 0 ? [...workers, worker] : workers.with(index, worker);
}

/** A reservation is open until the worker's part in the task is over. */
function reservationAfter(
  board: TaskRouterBoard,
  what: string,
  parameters: Parameters,
  now: string,
): TaskRouterBoard {
  const { ReservationSid = '', WorkerSid, TaskSid = '' } = parameters;
  const index = board.workers.findIndex(({ sid }) => sid === WorkerSid);
  const worker = board.workers[index];
  const tasks = tasksAfter(board.tasks, `task.${what}`, parameters, now);
  if (!worker) return { ...board, tasks };
  const { reservation, ...free } = worker;
  const isOpen = ['created', 'accepted', 'wrapup'].includes(what);
  if (!isOpen && reservation?.sid !== ReservationSid) return { ...board, tasks };
  const after: WorkerOnBoard = isOpen
    ? {
        ...free,
        since: now,
        reservation: { sid: ReservationSid, task: TaskSid, isAccepted: what !== 'created' },
      }
    : { ...free, since: now };
  return { ...board, tasks, workers: board.workers.with(index, after) };
}

const endsOfTasks = ['task.canceled', 'task.completed', 'task.deleted', 'task.system-deleted'];

function tasksAfter(
  tasks: readonly TaskOnBoard[],
  eventType: string,
  parameters: Parameters,
  now: string,
): readonly TaskOnBoard[] {
  const { TaskSid, TaskAssignmentStatus = 'pending', TaskQueueName, TaskPriority = '0' } = parameters;
  if (TaskSid === undefined) return tasks;
  const isOver =
    endsOfTasks.includes(eventType) ||
    TaskAssignmentStatus === 'completed' ||
    TaskAssignmentStatus === 'canceled';
  const index = tasks.findIndex(({ sid }) => sid === TaskSid);
  if (isOver) return index < 0 ? tasks : tasks.toSpliced(index, 1);
  const call = callOfTask(parameters.TaskAttributes);
  const before = tasks[index];
  const task: TaskOnBoard = {
    sid: TaskSid,
    workspace: parameters.WorkspaceName ?? '',
    status: TaskAssignmentStatus,
    priority: TaskPriority,
    since: before?.since ?? now,
    ...(call !== undefined && { call }),
    ...(TaskQueueName !== undefined && { queue: TaskQueueName }),
  };
  return index < 0 ? [...tasks, task] : tasks.with(index, task);
}

/** The `call_sid` of a task that `<Enqueue>` created. https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
export function callOfTask(attributes = '{}'): string | undefined {
  try {
    const { call_sid: call } = JSON.parse(attributes) as { call_sid?: unknown };
    return typeof call === 'string' ? call : undefined;
  } catch {
    return undefined;
  }
}

/** The tasks of a board without our timers, which are tasks that nobody takes. */
export const callersTasks = ({ tasks }: TaskRouterBoard): readonly TaskOnBoard[] =>
  tasks.filter(({ queue }) => queue !== timersName);

/** A worker's name, with its workspace if there are several: agents of a practiced deployment may be named like local ones. */
export function workerName({ name, workspace }: WorkerOnBoard, { workers }: TaskRouterBoard): string {
  return workers.every((other) => other.workspace === workspace) ? name : `${name} (${workspace})`;
}

/** What a worker is doing, in words: the activity matters only while nothing is reserved. */
export function workerInWords({ activity, reservation }: WorkerOnBoard): string {
  if (!reservation) return activity;
  return reservation.isAccepted ? 'On a call' : 'Phone rings';
}

/** Where a task is, in words. `worker` has its reservation. */
export function taskInWords({ status, queue }: TaskOnBoard, worker: WorkerOnBoard | undefined): string {
  const where = queue === undefined ? '' : ` in ${queue}`;
  switch (status) {
    case 'pending':
      return `Waits${where}`;
    case 'reserved':
      return worker ? `Reserved for ${worker.name}` : 'Reserved';
    case 'assigned':
      return worker ? `With ${worker.name}` : 'With an agent';
    case 'wrapping':
      return worker ? `Over, ${worker.name} is wrapping up` : 'Over, the agent is wrapping up';
    default:
      return status;
  }
}
