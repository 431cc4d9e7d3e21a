import { isTrue, type Names, timeOfDay, valueAt } from './evaluation';
import { Matching } from './matching';
import { QueueMembers } from './queue-members';
import type { Reservations } from './reservations';
import type { Tasks } from './tasks';
import { Timers } from './timers';
import { WaitingLines, type WaitingTask } from './waiting-lines';
import { type EndOfWorkflow, type Position, type Step, WorkflowPath } from './workflow';
import type { KnownWorker } from './workflow-configuration';
import type { Workspace } from './workspace';
import type { Reservation, Task, TaskQueue, Worker, Workflow } from './workspace-records';

/** https://www.twilio.com/docs/taskrouter/limits */
const maxAssignments = 1000;

/** A task's history in the router, which also decides its order. */
interface Place {
  readonly arrival: number;
  stepsEntered: number;
  stepEnteredAt: Date;
}

/** For tasks without a workflow. */
const defaultReservationTimeoutSeconds = 120;

const reasonsOfEnd = {
  timeout: 'Task canceled on Workflow timeout',
  skipped: 'Task canceled on Workflow skip',
  unmatched: 'Task canceled because no filter of the Workflow matches',
} as const satisfies Record<EndOfWorkflow, string>;

/**
 * Moves tasks through their workflows and reserves workers for them. Changes of a task take effect at once. The search
 * for workers runs `routingMillis` later, for everything that has changed by then.
 */
export class Router {
  private readonly lines = new WaitingLines();
  private readonly members: QueueMembers;
  private readonly matching: Matching;
  private readonly stepTimers: Timers;
  private readonly places = new WeakMap<Task, Place>();
  private arrivals = 0;
  private isSearching = false;
  private isStopped = false;

  /** What changed since the last search. */
  private readonly newTasks = new Set<WaitingTask>();
  private readonly newRoom = new Set<Worker>();
  private readonly mayMatch = new Set<Task>();
  private readonly maySkip = new Set<Task>();

  constructor(
    private readonly workspace: Workspace,
    private readonly reservations: Reservations,
    private readonly tasks: Tasks,
  ) {
    this.members = new QueueMembers(workspace.environment.assumptions);
    this.matching = new Matching(workspace, this.lines, this.members);
    this.stepTimers = new Timers(workspace.environment.clock);
    for (const queue of workspace.taskQueues) this.members.queueChanged(queue, workspace.workers);
    workspace.workerChanged.listen((worker) => this.workerChanged(worker));
    workspace.workerRemoved.listen((worker) => this.workerRemoved(worker));
    workspace.queueChanged.listen((queue) => this.queueChanged(queue));
    workspace.queueRemoved.listen((queue) => this.members.queueRemoved(queue));
    workspace.workflowReplaced.listen((workflow) => this.reevaluate(workflow));
    workspace.taskCreated.listen((task) => this.enter(task));
    workspace.taskChanged.listen((task) => this.requeue(task));
    workspace.taskEnded.listen(({ task }) => this.leave(task));
    workspace.reservationClosed.listen((reservation) => this.reservationClosed(reservation));
  }

  /** Stops all timers and searches. */
  stop(): void {
    this.isStopped = true;
    this.stepTimers.stopAll();
  }

  /** The workers of a queue. */
  workersIn(queueSid: string): ReadonlySet<Worker> {
    return this.members.in(queueSid);
  }

  private enter(task: Task): void {
    if (task.workflowPath) {
      this.workspace.publishTaskEvent('workflow.entered', task, `Task ${task.sid} entered Workflow`);
    }
    if (task.position) this.moveTo(task, task.position);
    else this.wait(task);
  }

