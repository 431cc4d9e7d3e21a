import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import type { Position } from './workflow';
import type { Task, TaskOrder } from './workspace-records';

/** A task that waits for a worker, and what decides its place in line. */
export interface WaitingTask {
  readonly task: Task;
  readonly position: Position | undefined;
  /** The SID of its line: a task queue, or the worker that it was routed to. */
  readonly lineSid: string;
  readonly taskOrder: TaskOrder;
  readonly priority: number;
  /** The start of its wait for the purpose of ordering, in milliseconds. */
  readonly waitsSince: number;
  /** The order of arrival, for tasks of the same instant. */
  readonly arrival: number;
}

export type LineRules = Pick<TaskRouterAssumptions, 'priorityAcrossQueues'> & {
  /** The kind of queue that goes first for a worker in both kinds. */
  readonly prioritizeQueueOrder: TaskOrder;
};

/**
 * The order within one queue: by priority, then by age. In a LIFO queue the newest is first, whatever its priority.
 * https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out
 */
export function compareInLine(one: WaitingTask, other: WaitingTask): number {
  const byAge = one.waitsSince - other.waitsSince || one.arrival - other.arrival;
  return one.taskOrder === 'LIFO' ? -byAge : other.priority - one.priority || byAge;
}

/** The order between the first tasks of two queues. */
export function compareAcrossLines(one: WaitingTask, other: WaitingTask, rules: LineRules): number {
  if (one.lineSid === other.lineSid) return compareInLine(one, other);
  if (one.taskOrder !== other.taskOrder) return one.taskOrder === rules.prioritizeQueueOrder ? -1 : 1;
  if (one.taskOrder === 'LIFO') return compareInLine(one, other);
  const byPriority = rules.priorityAcrossQueues === 'yes' ? other.priority - one.priority : 0;
  return byPriority || one.waitsSince - other.waitsSince || one.arrival - other.arrival;
}

/** All waiting tasks, in the order of their lines. */
export class WaitingLines {
  private readonly lines = new Map<string, WaitingTask[]>();
  private readonly byTask = new Map<string, WaitingTask>();

  add(waiting: WaitingTask): void {
    const line = this.lines.get(waiting.lineSid);
    if (line) line.splice(placeIn(line, waiting), 0, waiting);
    else this.lines.set(waiting.lineSid, [waiting]);
    this.byTask.set(waiting.task.sid, waiting);
  }

  remove(taskSid: string): void {
    const waiting = this.byTask.get(taskSid);
    if (!waiting) return;
    this.byTask.delete(taskSid);
    const line = this.lines.get(waiting.lineSid) ?? [];
    line.splice(placeIn(line, waiting), 1);
    if (line.length === 0) this.lines.delete(waiting.lineSid);
  }

  get(taskSid: string): WaitingTask | undefined {
    return this.byTask.get(taskSid);
  }

  /** The tasks of a line, in order. */
  line(lineSid: string): readonly WaitingTask[] {
    return this.lines.get(lineSid) ?? [];
  }

  get size(): number {
    return this.byTask.size;
  }
}

/** The index of a task, or where it would be inserted. No two tasks compare as equal. */
function placeIn(line: readonly WaitingTask[], waiting: WaitingTask): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = line[middle];
    if (there && compareInLine(there, waiting) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
