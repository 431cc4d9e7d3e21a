import { isTrue, type Names, timeOfDay, valueAt } from './evaluation';
import type { QueueMembers } from './queue-members';
import {
  compareAcrossLines,
  compareInLine,
  type LineRules,
  type WaitingLines,
  type WaitingTask,
} from './waiting-lines';
import { hasRoomFor, namesOfWorker } from './worker-load';
import { firstInOrder } from './worker-order';
import type { Target } from './workflow-configuration';
import type { Workspace } from './workspace';
import type { Worker } from './workspace-records';

/** A task and the workers to reserve for it. */
export interface Match {
  readonly waiting: WaitingTask;
  readonly workers: readonly Worker[];
}

/**
 * Decides which worker gets which task. It only looks at what has changed: tasks that are new in their step, and workers
 * who may have room again. Other waiting tasks still cannot be served.
 */
export class Matching {
  constructor(
    private readonly workspace: Workspace,
    private readonly lines: WaitingLines,
    private readonly members: QueueMembers,
  ) {}

  /**
   * The first task in order that a worker can serve, among the new tasks and those of workers with new room. Tasks and
   * workers without a match are removed from the two sets: room only shrinks until the next change.
   */
  next(newTasks: Set<WaitingTask>, newRoom: Set<Worker>): Match | undefined {
    const candidates: WaitingTask[] = [];
    const passedLines = new Set<string>();
    for (const waiting of [...newTasks].sort(compareInLine)) {
      if (passedLines.has(waiting.lineSid)) continue;
      if (this.isServable(waiting)) {
        candidates.push(waiting);
        passedLines.add(waiting.lineSid);
      } else newTasks.delete(waiting);
    }
    for (const worker of newRoom) {
      const tasks = [...this.tasksFor(worker)];
      if (tasks.length === 0) newRoom.delete(worker);
      candidates.push(...tasks);
    }
    const waiting = this.firstOf(candidates);
    return waiting && { waiting, workers: this.workersFor(waiting) };
  }

  /** The workers to reserve, in order: as many as the queue reserves at once, one by default. */
  workersFor(waiting: WaitingTask): Worker[] {
    const { taskQueues, taskChannels, environment } = this.workspace;
    const { orderBy } = targetOf(waiting) ?? {};
    return firstInOrder({
      workers: this.inLine(waiting),
      canServe: (worker) => this.canServe(worker, waiting),
      count: taskQueues.get(waiting.lineSid)?.maxReservedWorkers ?? 1,
      orderBy,
      isOptimizedChannel: taskChannels.get(waiting.task.taskChannelSid)?.channelOptimizedRouting ?? false,
      assumptions: environment.assumptions,
    });
  }

  /** Whether a worker has room for a task and matches the target of its step. */
  canServe(worker: Worker, waiting: WaitingTask): boolean {
    if (!hasRoomFor(worker, waiting.task, this.workspace)) return false;
    const target = targetOf(waiting);
    if (!target) return true;
    const { expression, knownWorker } = target;
    if (knownWorker && !isKnown(worker, knownWorker, waiting.task.attributeValues)) return false;
    return (
      !expression ||
      isTrue(expression, this.targetNames(worker, waiting), this.workspace.environment.assumptions)
    );
  }

  private isServable(waiting: WaitingTask): boolean {
    for (const worker of this.inLine(waiting)) if (this.canServe(worker, waiting)) return true;
    return false;
  }

  /** The first task in each line of a worker that the worker can serve. */
  private *tasksFor(worker: Worker): Iterable<WaitingTask> {
    for (const line of [...this.members.of(worker.sid), worker.sid]) {
      const waiting = this.lines.line(line).find((one) => this.canServe(worker, one));
      if (waiting) yield waiting;
    }
  }

  /** The first task across lines, among the first of each line. */
  private firstOf(candidates: readonly WaitingTask[]): WaitingTask | undefined {
    const heads = new Map<string, WaitingTask>();
    for (const waiting of candidates) {
      const head = heads.get(waiting.lineSid);
      if (!head || compareInLine(waiting, head) < 0) heads.set(waiting.lineSid, waiting);
    }
    let first: WaitingTask | undefined;
    for (const head of heads.values())
      if (!first || compareAcrossLines(head, first, this.rules()) < 0) first = head;
    return first;
  }

  private rules(): LineRules {
    const { settings, environment } = this.workspace;
    return {
      prioritizeQueueOrder: settings.prioritizeQueueOrder,
      priorityAcrossQueues: environment.assumptions.priorityAcrossQueues,
    };
  }

  /** The workers of a queue, or the one that the task was routed to. */
  private inLine({ lineSid }: WaitingTask): Iterable<Worker> {
    const worker = this.workspace.workers.get(lineSid);
    return worker ? [worker] : this.members.in(lineSid);
  }

  private targetNames(worker: Worker, { task }: WaitingTask): Names {
    return {
      task: task.attributeValues,
      worker: namesOfWorker(worker, this.workspace),
      taskrouter: timeOfDay(this.workspace.environment.clock.now()),
    };
  }
}

const targetOf = ({ position }: WaitingTask): Target | undefined =>
  position?.kind === 'step' ? position.target : undefined;

/** https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing */
function isKnown(worker: Worker, { by, path }: NonNullable<Target['knownWorker']>, task: Names): boolean {
  const sought = valueAt(path, { task });
  return sought === (by === 'sid' ? worker.sid : worker.friendlyName);
}
