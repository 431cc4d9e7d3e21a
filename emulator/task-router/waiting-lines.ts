import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import type { Position } from './workflow';
import type { Task, TaskOrder } from './workspace-records';

/** A task that waits for a worker, and what decides its place. */
export interface WaitingTask {
  readonly task: Task;
  readonly position: Position | undefined;
  /** The line it stands in: a task queue, or the worker it was routed to. */
  readonly lineSid: string;
  readonly taskOrder: TaskOrder;
  readonly priority: number;
  /** When its wait began, as far as order goes, in milliseconds. */
  readonly waitsSince: number;
  /** In which order the tasks came, for those of one instant. */
  readonly arrival: number;
}

export type LineRules = Pick<TaskRouterAssumptions, 'priorityAcrossQueues'> & {
  /** Which kind of queue goes first for a worker of both. */
  readonly prioritizeQueueOrder: TaskOrder;
};

/**
 * The order within one queue: priority, then age; in a LIFO queue the newest, whatever its priority.
 * https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out
 */
export function compareInLine(one: WaitingTask, other: WaitingTask): number {
  const byAge = one.waitsSince - other.waitsSince || one.arrival - other.arrival;
  return one.taskOrder === 'LIFO' ? -byAge : other.priority - one.priority || byAge;
}

/** The order between the first of two queues. */
export function compareAcrossLines(one: WaitingTask, other: WaitingTask, rules: LineRules): number {
  if (one.lineSid === other.lineSid) return compareInLine(one, other);
  if (one.taskOrder !== other.taskOrder) return one.taskOrder === rules.prioritizeQueueOrder ? -1 : 1;
  if (one.taskOrder === 'LIFO') return compareInLine(one, other);
  const byPriority = rules.priorityAcrossQueues === 'yes' ? other.priority - one.priority : 0;
  return byPriority || one.waitsSince - other.waitsSince || one.arrival - other.arrival;
}

/** All tasks that wait, each in its line, in order. */
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

  /** The tasks of a line, the first in order first. */
  line(lineSid: string): readonly WaitingTask[] {
    return this.lines.get(lineSid) ?? [];
  }

  get size(): number {
    return this.byTask.size;
  }
}

/** Where a task stands or would stand: no two compare as equal. */
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
