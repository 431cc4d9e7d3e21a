import { type QueuesConfig, queueNamed } from '../../config/queue-config';
import type { HttpEndpoint, HttpRequest } from '../../endpoint';
import { latestEpochSeconds } from '../../epoch-seconds';
import { type AgentWorker, afterWork, moveDue, type WorkerChange } from '../../rules/reconcile-workers';
import { takenOutUrl, taskRouterEventsPath } from '../../state/urls';
import { endShiftIfOver } from './end-shift';
import type { AgentServices } from './rang';
import { staffingNow } from './staffing-now';

/** The TaskRouter events that we ask for. */
export type RouterEvent =
  /** A wrap-up, a break or a shift is over. */
  | { kind: 'timer'; worker: string }
  /** An agent of a queue has been gone for the grace period: if it was the last one, callers stop waiting. */
  | { kind: 'grace-is-over'; queue: string }
  /** The phone should stop ringing: the caller is gone, or a colleague was quicker. */
  | {
      kind: 'ring-is-over';
      worker: string;
      task: string;
      isRescinded: boolean;
      agentCall: string | undefined;
      contactUri: string | undefined;
      at: number;
    }
  | { kind: 'nothing' };

/** https://www.twilio.com/docs/taskrouter/api/event/reference */
export function readRouterEvent(
  { parameters }: Pick<HttpRequest, 'parameters'>,
  { agents }: QueuesConfig,
): RouterEvent {
  const task = parameters.attributes('TaskAttributes');
  const type = parameters.expectedText('EventType');
  switch (type) {
    case 'task.canceled':
      return readTimer(task);
    case 'reservation.canceled':
    case 'reservation.rescinded': {
      const agent = agents.find(({ id }) => id === parameters.text('WorkerName'));
      return {
        kind: 'ring-is-over',
        worker: parameters.expectedText('WorkerSid') ?? '',
        task: parameters.expectedText('TaskSid') ?? '',
        isRescinded: type === 'reservation.rescinded',
        agentCall: typeof task.worker_call_sid === 'string' ? task.worker_call_sid : undefined,
        contactUri: agent?.contactUri,
        at: parameters.expectedCount('Timestamp', latestEpochSeconds) ?? 0,
      };
    }
    default:
      return { kind: 'nothing' };
  }
}

/** The end of a task that is a timer, not a caller. */
function readTimer({ worker, queue, call_sid: call }: Readonly<Record<string, unknown>>): RouterEvent {
  if (typeof worker === 'string') return { kind: 'timer', worker };
  const isOfLine = typeof queue === 'string' && call === undefined;
  return isOfLine ? { kind: 'grace-is-over', queue } : { kind: 'nothing' };
}

/** TaskRouter may move an agent to Missed who has not missed a call. */
const notMissed = (worker: AgentWorker, now: number): WorkerChange | undefined =>
  worker.activity === 'missed' ? afterWork(worker, now) : undefined;

const heard = { status: 204 };

/**
 * TaskRouter requests this when something happens. The event is only a hint: decisions come from the state read then.
 */
export const taskRouterEventsEndpoint: HttpEndpoint<AgentServices> = {
  path: taskRouterEventsPath,
  visibility: 'protected',
  events: ['missed', 'agent-state'],
  longestAnswerMillis: 9000,
  async answer(request, { config, agents }) {
    const event = readRouterEvent(request, config);
    const atTwilio = agents(request.log, 'unknown');
    if (!atTwilio || event.kind === 'nothing') return heard;
    if (event.kind === 'timer') {
      const worker = await atTwilio.change(event.worker, moveDue);
      if (worker) await endShiftIfOver(worker, { config, atTwilio, now: request.now });
      return heard;
    }
    if (event.kind === 'grace-is-over') {
      const queue = queueNamed(config, event.queue);
      const staffed = queue?.ringing && (await staffingNow(queue, { config, atTwilio, now: request.now }));
      if (staffed?.found !== 'nobody') return heard;
      await atTwilio.takeOutWaiting(event.queue, (state) => takenOutUrl(request.domain, state));
      return heard;
    }
    const { worker, task, isRescinded, agentCall, contactUri, at } = event;
    // TaskRouter may cancel a reservation because of the phone: that end is reported separately.
    if (!isRescinded && (await atTwilio.isTaskCanceled(task)) === false) return heard;
    const after = await atTwilio.change(worker, notMissed);
    // An agent who has pressed the key hears from us what happened to the caller.
    if (after?.activity === 'onCall') return heard;
    const rings = agentCall ? [agentCall] : await atTwilio.openCallsTo(contactUri ?? '', new Date(at * 1000));
    // It may be over by now.
    await Promise.all(rings.map((sid) => atTwilio.endCall(sid).catch(() => undefined)));
    return heard;
  },
  fallback: { status: 503 },
};