  /** Moves a task to a step, or ends it. Steps whose time is over are skipped at once. */
  private moveTo(task: Task, position: Position): void {
    if (position.kind === 'ended') {
      this.endWorkflow(task, position.why);
      return;
    }
    const queueSid = position.kind === 'step' ? position.target.queueSid : position.queueSid;
    const priority = position.kind === 'step' ? position.target.priority : position.priority;
    const isOtherQueue = task.taskQueueSid !== queueSid;
    if (isOtherQueue && task.taskQueueSid !== undefined) {
      this.workspace.publishTaskEvent(
        'task-queue.moved',
        task,
        `Task ${task.sid} moved to TaskQueue ${queueSid}`,
      );
    }
    this.workspace.tasks.change(task, {
      position,
      taskQueueSid: queueSid,
      ...(isOtherQueue && { taskQueueEnteredDate: this.workspace.environment.clock.now() }),
      ...(priority !== undefined && { priority }),
    });
    if (isOtherQueue) {
      this.workspace.publishTaskEvent('task-queue.entered', task, `Task ${task.sid} entered TaskQueue`);
    }
    if (position.kind === 'step') {
      if (this.remainingMillis(task, position) <= 0) {
        this.timeOut(task, position);
        return;
      }
      this.alertOfKnownWorker(task, position);
    }
    const place = this.placeOf(task);
    place.stepsEntered += 1;
    place.stepEnteredAt = this.workspace.environment.clock.now();
    this.mayMatch.add(task);
    this.maySkip.add(task);
    this.wait(task);
  }

  private endWorkflow(task: Task, why: EndOfWorkflow): void {
    const type = why === 'skipped' ? 'workflow.skipped' : 'workflow.timeout';
    this.workspace.publishTaskEvent(type, task, reasonsOfEnd[why], filterName(task));
    this.tasks.cancel(task, reasonsOfEnd[why], { byTimeout: true });
  }

  /** Puts a task in line and starts the timer of its step. */
  private wait(task: Task): void {
    this.startStepTimer(task);
    if (task.assignmentStatus !== 'pending') return;
    const waiting = this.waitingTask(task);
    this.lines.add(waiting);
    this.newTasks.add(waiting);
    this.searchSoon();
  }

  private waitingTask(task: Task): WaitingTask {
    const { environment, taskQueues, workers } = this.workspace;
    const direct = task.routingTarget === undefined ? undefined : workers.get(task.routingTarget);
    const lineSid = direct?.sid ?? task.taskQueueSid ?? '';
    const { arrival, stepsEntered, stepEnteredAt } = this.placeOf(task);
    const keepsAge = environment.assumptions.stepKeepsAge === 'yes' || stepsEntered <= 1;
    return {
      task,
      position: task.position,
      lineSid,
      taskOrder: taskQueues.get(lineSid)?.taskOrder ?? 'FIFO',
      priority: task.priority,
      waitsSince: (keepsAge ? task.virtualStartTime : stepEnteredAt).getTime(),
      arrival,
    };
  }

  private placeOf(task: Task): Place {
    const place = this.places.get(task);
    if (place) return place;
    this.arrivals += 1;
    const first = { arrival: this.arrivals, stepsEntered: 0, stepEnteredAt: task.dateCreated };
    this.places.set(task, first);
    return first;
  }

  /** Takes a task out of line: it is reserved or has ended. */
  private leaveLine(task: Task): void {
    const waiting = this.lines.get(task.sid);
    if (waiting) this.newTasks.delete(waiting);
    this.lines.remove(task.sid);
  }

  private leave(task: Task): void {
    this.leaveLine(task);
    this.stepTimers.stop(task.sid);
    this.mayMatch.delete(task);
    this.maySkip.delete(task);
  }

  private requeue(task: Task): void {
    if (!this.lines.get(task.sid)) return;
    this.leaveLine(task);
    this.wait(task);
  }

  private startStepTimer(task: Task): void {
    const { position } = task;
    this.stepTimers.stop(task.sid);
    if (position?.kind !== 'step' || position.endsAtAgeSeconds === undefined) return;
    const ends = () => this.stepIsOver(task, position);
    this.stepTimers.start(task.sid, this.remainingMillis(task, position), ends);
  }

