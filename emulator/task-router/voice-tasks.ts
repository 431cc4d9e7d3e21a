import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { done, type Outcome, refuse } from './outcome';
import type { Reservations } from './reservations';
import type { Tasks } from './tasks';
import type { VoicePort } from './voice-port';
import { moveToActivity } from './workers';
import type { Workspace } from './workspace';
import type { Reservation, Task } from './workspace-records';

export interface EnqueuedCall {
  readonly callSid: string;
  readonly workflowSid: string;
  /** The text of `<Task>`; undefined without one. */
  readonly taskBody: string | undefined;
  readonly priority: number | undefined;
  readonly timeout: number | undefined;
  /** The attributes that Twilio adds, such as `from`, `to` and `caller_city`; except for `call_sid`. */
  readonly callAttributes: Readonly<Record<string, string>>;
}

export interface DialedReservation {
  readonly callerCallSid: string;
  /** Whether the url of the `<Queue>` is requested for the caller. */
  readonly requestsUrl: boolean;
}

/** Why a caller is no longer waiting in the queue. */
export type CallerExit = 'hung-up' | 'left' | 'redirected';

/**
 * Tasks that are calls. Voice reports to TaskRouter here what happens to them. https://www.twilio.com/docs/taskrouter/twiml-queue-calls
 */
export class VoiceTasks {
  private readonly taskOfCall = new Map<string, Task>();

  constructor(
    private readonly workspace: Workspace,
    private readonly reservations: Reservations,
    private readonly tasks: Tasks,
    voice: VoicePort,
  ) {
    workspace.taskEnded.listen(({ task, byTimeout }) => {
      const callSid = callOf(task);
      if (callSid === undefined || this.taskOfCall.get(callSid) !== task) return;
      this.taskOfCall.delete(callSid);
      if (byTimeout && this.assumptions.taskEndsCall === 'leaves') voice.leaveQueue(callSid);
    });
  }

  /** Creates the task of `<Enqueue workflowSid>`. Refused with 14222 if that fails; then the caller is not enqueued. */
  enqueue({
    callSid,
    workflowSid,
    taskBody,
    priority,
    timeout,
    callAttributes,
  }: EnqueuedCall): Outcome<Task> {
    const body = readTaskBody(taskBody);
    if (body.kind === 'refused') return body;
    const ofTwilio = { ...callAttributes, call_sid: callSid };
    const attributes =
      this.assumptions.callAttributeClash === 'twilio-wins'
        ? { ...body.value, ...ofTwilio }
        : { ...ofTwilio, ...body.value };
    const task = this.tasks.create({
      workflowSid,
      attributes: JSON.stringify(attributes),
      taskChannel: 'voice',
      ...(priority !== undefined && { priority }),
      ...(timeout !== undefined && { timeout }),
    });
    if (task.kind === 'refused') return refuseTask(task.refusal.message);
    this.taskOfCall.set(callSid, task.value);
    return task;
  }

  /** The task of a call that is waiting or being served. */
  taskOf(callSid: string): Task | undefined {
    return this.taskOfCall.get(callSid);
  }

  /** The caller has left the queue, but not because an agent took the call. */
  callerGone(callSid: string, how: CallerExit): void {
    const task = this.taskOfCall.get(callSid);
    if (!task) return;
    const { assignmentStatus } = task;
    if (assignmentStatus === 'pending' || assignmentStatus === 'reserved') {
      if (this.cancelsTask(how)) this.tasks.cancel(task, reasonOf[how]);
    } else if (how === 'hung-up') {
      const held = this.workspace.reservationsOf(task).find((one) => one.reservationStatus === 'accepted');
      if (held) this.conversationEnded(held.sid);
    }
  }

  /** From now on the call no longer affects its task, because TaskRouter itself redirects it. */
  releaseCall(callSid: string): void {
    this.taskOfCall.delete(callSid);
  }

