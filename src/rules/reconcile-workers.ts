import type { AgentActivity, NextActivity } from '../config/task-router';

/** An agent at TaskRouter: the activity and the attributes. */
export interface AgentWorker {
  readonly sid: string;
  /** The agent's id in the config. */
  readonly agent: string;
  readonly activity: AgentActivity;
  /** When the activity started, in seconds since 1970. */
  readonly since: number;
  /** When a break or the wrap-up ends, in seconds since 1970. */
  readonly until: number | undefined;
  /** The agent's wrap-up time, used if `until` is not set. */
  readonly wrapUpSeconds: number;
  /** Calls missed in a row. */
  readonly misses: number;
  /** After this many the agent is offline. */
  readonly maxMissedCalls: number;
  /** What the agent chose for after the conversation. */
  readonly nextActivity: NextActivity | undefined;
  /** When the closing of their queues signs the agent off, in seconds since 1970. */
  readonly shiftEndsAt: number | undefined;
}

/** A change of an agent, made in one step. Null removes a value. */
export interface WorkerChange {
  readonly activity?: AgentActivity;
  readonly misses?: number;
  readonly nextActivity?: NextActivity | null;
  readonly until?: number | null;
  readonly shiftEndsAt?: number | null;
  /** Whether pending reservations are rejected, so that a ringing phone stops. */
  readonly rejectsPending?: boolean;
}

/** Whether an agent has left, by choice or because they missed too many calls. */
export const isGone = (activity: AgentActivity | undefined) =>
  activity === 'offline' || activity === 'onBreak';

/**
 * How long the report of a missed call may take, in seconds. After that, the next request that needs agents counts the
 * miss.
 */
const missedSeconds = 10;

/**
 * When a state ends automatically; undefined if it does not. TaskRouter also starts wrap-ups, without writing an end.
 * An end before the start of a state belongs to an earlier state.
 */
export function endsAt({ activity, since, until = 0, wrapUpSeconds }: AgentWorker): number | undefined {
  if (activity === 'missed') return since + missedSeconds;
  if (activity === 'wrapUp') return until >= since ? until : since + wrapUpSeconds;
  return activity === 'onBreak' && until >= since ? until : undefined;
}

/** Whether the end of the current state is in the attributes. */
export const hasWrittenEnd = ({ until = 0, since }: AgentWorker) => until >= since;

/** The change that is due for an agent by now; undefined if none is. */
export function moveDue(worker: AgentWorker, now: number): WorkerChange | undefined {
  const end = endsAt(worker);
  if (end === undefined || now < end) return undefined;
  return worker.activity === 'missed' ? afterMissedCall(worker, now) : afterWork(worker, now);
}

/** The changes that are due for these agents, by their SIDs. */
export const reconcileWorkers = (
  workers: readonly AgentWorker[],
  now: number,
): ReadonlyMap<string, WorkerChange> =>
  new Map(
    workers.flatMap((worker) => {
      const move = moveDue(worker, now);
      return move ? [[worker.sid, move] as const] : [];
    }),
  );

/**
 * Counts one more missed call. Counting and leaving Missed are one change, so an agent in Missed always has an
 * uncounted miss.
 */
export function afterMissedCall(worker: AgentWorker, now: number): WorkerChange {
  const misses = worker.misses + 1;
  const isTooOften = misses >= worker.maxMissedCalls;
  return { ...(isTooOften ? nowOffline : afterWork(worker, now)), misses };
}

/** Available again, or the state that the agent chose. */
export function afterWork({ nextActivity }: AgentWorker, now: number): WorkerChange {
  switch (nextActivity?.kind) {
    case 'offline':
      return nowOffline;
    case 'break':
      return nowOnBreak(nextActivity.minutes, now);
    case 'available':
    case undefined:
      return nowAvailable;
    default:
      return nextActivity satisfies never;
  }
}

export const nowAvailable = { activity: 'available', nextActivity: null, until: null } as const;
export const nowOffline = {
  activity: 'offline',
  nextActivity: null,
  until: null,
  shiftEndsAt: null,
} as const;
export const nowOnBreak = (minutes: number, now: number) =>
  ({ activity: 'onBreak', nextActivity: null, until: now + minutes * 60 }) as const;

/** How long a shift is extended while the agent still has a call, a wrap-up or waiting callers. */
const shiftExtensionSeconds = 60;

export const isShiftOver = ({ activity, shiftEndsAt }: AgentWorker, now: number): boolean =>
  activity !== 'offline' && shiftEndsAt !== undefined && now >= shiftEndsAt;

/** The end of a shift: offline, unless the agent still has a call or its wrap-up, or callers are still waiting. */
export function endShift(worker: AgentWorker, now: number, hasCallers: boolean): WorkerChange | undefined {
  if (!isShiftOver(worker, now)) return undefined;
  const { activity } = worker;
  const isFree = activity === 'available' || activity === 'onBreak';
  return isFree && !hasCallers ? nowOffline : { shiftEndsAt: now + shiftExtensionSeconds };
}

/** A conversation is over: wrap-up starts, and the count of missed calls is reset. */
export const afterConversation = (now: number, wrapUpSeconds: number): WorkerChange => ({
  activity: 'wrapUp',
  until: now + wrapUpSeconds,
  misses: 0,
});

/** The agent after a change. */
export const changed = (worker: AgentWorker, change: WorkerChange, now: number): AgentWorker => ({
  ...worker,
  ...(change.activity && { activity: change.activity, since: now }),
  misses: change.misses ?? worker.misses,
  ...('nextActivity' in change && { nextActivity: change.nextActivity ?? undefined }),
  ...('until' in change && { until: change.until ?? undefined }),
  ...('shiftEndsAt' in change && { shiftEndsAt: change.shiftEndsAt ?? undefined }),
});
