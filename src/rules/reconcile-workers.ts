import type { AgentActivity, NextActivity } from '../config/task-router';

/** An agent as TaskRouter has them: an activity, and what their attributes say. */
export interface AgentWorker {
  readonly sid: string;
  /** The agent's id in the config. */
  readonly agent: string;
  readonly activity: AgentActivity;
  /** Since when, in seconds since 1970. */
  readonly since: number;
  /** When a break or the wrap-up ends, in seconds since 1970. */
  readonly until: number | undefined;
  /** The agent's time for notes, where no end is written down. */
  readonly wrapUpSeconds: number;
  /** Calls missed in a row. */
  readonly misses: number;
  /** After how many of them the agent is offline. */
  readonly maxMissedCalls: number;
  /** What the agent chose for afterwards. */
  readonly nextActivity: NextActivity | undefined;
  /** When the agent is signed off by the closing of their queues, in seconds since 1970. */
  readonly shiftEndsAt: number | undefined;
}

/** What becomes different about an agent, in one step. Null takes something away. */
export interface WorkerChange {
  readonly activity?: AgentActivity;
  readonly misses?: number;
  readonly nextActivity?: NextActivity | null;
  readonly until?: number | null;
  readonly shiftEndsAt?: number | null;
  /** A phone that rings is not to be answered by this agent any more. */
  readonly rejectsPending?: boolean;
}

/** Whether an agent has left, by choice or because they missed too many calls. */
export const isGone = (activity: AgentActivity | undefined) =>
  activity === 'offline' || activity === 'onBreak';

/** How long the news of a missed call may take; then whoever needs agents counts it. */
const missedSeconds = 10;

/**
 * When a state ends by itself; undefined if it does not. TaskRouter too begins wrap-ups, and writes down no end; an end
 * that was written before a state began belongs to another one.
 */
export function endsAt({ activity, since, until = 0, wrapUpSeconds }: AgentWorker): number | undefined {
  if (activity === 'missed') return since + missedSeconds;
  if (activity === 'wrapUp') return until >= since ? until : since + wrapUpSeconds;
  return activity === 'onBreak' && until >= since ? until : undefined;
}

/** Whether the end of the present state is written down. */
export const hasWrittenEnd = ({ until = 0, since }: AgentWorker) => until >= since;

/** What is due for an agent by now, whoever should have done it. Undefined: nothing. */
export function moveDue(worker: AgentWorker, now: number): WorkerChange | undefined {
  const end = endsAt(worker);
  if (end === undefined || now < end) return undefined;
  return worker.activity === 'missed' ? afterMissedCall(worker, now) : afterWork(worker, now);
}

/** The moves that are due for some agents, by their SIDs. */
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
 * One more missed call. Counting it and leaving Missed are one change: whoever is still in Missed has a miss that nobody
 * has counted yet.
 */
export function afterMissedCall(worker: AgentWorker, now: number): WorkerChange {
  const misses = worker.misses + 1;
  const isTooOften = misses >= worker.maxMissedCalls;
  return { ...(isTooOften ? nowOffline : afterWork(worker, now)), misses };
}

/** Free again, or where the agent chose to go. */
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

/** When the end of a shift is looked at again that somebody still has something to do after. */
const shiftExtensionSeconds = 60;

export const isShiftOver = ({ activity, shiftEndsAt }: AgentWorker, now: number): boolean =>
  activity !== 'offline' && shiftEndsAt !== undefined && now >= shiftEndsAt;

/** The end of a shift: offline, but for who still has a call or its notes, and while callers still wait. */
export function endShift(worker: AgentWorker, now: number, hasCallers: boolean): WorkerChange | undefined {
  if (!isShiftOver(worker, now)) return undefined;
  const { activity } = worker;
  const isFree = activity === 'available' || activity === 'onBreak';
  return isFree && !hasCallers ? nowOffline : { shiftEndsAt: now + shiftExtensionSeconds };
}

/** A conversation is over: time for notes. Whoever has talked has missed nothing in a row. */
export const afterConversation = (now: number, wrapUpSeconds: number): WorkerChange => ({
  activity: 'wrapUp',
  until: now + wrapUpSeconds,
  misses: 0,
});

/** The agent as they are after a change. */
export const changed = (worker: AgentWorker, change: WorkerChange, now: number): AgentWorker => ({
  ...worker,
  ...(change.activity && { activity: change.activity, since: now }),
  misses: change.misses ?? worker.misses,
  ...('nextActivity' in change && { nextActivity: change.nextActivity ?? undefined }),
  ...('until' in change && { until: change.until ?? undefined }),
  ...('shiftEndsAt' in change && { shiftEndsAt: change.shiftEndsAt ?? undefined }),
});
