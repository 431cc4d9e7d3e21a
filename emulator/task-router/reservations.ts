import { done, type Outcome, refuse, refuseValue } from './outcome';
import { Timers } from './timers';
import { moveToActivity } from './workers';
import type { Workspace } from './workspace';
import type { Activity, Reservation, ReservationStatus, Task, Worker } from './workspace-records';

/**
 * The life of reservations: they are created, then accepted or failed, then ended. `reservationClosed` reports the end, so
 * that others can update the task. https://www.twilio.com/docs/taskrouter/api/reservations
 */
export class Reservations {
  /** The timeouts of pending reservations. */
  private readonly timers: Timers;

  constructor(private readonly workspace: Workspace) {
    this.timers = new Timers(workspace.environment.clock);
  }

  /** Reserves workers for a task, which becomes `reserved`. */
  create(task: Task, workers: readonly Worker[], timeoutSeconds: number): void {
    this.workspace.tasks.change(task, {
      assignmentStatus: 'reserved',
      assignmentCount: task.assignmentCount + 1,
    });
    const made = workers.map((worker) => this.add(task, worker));
    for (const reservation of made) {
      this.timers.start(reservation.sid, timeoutSeconds * 1000, () => this.timeOut(reservation));
      this.workspace.reservationCreated.emit(reservation);
    }
  }

  /** Assigns the task to the worker and rescinds the other reservations. */
  accept(reservation: Reservation): Outcome<Reservation> {
    const { reservationStatus, sid } = reservation;
    if (reservationStatus === 'rescinded') return refuse(410, 20410, `Reservation ${sid} was rescinded.`);
    if (reservationStatus !== 'pending') return refuseNotPending(reservation);
    const task = this.workspace.taskOf(reservation);
    this.workspace.tasks.change(task, { assignmentStatus: 'assigned' });
    this.moveTo(reservation, 'accepted');
    this.moveWorkerOfSingleTask(reservation, 'assignmentActivitySid');
    this.workspace.publishReservationEvent(
      'reservation.accepted',
      reservation,
      `Reservation ${sid} accepted`,
    );
    for (const other of this.workspace.reservationsOf(task)) {
      if (other.reservationStatus === 'pending') this.fail(other, 'rescinded', undefined);
    }
    this.workspace.taskAssigned.emit(task);
    return done(reservation);
  }

  /** The worker declines the task and moves to the activity, if one is given. */
  reject(reservation: Reservation, activity: Activity | undefined): Outcome<Reservation> {
    if (reservation.reservationStatus !== 'pending') return refuseNotPending(reservation);
    this.fail(reservation, 'rejected', activity);
    return done(reservation);
  }

  /** Cancels a reservation: its task has ended, or the application could not be reached. */
  cancel(reservation: Reservation): void {
    const { canceledReservation } = this.workspace.environment.assumptions;
    this.fail(reservation, 'canceled', canceledReservation === 'yes' ? this.timeoutActivity() : undefined);
  }

  /** Starts the wrap-up after the conversation. The worker stays occupied. */
  wrapUp(reservation: Reservation): Outcome<Reservation> {
    const { reservationStatus, sid } = reservation;
    if (reservationStatus !== 'accepted') {
      return refuseValue(`Reservation ${sid} is ${reservationStatus}, not accepted.`);
    }
    this.moveTo(reservation, 'wrapping');
    this.workspace.publishReservationEvent(
      'reservation.wrapup',
      reservation,
      `Reservation ${sid} is being wrapped up`,
    );
    return done(reservation);
  }

  /** Completes the reservation, which frees the worker. */
  complete(reservation: Reservation): Outcome<Reservation> {
    const { reservationStatus, sid } = reservation;
    if (reservationStatus !== 'accepted' && reservationStatus !== 'wrapping') {
      return refuseValue(`Reservation ${sid} is ${reservationStatus}, not accepted or wrapping.`);
    }
    this.moveTo(reservation, 'completed');
    const worker = this.workerOf(reservation);
    worker.idleSince = this.workspace.environment.clock.now();
    this.workspace.publishReservationEvent(
      'reservation.completed',
      reservation,
      `Reservation ${sid} completed`,
    );
    this.close(reservation);
    return done(reservation);
  }

  /** The pending reservations of a worker. */
  pendingOf(worker: Worker): Reservation[] {
    return [...this.timers.names()]
      .map((sid) => this.workspace.reservations.get(sid))
      .filter((one) => one !== undefined)
      .filter(({ workerSid }) => workerSid === worker.sid);
  }