  /**
   * The caller for a worker's `<Dial><Queue reservationSid>`. Refused with 14215 unless the reservation is pending and its
   * caller is waiting. https://www.twilio.com/docs/api/errors/14215
   */
  dialReservation(reservationSid: string, postWorkActivitySid?: string): Outcome<DialedReservation> {
    const reservation = this.workspace.reservations.get(reservationSid);
    if (!reservation) return refuseDial(`Reservation ${reservationSid} does not exist.`);
    if (reservation.reservationStatus !== 'pending') {
      return refuseDial(`Reservation ${reservationSid} is ${reservation.reservationStatus}, not pending.`);
    }
    const callerCallSid = callOf(this.workspace.taskOf(reservation));
    if (callerCallSid === undefined || !this.taskOfCall.has(callerCallSid)) {
      return refuseDial(`The task of reservation ${reservationSid} is not a waiting call.`);
    }
    reservation.postWorkActivitySid = postWorkActivitySid;
    if (this.assumptions.acceptedAt === 'dial') this.reservations.accept(reservation);
    return done({ callerCallSid, requestsUrl: this.assumptions.reservedQueueUrl === 'yes' });
  }

  /** Caller and worker are connected. Refused if the reservation has failed meanwhile. */
  bridged(reservationSid: string): Outcome<Reservation> {
    const reservation = this.workspace.reservations.fetch(reservationSid);
    if (reservation.kind === 'refused' || reservation.value.reservationStatus === 'accepted') {
      return reservation;
    }
    return this.reservations.accept(reservation.value);
  }

  /** Caller and worker have parted, or were never connected although the reservation was accepted. */
  conversationEnded(reservationSid: string): void {
    const reservation = this.workspace.reservations.get(reservationSid);
    if (reservation?.reservationStatus !== 'accepted') return;
    this.moveToPostWorkActivity(reservation);
    const task = this.workspace.taskOf(reservation);
    if (this.assumptions.taskAfterConversation === 'wrapping') this.tasks.wrapUp(task);
    else this.tasks.complete(task, 'All reservations were completed');
  }

  private moveToPostWorkActivity({ postWorkActivitySid, workerSid }: Reservation): void {
    const { settings, activities, workers } = this.workspace;
    if (settings.multiTaskEnabled && this.assumptions.postWorkActivity === 'ignored') return;
    const activity = activities.get(postWorkActivitySid ?? '');
    const worker = workers.get(workerSid);
    if (activity && worker) moveToActivity(this.workspace, worker, activity);
  }

  private cancelsTask(how: CallerExit): boolean {
    const { leaveCancelsTask, redirectEndsTask } = this.assumptions;
    if (how === 'left') return leaveCancelsTask === 'yes';
    return how === 'hung-up' || redirectEndsTask === 'canceled';
  }

  private get assumptions(): TaskRouterAssumptions {
    return this.workspace.environment.assumptions;
  }
}

/** The CallSid in the attributes of a task, from `<Enqueue>` or its creator. */
export function callOf({ attributeValues }: Task): string | undefined {
  const callSid = attributeValues.call_sid;
  return typeof callSid === 'string' ? callSid : undefined;
}

const reasonOf = {
  'hung-up': 'hangup',
  left: 'left queue',
  redirected: 'redirected',
} as const satisfies Record<CallerExit, string>;

/** https://www.twilio.com/docs/api/errors/14222 */
const refuseTask = (message: string): Outcome<never> =>
  refuse(400, 14222, `Enqueue: Could not create Task. ${message}`);

const refuseDial = (message: string): Outcome<never> =>
  refuse(400, 14215, `Dial->Queue: Invalid ReservationSid. Unable to dequeue. ${message}`);

/** Strict JSON, although two of Twilio’s samples use single quotes. */
function readTaskBody(body: string | undefined): Outcome<Readonly<Record<string, unknown>>> {
  if (body === undefined || body.trim() === '') return done({});
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return done({ ...json });
    return refuseTask('<Task> must contain a JSON object.');
  } catch (error) {
    return refuseTask(`<Task> does not contain JSON: ${error instanceof Error ? error.message : error}`);
  }
}
