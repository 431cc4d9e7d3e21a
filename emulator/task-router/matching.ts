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
 * Who gets what. Nothing that waits and could not be served before is looked at again: only what has changed is,
 * which is the tasks that have come to their step and the workers who may now have room.
 */
export class Matching {
  constructor(
    private readonly workspace: Workspace,
    private readonly lines: WaitingLines,
    private readonly members: QueueMembers,
  ) {}

  /**
   * The first task in order that somebody can serve, among the new ones and those of workers with new room. Whoever
   * cannot serve or be served is dropped from the two sets: room only shrinks until the next change.
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

  /** The workers to reserve, in order: one, or as many as the queue reserves at once. */
  workersFor(waiting: WaitingTask): Worker[] {
    const { taskQueues, taskChannels, surroundings } = this.workspace;
    const { orderBy } = targetOf(waiting) ?? {};
    return firstInOrder({
      workers: this.inLine(waiting),
      canServe: (worker) => this.canServe(worker, waiting),
      count: taskQueues.get(waiting.lineSid)?.maxReservedWorkers ?? 1,
      orderBy,
      isOptimizedChannel: taskChannels.get(waiting.task.taskChannelSid)?.channelOptimizedRouting ?? false,
      assumptions: surroundings.assumptions,
    });
  }

  /** Whether a worker is in the step's queue, has room, and is whom the step asks for. */
  canServe(worker: Worker, waiting: WaitingTask): boolean {
    if (!hasRoomFor(worker, waiting.task, this.workspace)) return false;
    const target = targetOf(waiting);
    if (!target) return true;
    const { expression, knownWorker } = target;
    if (knownWorker && !isKnown(worker, knownWorker, waiting.task.attributeValues)) return false;
    return (
      !expression ||
      isTrue(expression, this.targetNames(worker, waiting), this.workspace.surroundings.assumptions)
    );
  }

  private isServable(waiting: WaitingTask): boolean {
    for (const worker of this.inLine(waiting)) if (this.canServe(worker, waiting)) return true;
    return false;
  }

  /** The first task of each line that the worker stands at. */
  private *tasksFor(worker: Worker): Iterable<WaitingTask> {
    for (const line of [...this.members.of(worker.sid), worker.sid]) {
      const waiting = this.lines.line(line).find((one) => this.canServe(worker, one));
      if (waiting) yield waiting;
    }
  }

  /** The first of each line by the order of the line, and of these the first across lines. */
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
    const { settings, surroundings } = this.workspace;
    return {
      prioritizeQueueOrder: settings.prioritizeQueueOrder,
      priorityAcrossQueues: surroundings.assumptions.priorityAcrossQueues,
    };
  }

  /** The workers of a queue, or the one to whom the task was routed. */
  private inLine({ lineSid }: WaitingTask): Iterable<Worker> {
    const worker = this.workspace.workers.get(lineSid);
    return worker ? [worker] : this.members.in(lineSid);
  }

  private targetNames(worker: Worker, { task }: WaitingTask): Names {
    return {
      task: task.attributeValues,
      worker: namesOfWorker(worker, this.workspace),
      taskrouter: timeOfDay(this.workspace.surroundings.clock.now()),
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
