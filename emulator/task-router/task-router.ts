import { AssignmentCallbacks } from './assignment-callbacks';
import { Instructions } from './instructions';
import { done, type Outcome, refuseMissing, refuseValue } from './outcome';
import { Reservations } from './reservations';
import { Router } from './router';
import { Tasks } from './tasks';
import type { VoicePort } from './voice-port';
import { type CallerExit, type DialedReservation, type EnqueuedCall, VoiceTasks } from './voice-tasks';
import { updateWorker, type WorkerChanges } from './workers';
import type { TaskRouterEnvironment, Workspace } from './workspace';
import type { Reservation, Task, Worker } from './workspace-records';
import { createWorkspace, type NewWorkspace, publishWorkspaceEvent } from './workspaces';

/** A workspace with the parts that run it. */
export class RoutedWorkspace {
  readonly reservations: Reservations;
  readonly tasks: Tasks;
  readonly router: Router;
  readonly voiceTasks: VoiceTasks;
  readonly instructions: Instructions;

  constructor(
    readonly workspace: Workspace,
    voice: VoicePort,
  ) {
    this.reservations = new Reservations(workspace);
    this.tasks = new Tasks(workspace, this.reservations);
    this.router = new Router(workspace, this.reservations, this.tasks);
    this.voiceTasks = new VoiceTasks(workspace, this.reservations, this.tasks, voice);
    this.instructions = new Instructions(workspace, this.reservations, this.tasks, this.voiceTasks, voice);
    new AssignmentCallbacks(workspace, this.reservations, this.instructions);
  }

  /** https://www.twilio.com/docs/taskrouter/api/worker#update-a-worker */
  updateWorker(
    sid: string,
    {
      rejectPendingReservations = false,
      ...changes
    }: WorkerChanges & { rejectPendingReservations?: boolean },
    ifMatch?: string,
  ): Outcome<Worker> {
    const activity = this.workspace.activities.get(changes.activitySid ?? '');
    if (rejectPendingReservations && activity?.available !== false) {
      return refuseValue('RejectPendingReservations needs the ActivitySid of an unavailable activity.');
    }
    const updated = updateWorker(this.workspace, sid, changes, ifMatch);
    if (updated.kind === 'done' && rejectPendingReservations) {
      for (const reservation of this.reservations.pendingOf(updated.value)) {
        this.reservations.reject(reservation, undefined);
      }
    }
    return updated;
  }

  /**
   * Changes the status of a reservation by REST. Instructions go to `instructions.carryOut` instead.
   * https://www.twilio.com/docs/taskrouter/api/reservations#action-update
   */
  updateReservation(
    sid: string,
    { reservationStatus, workerActivitySid }: { reservationStatus: string; workerActivitySid?: string },
    ifMatch?: string,
  ): Outcome<Reservation> {
    const found = this.workspace.reservations.fetchVersion(sid, ifMatch);
    if (found.kind === 'refused') return found;
    const reservation = found.value;
    switch (reservationStatus) {
      case 'accepted':
        return this.reservations.accept(reservation);
      case 'rejected':
        return this.reject(reservation, workerActivitySid);
      case 'completed':
        return this.reservations.complete(reservation);
      case 'wrapping': {
        const task = this.tasks.wrapUp(this.workspace.taskOf(reservation));
        return task.kind === 'refused' ? task : found;
      }
      default:
        return refuseValue(
          `ReservationStatus cannot be set to ${reservationStatus}. Use accepted, rejected, wrapping or completed.`,
        );
    }
  }

  /** Stops all timers. */
  stop(): void {
    this.reservations.stop();
    this.tasks.stop();
    this.router.stop();
  }

  private reject(reservation: Reservation, workerActivitySid: string | undefined): Outcome<Reservation> {
    const { rejectWithoutActivity } = this.workspace.environment.assumptions;
    const isBack = workerActivitySid === undefined && rejectWithoutActivity === 'previous';
    const activitySid = isBack ? reservation.workerPreviousActivitySid : workerActivitySid;
    return this.instructions.carryOut(reservation, { kind: 'reject', activitySid });
  }
}

/** The TaskRouter of an account: its workspaces, and the methods that voice calls about calls. */
export class TaskRouter {
  private readonly bySid = new Map<string, RoutedWorkspace>();

  constructor(
    private readonly environment: TaskRouterEnvironment,
    private readonly voice: VoicePort,
  ) {}

  get workspaces(): Iterable<RoutedWorkspace> {
    return this.bySid.values();
  }

  workspace(sid: string): Outcome<RoutedWorkspace> {
    const found = this.bySid.get(sid);
    return found ? done(found) : refuseMissing('Workspace', sid);
  }

  createWorkspace(fields: NewWorkspace): Outcome<RoutedWorkspace> {
    const existing = [...this.bySid.values()].map(({ workspace }) => workspace);
    const created = createWorkspace(this.environment, fields, existing);
    if (created.kind === 'refused') return created;
    const routed = new RoutedWorkspace(created.value, this.voice);
    this.bySid.set(created.value.sid, routed);
    return done(routed);
  }

  /** Also deletes everything in it, as real accounts do. */
  deleteWorkspace(sid: string): Outcome<void> {
    const found = this.workspace(sid);
    if (found.kind === 'refused') return found;
    found.value.stop();
    publishWorkspaceEvent(found.value.workspace, 'workspace.deleted');
    this.bySid.delete(sid);
    return done(undefined);
  }

  /** Whether any workspace has this workflow. */
  hasWorkflow(sid: string): boolean {
    return [...this.bySid.values()].some(({ workspace }) => workspace.workflows.get(sid) !== undefined);
  }

  /** `<Enqueue workflowSid>`. The voice queue is named after the workflow. */
  enqueue(call: EnqueuedCall): Outcome<Task> {
    for (const { workspace, voiceTasks } of this.bySid.values()) {
      if (workspace.workflows.get(call.workflowSid)) return voiceTasks.enqueue(call);
    }
    return refuseMissing('Workflow', call.workflowSid);
  }

  /** A caller has left the queue without an agent. Calls that TaskRouter does not know are ignored. */
  callerGone(callSid: string, how: CallerExit): void {
    for (const { voiceTasks } of this.bySid.values()) voiceTasks.callerGone(callSid, how);
  }

  /** `<Dial><Queue reservationSid>`; see {@link VoiceTasks.dialReservation}. */
  dialReservation(reservationSid: string, postWorkActivitySid?: string): Outcome<DialedReservation> {
    const { voiceTasks } = this.withReservation(reservationSid) ?? {};
    return voiceTasks
      ? voiceTasks.dialReservation(reservationSid, postWorkActivitySid)
      : refuseMissing('Reservation', reservationSid);
  }

  /** Caller and worker are connected. */
  bridged(reservationSid: string): Outcome<Reservation> {
    const { voiceTasks } = this.withReservation(reservationSid) ?? {};
    return voiceTasks ? voiceTasks.bridged(reservationSid) : refuseMissing('Reservation', reservationSid);
  }

  /** Caller and worker have parted, or were never connected although the reservation was accepted. */
  conversationEnded(reservationSid: string): void {
    this.withReservation(reservationSid)?.voiceTasks.conversationEnded(reservationSid);
  }

  private withReservation(sid: string): RoutedWorkspace | undefined {
    return [...this.bySid.values()].find(({ workspace }) => workspace.reservations.get(sid) !== undefined);
  }
}
