import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { valueAt } from './evaluation';
import type { OrderClause } from './expression';
import { isOccupied } from './worker-load';
import type { Worker } from './workspace-records';

/** The workers to choose from, and how they are ordered. */
export interface WorkerSearch {
  readonly workers: Iterable<Worker>;
  readonly canServe: (worker: Worker) => boolean;
  /** How many workers to return. */
  readonly count: number;
  readonly orderBy: readonly OrderClause[] | undefined;
  readonly isOptimizedChannel: boolean;
  readonly assumptions: TaskRouterAssumptions;
}

type Compare = (one: Worker, other: Worker) => number;

/**
 * The first workers who can serve, in order: by the clauses of the step; then workers without a task, the longest idle
 * first, before workers with one; then by the time of the last reservation, oldest first.
 * https://www.twilio.com/docs/taskrouter/order-workers
 */
export function firstInOrder(search: WorkerSearch): Worker[] {
  const { workers, canServe, count, orderBy = [], isOptimizedChannel, assumptions } = search;
  const isByIdleness =
    assumptions.workerOrder === 'longest-idle' &&
    (assumptions.channelOptimizedRouting === 'no' || isOptimizedChannel);
  const compare: Compare = (one, other) =>
    (isByIdleness ? byIdleness(one, other) : 0) || byReservation(one, other);
  // The usual case, in which only workers better than the best so far need a closer look.
  if (count === 1 && orderBy.length === 0) return firstOf(workers, canServe, compare);
  const candidates = [...workers].filter(canServe);
  const isOrdered = orderBy.every((clause) => candidates.every((worker) => isOrderable(worker, clause)));
  const clauses = isOrdered ? orderBy : [];
  const byClauses: Compare = (one, other) =>
    firstDifference(clauses, (clause) => byClause(clause, one, other)) || compare(one, other);
  return candidates.sort(byClauses).slice(0, count);
}

function firstOf(
  workers: Iterable<Worker>,
  canServe: (worker: Worker) => boolean,
  compare: Compare,
): Worker[] {
  let first: Worker | undefined;
  for (const worker of workers) {
    if ((first === undefined || compare(worker, first) < 0) && canServe(worker)) first = worker;
  }
  return first ? [first] : [];
}

function byIdleness(one: Worker, other: Worker): number {
  const isOneOccupied = isOccupied(one);
  if (isOneOccupied !== isOccupied(other)) return isOneOccupied ? 1 : -1;
  return one.idleSince.getTime() - other.idleSince.getTime();
}

/** Workers who were never reserved come first, and are equal. */
function byReservation({ lastReservedAt: one }: Worker, { lastReservedAt: other }: Worker): number {
  if (one && other) return one.getTime() - other.getTime();
  if (!one && !other) return 0;
  return one ? 1 : -1;
}

/** A value that is not an integer disables the whole order_by; a missing one does not. */
function isOrderable(worker: Worker, clause: OrderClause): boolean {
  const value = valueOfClause(worker, clause);
  return value === null || Number.isInteger(value);
}

/** Workers without a value come last, in either direction. */
function byClause(clause: OrderClause, one: Worker, other: Worker): number {
  const values = [valueOfClause(one, clause), valueOfClause(other, clause)];
  const [left, right] = values;
  if (left === right) return 0;
  if (typeof left !== 'number') return 1;
  if (typeof right !== 'number') return -1;
  return clause.direction === 'ASC' ? left - right : right - left;
}

const valueOfClause = (worker: Worker, { path }: OrderClause) =>
  valueAt(path, { worker: worker.attributeValues });

function firstDifference<T>(items: readonly T[], compare: (item: T) => number): number {
  for (const item of items) {
    const difference = compare(item);
    if (difference !== 0) return difference;
  }
  return 0;
}