  /** How long a step still lasts. Its end depends on the age of the task. */
  private remainingMillis(task: Task, step: Step): number {
    if (step.endsAtAgeSeconds === undefined) return Number.POSITIVE_INFINITY;
    const { assumptions, clock } = this.workspace.environment;
    const start = assumptions.virtualAge === 'creation' ? task.dateCreated : task.virtualStartTime;
    return start.getTime() + step.endsAtAgeSeconds * 1000 - clock.now().getTime();
  }

  private stepIsOver(task: Task, step: Step): void {
    if (task.assignmentStatus === 'pending') {
      this.timeOut(task, step);
      return;
    }
    if (this.workspace.environment.assumptions.timeoutWhileReserved === 'after-the-reservation') return;
    for (const reservation of this.workspace.reservationsOf(task)) {
      if (reservation.reservationStatus === 'pending') this.reservations.cancel(reservation);
    }
  }

  private timeOut(task: Task, step: Step): void {
    this.leaveLine(task);
    this.workspace.publishTaskEvent(
      'task-queue.timeout',
      task,
      `Task ${task.sid} timed out in TaskQueue`,
      filterName(task),
    );
    this.moveTo(task, pathOf(task).afterTimeout(step, this.filterNames(task)));
  }

  private reservationClosed(reservation: Reservation): void {
    const task = this.workspace.taskOf(reservation);
    if (task.assignmentStatus !== 'pending') return;
    if (task.assignmentCount >= maxAssignments) {
      this.tasks.cancel(task, 'Task canceled: max assignment count reached', { byTimeout: true });
      return;
    }
    const { position } = task;
    if (position?.kind === 'step' && this.isOverAfterFailure(task, position)) {
      this.timeOut(task, position);
      return;
    }
    if (this.workspace.environment.assumptions.skipIfAgain === 'yes') this.maySkip.add(task);
    this.wait(task);
  }

  /** Whether a step is over after a failed reservation. A step without a timeout never is. */
  private isOverAfterFailure(task: Task, step: Step): boolean {
    const { failedReservation } = this.workspace.environment.assumptions;
    const isLeftAtOnce = failedReservation === 'next-step' && step.endsAtAgeSeconds !== undefined;
    return isLeftAtOnce || this.remainingMillis(task, step) <= 0;
  }

  /** The tasks of a workflow start over under its new rules. */
  private reevaluate(workflow: Workflow): void {
    const path = new WorkflowPath(workflow.configuration, this.workspace.environment.assumptions);
    for (const task of [...this.workspace.tasks]) {
      const { assignmentStatus, workflowSid } = task;
      if (
        workflowSid !== workflow.sid ||
        (assignmentStatus !== 'pending' && assignmentStatus !== 'reserved')
      ) {
        continue;
      }
      this.leaveLine(task);
      this.workspace.tasks.change(task, { workflowPath: path });
      this.moveTo(task, path.enter(this.filterNames(task)));
    }
  }

  private workerChanged(worker: Worker): void {
    if (!this.workspace.workers.get(worker.sid)) return;
    this.members.workerChanged(worker, this.workspace.taskQueues);
    this.newRoom.add(worker);
    this.searchSoon();
  }

  private workerRemoved(worker: Worker): void {
    this.members.workerRemoved(worker);
    this.newRoom.delete(worker);
  }

  private queueChanged(queue: TaskQueue): void {
    this.members.queueChanged(queue, this.workspace.workers);
    for (const { task } of [...this.lines.line(queue.sid)]) this.requeue(task);
    this.searchSoon();
  }

  private searchSoon(): void {
    if (this.isSearching) return;
    this.isSearching = true;
    const { clock, settings } = this.workspace.environment;
    clock.after(settings.routingMillis, () => {
      if (!this.isStopped) this.search();
      this.isSearching = false;
    });
  }

  /** Reserves workers for everything that changed, and skips steps without a matching worker. */
  private search(): void {
    do {
      this.publishMatchedTargets();
      this.reserveWorkers();
      this.skipSteps();
    } while (this.mayMatch.size > 0 || this.newTasks.size > 0 || this.newRoom.size > 0);
  }

