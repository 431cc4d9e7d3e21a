import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { valueAt } from './evaluation';
import type { OrderClause } from './expression';
import { isOccupied } from './worker-load';
import type { Worker } from './workspace-records';

/**
 * Workers in the order in which they are reserved: by the clauses of the step, then who has been without a task
 * longest, before all who have one, then whose last reservation is longest ago.
 * https://www.twilio.com/docs/taskrouter/order-workers
 */
export function inOrder(
  workers: readonly Worker[],
  orderBy: readonly OrderClause[] | undefined,
  { isOptimizedChannel, assumptions }: { isOptimizedChannel: boolean; assumptions: TaskRouterAssumptions },
): Worker[] {
  const clauses = orderBy?.every((clause) => workers.every((worker) => isOrderable(worker, clause)))
    ? orderBy
    : [];
  const isByIdleness =
    assumptions.workerOrder === 'longest-idle' &&
    (assumptions.channelOptimizedRouting === 'no' || isOptimizedChannel);
  return [...workers].sort(
    (one, other) =>
      firstDifference(clauses, (clause) => byClause(clause, one, other)) ||
      (isByIdleness ? byIdleness(one, other) : 0) ||
      lastReserved(one) - lastReserved(other),
  );
}

const byIdleness = (one: Worker, other: Worker): number =>
  Number(isOccupied(one)) - Number(isOccupied(other)) || one.idleSince.getTime() - other.idleSince.getTime();

/** A value that is not an integer makes the whole order_by ignored; a missing one does not. */
function isOrderable(worker: Worker, clause: OrderClause): boolean {
  const value = valueOfClause(worker, clause);
  return value === null || Number.isInteger(value);
}

/** Who has no value comes last, in either direction. */
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

const lastReserved = ({ lastReservedAt }: Worker): number =>
  lastReservedAt?.getTime() ?? Number.NEGATIVE_INFINITY;

function firstDifference<T>(items: readonly T[], compare: (item: T) => number): number {
  for (const item of items) {
    const difference = compare(item);
    if (difference !== 0) return difference;
  }
  return 0;
}
