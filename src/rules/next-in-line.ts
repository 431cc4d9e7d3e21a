/** Agents serve the priority lane of a queue first. */
export type Lane = 'normal' | 'priority';

/** One lane of one queue that an agent serves. Each lane is a separate queue at Twilio. */
export interface QueueLane {
  readonly queue: string;
  readonly lane: Lane;
  readonly waiting: number;
  /** How long its first caller has waited; undefined until it is read. */
  readonly frontSecondsWaited?: number;
  /** In a normal lane: after this wait, its first caller goes before the priority lane. */
  readonly normalLaneFirstAfterSeconds?: number;
}

/** The lanes with waiting callers. */
export const busyLanes = <Some extends QueueLane>(lanes: readonly Some[]) =>
  lanes.filter(({ waiting }) => waiting > 0);

/**
 * The lane to serve next: priority lanes first, unless a caller in a normal lane has waited too long; then the longest
 * wait; then the given order.
 */
export function nextLane(lanes: readonly QueueLane[]): QueueLane | undefined {
  return busyLanes(lanes).reduce<QueueLane | undefined>(
    (best, lane) => (best === undefined || comesBefore(lane, best) ? lane : best),
    undefined,
  );
}

function comesBefore(one: QueueLane, other: QueueLane): boolean {
  const byRank = rankOf(one) - rankOf(other);
  return byRank === 0 ? secondsWaited(one) > secondsWaited(other) : byRank > 0;
}

function rankOf(queueLane: QueueLane): number {
  const { lane, normalLaneFirstAfterSeconds } = queueLane;
  const goesFirst =
    normalLaneFirstAfterSeconds !== undefined && secondsWaited(queueLane) >= normalLaneFirstAfterSeconds;
  if (lane === 'normal') return goesFirst ? 2 : 0;
  return 1;
}

const secondsWaited = ({ frontSecondsWaited = 0 }: QueueLane) => frontSecondsWaited;
