import type { QueuesConfig } from '../../config/queue-config';
import type { HttpEndpoint, HttpRequest } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import { sentence } from '../../http-answer';
import {
  type AgentWorker,
  afterMissedCall,
  afterWork,
  hasWrittenEnd,
  moveDue,
  type WorkerChange,
} from '../../rules/reconcile-workers';
import { isOwnSignature } from '../../state/own-signature';
import { type RungCall, readRungCall, rungCallQuery } from '../../state/rung-call';
import { rangPath } from '../../state/urls';
import { freeAfterConversation } from './after';
import type { AgentsAtTwilio, ReservationStatus } from './agents-at-twilio';

/** A call to an agent's phone that has ended, answered or not. */
export interface EndedRing extends RungCall {
  /** The agent's own call. */
  readonly leg: string;
  /** Twilio's CallStatus. */
  readonly status: string;
  /** In seconds since 1970. */
  readonly endedAt: number;
}

/** What these endpoints use: the config, the token that signs our requests, and the agents at Twilio. */
export interface AgentServices {
  readonly config: QueuesConfig;
  readonly token: string | undefined;
  /**
   * Undefined if `npm run taskrouter` was never run for this deployment. `call` is the call that changes are logged
   * with.
   */
  agents(log: HttpRequest['log'], call: string): AgentsAtTwilio | undefined;
  pause(millis: number): Promise<void>;
}

export function readEndedRing(
  request: Pick<HttpRequest, 'parameters' | 'now'>,
  config: QueuesConfig,
): EndedRing {
  const { parameters, now } = request;
  const sent = Date.parse(parameters.text('Timestamp') ?? '');
  return {
    ...readRungCall({ parameters, config }),
    leg: parameters.expectedText('CallSid') ?? 'unknown',
    status: parameters.expectedText('CallStatus') ?? 'unknown',
    endedAt: Number.isNaN(sent) ? epochSeconds(now) : Math.floor(sent / 1000),
  };
}

/** How a call to an agent ended. */
export type RingEnd = 'missed' | 'talked' | 'not-theirs';

/** What the status of a reservation means. If the caller hung up or a colleague was quicker, nobody missed a call. */
export function ringEndOf(status: ReservationStatus): RingEnd {
  switch (status) {
    case 'pending':
    case 'rejected':
    case 'timeout':
      return 'missed';
    case 'accepted':
    case 'wrapping':
    case 'completed':
      return 'talked';
    case 'canceled':
    case 'rescinded':
    case 'gone':
      return 'not-theirs';
    default:
      return status satisfies never;
  }
}

/**
 * The agent's state once their phone is free again. The report may come twice or late: it does not change a state that
 * started after the call ended, unless that state is over too. An agent who has left Missed has already been counted.
 */
export const settle =
  (end: RingEnd, { queue, endedAt }: Pick<EndedRing, 'queue' | 'endedAt'>) =>
  (worker: AgentWorker, now: number): WorkerChange | undefined => {
    const { activity, since } = worker;
    if (activity === 'missed')
      return end === 'missed' ? afterMissedCall(worker, now) : afterWork(worker, now);
    if (since > endedAt) return activity === 'wrapUp' ? moveDue(worker, now) : undefined;
    if (activity === 'wrapUp' && hasWrittenEnd(worker)) {
      return end !== 'talked' || now >= (worker.until ?? 0) ? afterWork(worker, now) : undefined;
    }
    if (end !== 'talked') return activity === 'onCall' ? afterWork(worker, now) : undefined;
    return freeAfterConversation(queue.wrapUpSeconds ?? 0)(worker, now);
  };

const heard = { status: 204 };
const notOurs = sentence(403, 'Only calls that this queue has placed are reported here.');

/** Long enough for TaskRouter to choose another agent. */
const secondsUntilBack = 1;

/**
 * Twilio requests this when the call to an agent's phone is over. Twilio does not sign this request, so the query has
 * our own signature. https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks
 */
export const rangEndpoint: HttpEndpoint<AgentServices> = {
  path: rangPath,
  visibility: 'public',
  events: ['missed', 'agent-state'],
  longestAnswerMillis: 9000,
  async answer(request, { config, token, agents, pause }) {
    const signature = request.parameters.text('signature');
    if (signature === undefined) return notOurs;
    const ring = readEndedRing(request, config);
    const { worker, reservation, task, leg, status } = ring;
    if (!isOwnSignature(signature, rungCallQuery(ring), token)) return notOurs;
    const atTwilio = agents(request.log, leg);
    if (!atTwilio || !worker || !reservation) return heard;
    const end = await endOf(ring, atTwilio);
    const isOurs = end === 'missed' && (await isPhoneInUseByUs(ring, atTwilio));
    // Lets TaskRouter choose the next agent first: if this one were available at once, they might be idle longest.
    if (end === 'missed') await pause(secondsUntilBack * 1000);
    const known = { queue: ring.queue.name, status };
    await atTwilio.change(worker, settle(isOurs ? 'not-theirs' : end, ring), known);
    if (end === 'talked') await atTwilio.completeTask(task);
    return heard;
  },
  // Makes Twilio retry, as the URL asks. Repeating a finished part changes nothing.
  fallback: { status: 503 },
};

/**
 * Finds out how a call to an agent ended. If they missed it, their reservation ends, so that the next agent is rung.
 */
async function endOf({ worker, reservation, task }: EndedRing, atTwilio: AgentsAtTwilio): Promise<RingEnd> {
  const found = await atTwilio.reservationStatus(worker, reservation);
  if (found === 'pending') {
    // Another request may have been quicker.
    await atTwilio.rejectAsMissed(worker, reservation).catch(() => undefined);
    return ringEndOf(await atTwilio.reservationStatus(worker, reservation));
  }
  // TaskRouter may cancel a reservation because of the phone, and then the caller still waits.
  if (found !== 'canceled' || (await atTwilio.isTaskCanceled(task)) !== false) return ringEndOf(found);
  await atTwilio.change(worker, outOfTheWay);
  return 'missed';
}

const outOfTheWay = ({ activity }: AgentWorker): WorkerChange | undefined =>
  activity === 'available' ? { activity: 'missed', rejectsPending: true } : undefined;

/** A phone that is busy with another of our calls has not missed this one. */
async function isPhoneInUseByUs(
  { status, agent, leg, endedAt }: EndedRing,
  atTwilio: AgentsAtTwilio,
): Promise<boolean> {
  if (status !== 'busy' || !agent?.contactUri) return false;
  const open = await atTwilio.openCallsTo(agent.contactUri, new Date(endedAt * 1000)).catch(() => []);
  return open.some((sid) => sid !== leg);
}