  /** Stops all timers. */
  stop(): void {
    this.timers.stopAll();
  }

  private add(task: Task, worker: Worker): Reservation {
    const { reservations, environment } = this.workspace;
    const reservation = reservations.add(environment.nextSid('WR'), {
      taskSid: task.sid,
      workerSid: worker.sid,
      workerName: worker.friendlyName,
      reservationStatus: 'pending',
      workerPreviousActivitySid: worker.activitySid,
      postWorkActivitySid: undefined,
    });
    task.reservationSids.push(reservation.sid);
    worker.lastReservedAt = environment.clock.now();
    this.count(reservation, 'pending', 1);
    this.moveWorkerOfSingleTask(reservation, 'reservationActivitySid');
    const description = `Reservation ${reservation.sid} created for Worker ${worker.friendlyName}`;
    this.workspace.publishReservationEvent('reservation.created', reservation, description);
    return reservation;
  }

  /** Without an answer the worker moves to the timeout activity. */
  private timeOut(reservation: Reservation): void {
    if (reservation.reservationStatus === 'pending') {
      this.fail(reservation, 'timeout', this.timeoutActivity());
    }
  }

  private fail(
    reservation: Reservation,
    status: 'rejected' | 'timeout' | 'canceled' | 'rescinded',
    activity: Activity | undefined,
  ): void {
    const { environment } = this.workspace;
    const worker = this.workerOf(reservation);
    const task = this.workspace.taskOf(reservation);
    this.moveTo(reservation, status);
    const isUnanswered = status !== 'rescinded';
    if (isUnanswered && environment.assumptions.missedWorkerIdleness === 'yes') {
      worker.idleSince = environment.clock.now();
    }
    const isWaitingAgain =
      task.assignmentStatus === 'reserved' &&
      this.workspace.reservationsOf(task).every((one) => one.reservationStatus !== 'pending');
    if (isWaitingAgain) this.workspace.tasks.change(task, { assignmentStatus: 'pending' });
    this.workspace.publishReservationEvent(
      `reservation.${status}`,
      reservation,
      `Reservation ${reservation.sid} ${status === 'timeout' ? 'timed out' : status}`,
    );
    if (activity) moveToActivity(this.workspace, worker, activity);
    this.close(reservation);
  }

  private close(reservation: Reservation): void {
    this.workspace.reservationClosed.emit(reservation);
    this.workspace.workerChanged.emit(this.workerOf(reservation));
  }

  private moveTo(reservation: Reservation, status: ReservationStatus): void {
    this.count(reservation, reservation.reservationStatus, -1);
    this.workspace.reservations.change(reservation, { reservationStatus: status });
    this.count(reservation, status, 1);
    this.timers.stop(reservation.sid);
  }

  private count(reservation: Reservation, status: ReservationStatus, change: 1 | -1): void {
    if (status !== 'pending' && status !== 'accepted' && status !== 'wrapping') return;
    const worker = this.workerOf(reservation);
    const channel = worker.channels.get(this.workspace.taskOf(reservation).taskChannelSid);
    if (channel) channel.reserved[status] += change;
    worker.reservedTasks += change;
    worker.loadVersion += 1;
  }

  /** TaskRouter only changes activities on its own in workspaces without multitasking. */
  private moveWorkerOfSingleTask(
    reservation: Reservation,
    activity: 'reservationActivitySid' | 'assignmentActivitySid',
  ): void {
    const { settings, taskQueues, activities } = this.workspace;
    if (settings.multiTaskEnabled) return;
    const queue = taskQueues.get(this.workspace.taskOf(reservation).taskQueueSid ?? '');
    const there = activities.get(queue?.[activity] ?? '');
    if (there) moveToActivity(this.workspace, this.workerOf(reservation), there);
  }

  private timeoutActivity(): Activity | undefined {
    return this.workspace.activities.get(this.workspace.settings.timeoutActivitySid);
  }

  private workerOf({ workerSid }: Reservation): Worker {
    const worker = this.workspace.workers.get(workerSid);
    if (!worker) throw new Error(`Worker ${workerSid} has a reservation but does not exist.`);
    return worker;
  }
}

const refuseNotPending = ({ sid, reservationStatus }: Reservation): Outcome<never> =>
  refuseValue(`Reservation ${sid} is ${reservationStatus}, not pending.`);
