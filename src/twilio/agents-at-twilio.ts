import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import type { AgentsAtTwilio, MissedRing, ReservationStatus } from '../agent/rung/agents-at-twilio';
import type { QueuesConfig } from '../config/queue-config';
import { noAgentsReason, ringingDefaults, type TaskRouterSettings, taskQueueOf } from '../config/task-router';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { type AgentWorker, changed, isGone, type WorkerChange } from '../rules/reconcile-workers';
import {
  readAttributes,
  readWorker,
  type WorkerAtTwilio,
  writtenAttributes,
} from '../rules/worker-attributes';
import { taskOfCall } from './task-of-call';
import { onePage, workspaceOf } from './workspace';

/** The timeout of one REST request. */
const longestRequestMillis = 2000;
/** How often a change is retried after a competing one. */
const mostTries = 4;
/** How much Twilio's clock and ours may differ. */
const secondsOfClocks = 1;
/** Each may cause four requests; our functions answer twenty a second at 1.5 s per answer. */
const takenOutAtOnce = 5;
const secondsUntilMore = 1;

export interface AgentsAtTwilioOptions {
  readonly context: Pick<Context, 'getTwilioClient'>;
  readonly config: QueuesConfig;
  readonly settings: TaskRouterSettings;
  readonly log: (line: LogLine) => void;
  /** The call that a change is logged with. */
  readonly call: string;
}

/** https://www.twilio.com/docs/taskrouter/api */
export function agentsAtTwilio(options: AgentsAtTwilioOptions): AgentsAtTwilio {
  const { context, config, settings, log, call } = options;
  const workspace = workspaceOf(context, settings.workspaceSid, longestRequestMillis);
  const { calls } = context.getTwilioClient({ timeout: longestRequestMillis });

  /**
   * Starts a timer that ends wrap-ups, breaks, shifts and waits without agents: a task that no worker takes and that
   * times out. If it fails, the next request that needs agents does the same.
   */
  async function startTimer(of: { worker: string } | { queue: string }, timeout: number): Promise<void> {
    const { timerWorkflowSid: workflowSid } = settings;
    const attributes = JSON.stringify(of);
    await workspace.tasks.create({ workflowSid, timeout, attributes }).catch(() => undefined);
  }

  /** Starts the grace period of an agent's queues: an agent who leaves may have been the last. */
  async function startGrace(agent: string): Promise<void> {
    const queues = config.agents.find(({ id }) => id === agent)?.queues ?? [];
    await Promise.all(
      queues.map(async (queue) => {
        const ringing = config.queues[queue]?.ringing;
        const { noAgentsGraceSeconds } = { ...ringingDefaults, ...ringing };
        if (ringing) await startTimer({ queue }, noAgentsGraceSeconds + secondsOfClocks);
      }),
    );
  }

  /** Only the request that cancels the task takes the caller out of the line: a task can be canceled once. */
  async function takeOut(
    { sid, attributes }: { sid: string; attributes: string },
    exit: Parameters<AgentsAtTwilio['takeOutWaiting']>[1],
  ): Promise<void> {
    const { call_sid: caller, state } = readAttributes(attributes);
    const canceled = { assignmentStatus: 'canceled', reason: noAgentsReason } as const;
    try {
      await workspace.tasks(sid).update(canceled);
      await calls(`${caller}`).update({ url: exit(Object(state)), method: 'POST' });
    } catch {
      // The caller has just left or is being served. If not, the next document does the same.
    }
  }

  return {
    async ofQueue(queue) {
      const found = await workspace.workers.list({
        taskQueueName: taskQueueOf(config, queue),
        pageSize: 1000,
      });
      return found.flatMap((worker) => readWorker(worker, config) ?? []);
    },
    async named(agent) {
      const found = await workspace.workers.list({ friendlyName: agent, limit: 20 });
      return found.flatMap((worker) => readWorker(worker, config) ?? []).find((one) => one.agent === agent);
    },
    // If-Match makes sure that only one of several competing changes is made.
    async change(sid, decide, ring) {
      const atTwilio = workspace.workers(sid);
      for (let tries = 1; ; tries++) {
        const { body, headers } = await atTwilio.fetchWithHttpInfo();
        const worker = readWorker(body, config);
        const now = epochSeconds(new Date());
        const change = worker && decide(worker, now);
        if (!change) return worker;
        try {
          await atTwilio.update({ ...fieldsOf(change, body, settings), ...etagIn(headers) });
        } catch (error) {
          if (statusOf(error) === 412 && tries < mostTries) continue;
          throw error;
        }
        const after = changed(worker, change, now);
        for (const line of linesOf({ worker, after, change, ring, call })) log(line);
        for (const end of [change.until, change.shiftEndsAt]) {
          if (end && end > now) await startTimer({ worker: sid }, end - now);
        }
        if (isGone(change.activity)) await startGrace(after.agent);
        return after;
      }
    },
    async callersWaiting(queue) {
      const workflowSid = settings.workflowSids.get(queue);
      if (!workflowSid) return 0;
      const assignmentStatus = ['pending', 'reserved'];
      return (await workspace.tasks.list({ workflowSid, assignmentStatus, pageSize: 1000 })).length;
    },
    async reservationStatus(worker, sid) {
      try {
        const reservation = await workspace.workers(worker).reservations(sid).fetch();
        return reservation.reservationStatus as ReservationStatus;
      } catch (error) {
        if (statusOf(error) === 404) return 'gone';
        throw error;
      }
    },
    async rejectAsMissed(worker, sid) {
      const atTwilio = workspace.workers(worker);
      const found = await atTwilio.fetch();
      const hasLeft = isGone(readWorker(found, config)?.activity);
      const workerActivitySid = hasLeft ? found.activitySid : settings.activitySids.missed;
      await atTwilio.reservations(sid).update({ reservationStatus: 'rejected', workerActivitySid });
    },
    async isTalking(worker) {
      const held = await workspace.workers(worker).reservations.list({ limit: 50 });
      const withStatus = (...statuses: ReservationStatus[]) =>
        held.filter(({ reservationStatus }) => statuses.includes(reservationStatus as ReservationStatus));
      if (withStatus('pending', 'accepted').length > 0) return true;
      await Promise.all(withStatus('wrapping').map(({ taskSid }) => this.completeTask(taskSid)));
      return false;
    },
    async completeTask(sid) {
      const completed = { assignmentStatus: 'completed', reason: 'The conversation is over.' } as const;
      await workspace
        .tasks(sid)
        .update(completed)
        .catch((error) => {
          // The task is already completed, or already deleted.
          if (![400, 404, 409].includes(statusOf(error) ?? 0)) throw error;
        });
    },
    async cancelTask(sid) {
      await workspace.tasks(sid).update({ assignmentStatus: 'canceled', reason: 'The caller has left.' });
    },
    async isTaskCanceled(sid) {
      const task = await workspace
        .tasks(sid)
        .fetch()
        .catch(() => undefined);
      return task && task.assignmentStatus === 'canceled';
    },
    async cancelForNoAgents(caller, queue) {
      const workflowSid = settings.workflowSids.get(queue) ?? '';
      const task = await taskOfCall(caller, workflowSid, workspace);
      if (!task || task === 'none' || task.endsAs !== 'canceled') return false;
      await workspace.tasks(task.sid).update({ assignmentStatus: 'canceled', reason: noAgentsReason });
      return true;
    },
    async takeOutWaiting(queue, exit) {
      const workflowSid = settings.workflowSids.get(queue) ?? '';
      const limit = takenOutAtOnce + 1;
      const waiting = await workspace.tasks.list({ workflowSid, assignmentStatus: ['pending'], limit });
      await Promise.all(waiting.slice(0, takenOutAtOnce).map((task) => takeOut(task, exit)));
      if (waiting.length === limit) await startTimer({ queue }, secondsUntilMore);
    },
    async ensureGraceEnds(queue, endsAt) {
      const { timerWorkflowSid: workflowSid } = settings;
      const timers = await workspace.tasks.list({ workflowSid, assignmentStatus: ['pending'], ...onePage });
      const hasOne = timers.some(
        ({ attributes, dateCreated, timeout }) =>
          readAttributes(attributes).queue === queue && epochSeconds(dateCreated) + timeout >= endsAt,
      );
      if (!hasOne) await startTimer({ queue }, endsAt - epochSeconds(new Date()) + secondsOfClocks);
    },
    async endRinging(contactUri) {
      const ringing = await calls.list({ to: contactUri, status: 'ringing', limit: 20 });
      // It may be over by now.
      await Promise.all(ringing.map(({ sid }) => this.endCall(sid).catch(() => undefined)));
    },
    async endCall(sid) {
      await calls(sid).update({ status: 'completed' });
    },
    async openCallsTo(to, begunBy) {
      const found = await calls.list({ to, limit: 20 });
      return found
        .filter(({ status }) => ['queued', 'ringing', 'in-progress'].includes(status))
        .filter(({ dateCreated }) => dateCreated <= begunBy)
        .map(({ sid }) => sid);
    },
  };
}