  private publishMatchedTargets(): void {
    for (const task of this.mayMatch) {
      if (!task.workflowPath) continue;
      this.workspace.publishTaskEvent(
        'workflow.target-matched',
        task,
        `Task ${task.sid} matched a workflow target`,
        filterName(task),
      );
    }
    this.mayMatch.clear();
  }

  private reserveWorkers(): void {
    for (;;) {
      const match = this.matching.next(this.newTasks, this.newRoom);
      if (!match) return;
      const { task } = match.waiting;
      this.leaveLine(task);
      this.maySkip.delete(task);
      const seconds = this.workspace.workflowOf(task)?.taskReservationTimeoutSeconds;
      this.reservations.create(task, match.workers, seconds ?? defaultReservationTimeoutSeconds);
      // Expressions can read the channels of these workers, which the reservation has changed.
      for (const worker of match.workers) this.newRoom.add(worker);
    }
  }

  /** https://www.twilio.com/docs/taskrouter/worker-presence. It is only evaluated if no worker was found at once. */
  private skipSteps(): void {
    const candidates = [...this.maySkip];
    this.maySkip.clear();
    for (const task of candidates) {
      const { position } = task;
      if (task.assignmentStatus !== 'pending' || position?.kind !== 'step' || !position.target.skipIf) {
        continue;
      }
      if (!isTrue(position.target.skipIf, this.presence(position), this.workspace.environment.assumptions)) {
        continue;
      }
      this.leaveLine(task);
      this.moveTo(task, pathOf(task).afterSkip(position, this.filterNames(task)));
    }
  }

  /** How many workers of the step's queue are in each activity. Capacity does not matter. */
  private presence({ target }: Step): Names {
    const counts: Record<string, number> = { available: 0, unavailable: 0 };
    for (const { sid } of this.workspace.activities) counts[sid] = 0;
    for (const worker of this.members.in(target.queueSid)) {
      const { sid, available } = this.workspace.activityOf(worker);
      const kind = available ? 'available' : 'unavailable';
      counts[kind] = (counts[kind] ?? 0) + 1;
      counts[sid] = (counts[sid] ?? 0) + 1;
    }
    return { workers: counts };
  }

  private filterNames(task: Task): Names {
    return { ...task.attributeValues, taskrouter: timeOfDay(this.workspace.environment.clock.now()) };
  }

  /** Raises errors 40152 and 40154 for an invalid known worker, but not for `null`. */
  private alertOfKnownWorker(task: Task, { target }: Step): void {
    const { knownWorker, queueSid } = target;
    if (!knownWorker || isPresentNull(knownWorker, task)) return;
    const sought = valueAt(knownWorker.path, { task: task.attributeValues });
    const worker = this.workspace.workers.find(
      (one) => sought === (knownWorker.by === 'sid' ? one.sid : one.friendlyName),
    );
    if (!worker) {
      this.workspace.alert(40154, task.sid, `Invalid Known Worker information: ${JSON.stringify(sought)}`);
    } else if (!this.members.in(queueSid).has(worker)) {
      this.workspace.alert(
        40152,
        task.sid,
        `Invalid Queue for Known Worker: ${worker.sid} is not in ${queueSid}`,
      );
    }
  }
}

function pathOf({ workflowPath, sid }: Task): WorkflowPath {
  if (!workflowPath) throw new Error(`Task ${sid} is in a step but does not have a workflow.`);
  return workflowPath;
}

const filterName = ({ position }: Task): Readonly<Record<string, string>> =>
  position?.kind === 'step' && position.filter.name !== undefined
    ? { WorkflowFilterName: position.filter.name }
    : {};

/** Whether the task has the attribute and it is null. */
function isPresentNull({ path }: KnownWorker, task: Task): boolean {
  const parent = valueAt(path.slice(0, -1), { task: task.attributeValues });
  const last = path.at(-1);
  return (
    typeof parent === 'object' &&
    parent !== null &&
    last !== undefined &&
    Object.hasOwn(parent, last) &&
    valueAt(path, { task: task.attributeValues }) === null
  );
}
