import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { isTrue, type Names } from './evaluation';
import type { TaskQueue, Worker } from './workspace-records';

/** The workers of each task queue: those whose attributes match the queue's expression. */
export class QueueMembers {
  private readonly workersOf = new Map<string, Set<Worker>>();
  private readonly queuesOf = new Map<string, Set<string>>();
  /** The attributes with which each worker was last sorted into queues. */
  private readonly sorted = new WeakMap<Worker, Names>();

  constructor(private readonly assumptions: TaskRouterAssumptions) {}

  queueChanged(queue: TaskQueue, workers: Iterable<Worker>): void {
    this.queueRemoved(queue);
    this.workersOf.set(queue.sid, new Set());
    for (const worker of workers) this.sort(worker, queue);
  }

  queueRemoved(queue: TaskQueue): void {
    for (const worker of this.in(queue.sid)) this.queuesOf.get(worker.sid)?.delete(queue.sid);
    this.workersOf.delete(queue.sid);
  }

  workerChanged(worker: Worker, queues: Iterable<TaskQueue>): void {
    // Most changes of a worker affect the activity or a channel, which queues do not depend on.
    if (this.sorted.get(worker) === worker.attributeValues) return;
    this.sorted.set(worker, worker.attributeValues);
    for (const queue of queues) this.sort(worker, queue);
  }

  workerRemoved(worker: Worker): void {
    for (const queue of this.of(worker.sid)) this.workersOf.get(queue)?.delete(worker);
    this.queuesOf.delete(worker.sid);
  }

  /** The workers of a queue, in any activity. */
  in(queueSid: string): ReadonlySet<Worker> {
    return this.workersOf.get(queueSid) ?? new Set();
  }

  /** The queues of a worker. */
  of(workerSid: string): ReadonlySet<string> {
    return this.queuesOf.get(workerSid) ?? new Set();
  }

  private sort(worker: Worker, queue: TaskQueue): void {
    const queues = this.queuesOf.get(worker.sid) ?? new Set<string>();
    this.queuesOf.set(worker.sid, queues);
    if (isTrue(queue.expression, worker.attributeValues, this.assumptions)) {
      this.workersOf.get(queue.sid)?.add(worker);
      queues.add(queue.sid);
    } else {
      this.workersOf.get(queue.sid)?.delete(worker);
      queues.delete(queue.sid);
    }
  }
}