interface Changed {
  readonly worker: AgentWorker;
  readonly after: AgentWorker;
  readonly change: WorkerChange;
  readonly ring: MissedRing | undefined;
  readonly call: string;
}

/** The log lines of a change. */
function linesOf({ worker, after, change, ring, call }: Changed): LogLine[] {
  const { agent, misses, activity: state, until = null } = after;
  const { queue, status } = ring ?? { queue: null, status: null };
  const { activity: before, since } = worker;
  return [
    ...(misses > worker.misses ? [{ event: 'missed' as const, call, agent, queue, status, misses }] : []),
    ...(change.activity
      ? [{ event: 'agent-state' as const, call, agent, state, before, since, misses, until }]
      : []),
  ];
}

const fieldsOf = (
  { activity, rejectsPending, ...attributes }: WorkerChange,
  worker: WorkerAtTwilio,
  { activitySids }: TaskRouterSettings,
) => ({
  ...(activity && { activitySid: activitySids[activity] }),
  ...(rejectsPending && { rejectPendingReservations: true }),
  ...(Object.keys(attributes).length > 0 && { attributes: writtenAttributes(worker, attributes) }),
});

function etagIn(headers: unknown): { ifMatch?: string } {
  const { etag } = Object(headers) as { etag?: unknown };
  return typeof etag === 'string' ? { ifMatch: etag } : {};
}

const statusOf = (error: unknown) => (Object(error) as { status?: number }).status;
