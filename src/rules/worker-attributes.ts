import type { QueuesConfig } from '../config/queue-config';
import { type AgentActivity, activityNames, type NextActivity, ringingDefaults } from '../config/task-router';
import { epochSeconds } from '../epoch-seconds';
import type { AgentWorker, WorkerChange } from './reconcile-workers';

/** A worker as the REST API shows one. */
export interface WorkerAtTwilio {
  readonly sid: string;
  readonly friendlyName: string;
  readonly activityName: string;
  readonly attributes: string;
  readonly dateStatusChanged: Date;
}

/**
 * The agent of a worker. Undefined for a worker who is not in the config. An activity that is not ours counts as
 * offline.
 */
export function readWorker(
  worker: WorkerAtTwilio,
  { agents, queues }: QueuesConfig,
): AgentWorker | undefined {
  const agent = agents.find(({ id }) => id === worker.friendlyName);
  if (!agent) return undefined;
  const { misses, nextActivity, until, shiftEndsAt } = readAttributes(worker.attributes);
  const served = agent.queues.map((name) => queues[name]);
  const activity = Object.entries(activityNames).find(([, name]) => name === worker.activityName)?.[0];
  return {
    sid: worker.sid,
    agent: agent.id,
    activity: (activity ?? 'offline') as AgentActivity,
    since: epochSeconds(worker.dateStatusChanged),
    // Somebody may have edited them by hand.
    until: Number(until) || undefined,
    shiftEndsAt: Number(shiftEndsAt) || undefined,
    misses: Math.floor(Number(misses)) || 0,
    maxMissedCalls: Math.max(
      ...served.map((queue) => queue?.ringing?.maxMissedCalls ?? ringingDefaults.maxMissedCalls),
    ),
    wrapUpSeconds: Math.max(...served.map((queue) => queue?.wrapUpSeconds ?? 0)),
    nextActivity: readNextActivity(nextActivity),
  };
}

function readNextActivity(value: unknown): NextActivity | undefined {
  const { kind, minutes } = Object(value) as { kind?: unknown; minutes?: unknown };
  if (kind === 'available' || kind === 'offline') return { kind };
  return kind === 'break' ? { kind, minutes: Number(minutes) || 1 } : undefined;
}

/** The attributes of a worker with some changed; all others stay as they are. */
export const writtenAttributes = (
  worker: Pick<WorkerAtTwilio, 'attributes'>,
  changes: Pick<WorkerChange, 'misses' | 'nextActivity' | 'until' | 'shiftEndsAt'>,
): string => {
  const all = Object.entries({ ...readAttributes(worker.attributes), ...changes });
  return JSON.stringify(Object.fromEntries(all.filter(([, value]) => value !== null)));
};

/** The attributes of a worker or a task; empty if they are damaged. */
export function readAttributes(attributes: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(attributes));
  } catch {
    return {};
  }
}
