import fc from 'fast-check';
import { consumedCapacity } from '../../../emulator/task-router/events';
import { queueStatistics, taskStatistics } from '../../../emulator/task-router/statistics';
import type { Reservation, Task, Worker } from '../../../emulator/task-router/workspace-records';
import { runs } from '../../thorough';
import { Floor, made } from './floor';

/** Conditions as TaskRouter reads them, each with what it means. */
const queueConditions = [
  { text: '1==1', holds: () => true },
  { text: "group == 'a'", holds: (worker: Worker) => worker.attributeValues.group === 'a' },
  {
    text: "group IN ['b', 'c']",
    holds: (worker: Worker) => ['b', 'c'].includes(String(worker.attributeValues.group)),
  },
];
const targetConditions = [
  { text: '', holds: () => true },
  {
    text: 'worker.group == task.group',
    holds: (worker: Worker, task: Task) => worker.attributeValues.group === task.attributeValues.group,
  },
  { text: 'worker.level >= 2', holds: (worker: Worker) => Number(worker.attributeValues.level) >= 2 },
];
const filterConditions = ['1==1', "group == 'a'", "group != 'b'"];

const target = fc.record({
  queue: fc.nat(queueConditions.length - 1),
  condition: fc.nat(targetConditions.length - 1),
  timeout: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  priority: fc.option(fc.nat(3), { nil: undefined }),
  skips: fc.constantFrom(undefined, '1==1', 'workers.available == 0'),
  orders: fc.constantFrom(undefined, 'worker.level DESC'),
});
const routing = fc.record({
  filters: fc.array(
    fc.record({
      condition: fc.constantFrom(...filterConditions),
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  defaultQueue: fc.nat(queueConditions.length - 1),
});
const agent = fc.record({
  group: fc.constantFrom('a', 'b', 'c'),
  level: fc.integer({ min: 1, max: 3 }),
  capacity: fc.integer({ min: 0, max: 3 }),
});
const deed = fc.oneof(
  fc.record({
    do: fc.constant('arrive' as const),
    group: fc.constantFrom('a', 'b', 'c'),
    priority: fc.nat(3),
    channel: fc.constantFrom('voice', 'chat'),
  }),
  fc.record({
    do: fc.constantFrom('accept', 'reject', 'complete', 'wrap', 'cancel', 'move' as const),
    whom: fc.nat(20),
    to: fc.constantFrom('Available', 'Unavailable'),
  }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(30) }),
);

type Routing = typeof routing extends fc.Arbitrary<infer T> ? T : never;
type Agent = typeof agent extends fc.Arbitrary<infer T> ? T : never;
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const open = ['pending', 'accepted', 'wrapping'];

/** A call center in which anything may happen, with rules that must hold after each step. */
class AnyFloor {
  readonly floor = new Floor();
  private readonly queues: string[];
  private readonly workflowSid: string;
  private readonly conditionOf = new Map<string, (typeof queueConditions)[number]>();
  readonly agents: Worker[];
  readonly tasks: Task[] = [];

  constructor(
    private readonly rules: Routing,
    agents: readonly Agent[],
    maxReservedWorkers: number,
  ) {
    this.queues = queueConditions.map((condition, index) => {
      const sid = this.floor.queue(`Queue ${index}`, { targetWorkers: condition.text, maxReservedWorkers });
      this.conditionOf.set(sid, condition);
      return sid;
    });
    const filters = rules.filters.map(({ condition, targets }) => ({
      expression: condition,
      targets: targets.map((one) => ({
        queue: this.queues[one.queue],
        expression: targetConditions[one.condition]?.text,
        timeout: one.timeout,
        priority: one.priority,
        skip_if: one.skips,
        order_by: one.orders,
      })),
    }));
    this.workflowSid = this.floor.workflow(
      { filters, default_filter: { queue: this.queues[rules.defaultQueue] } },
      { taskReservationTimeout: 20 },
    );
    this.agents = agents.map(({ capacity, ...attributes }, index) =>
      this.floor.agent(`Agent ${index}`, attributes, 'Available', capacity),
    );
    this.floor.workspace.reservationCreated.listen((reservation) => this.checkOrder(reservation));
  }

  private get reservations(): Reservation[] {
    return [...this.floor.workspace.reservations];
  }

  act(next: Deed): void {
    const { floor } = this;
    if (next.do === 'wait') return;
    if (next.do === 'arrive') {
      const { group, priority, channel } = next;
      this.tasks.push(floor.task(this.workflowSid, { group }, { priority, taskChannel: channel }));
      return;
    }
    if (next.do === 'move') {
      const worker = this.agents[next.whom % Math.max(1, this.agents.length)];
      if (worker) floor.move(worker, next.to);
      return;
    }
    const task = this.tasks[next.whom % Math.max(1, this.tasks.length)];
    if (!task || !floor.workspace.tasks.get(task.sid)) return;
    if (next.do === 'accept' || next.do === 'reject') {
      const reservation = floor
        .reservations(task)
        .find(({ reservationStatus }) => reservationStatus === 'pending');
      const reservationStatus = next.do === 'accept' ? 'accepted' : 'rejected';
      if (reservation) made(floor.routed.updateReservation(reservation.sid, { reservationStatus }));
      return;
    }
    const status = { complete: 'completed', wrap: 'wrapping', cancel: 'canceled' }[next.do];
    floor.routed.tasks.update(task.sid, { assignmentStatus: status, reason: 'x' });
  }

  /** Reservations that agree with their tasks, and counts that agree with them. */
  checkBooks(): void {
    for (const task of this.floor.workspace.tasks) {
      const statuses = this.floor.reservations(task).map(({ reservationStatus }) => reservationStatus);
      const held = statuses.filter((status) => open.includes(status));
      if (task.assignmentStatus === 'reserved') expect(new Set(held)).toEqual(new Set(['pending']));
      else if (task.assignmentStatus === 'assigned') expect(held).toEqual(['accepted']);
      else if (task.assignmentStatus === 'wrapping') expect(held).toEqual(['wrapping']);
      else expect(held).toEqual([]);
    }
    for (const worker of this.agents) {
      for (const channel of worker.channels.values()) {
        const mine = this.reservations.filter(
          ({ workerSid, taskSid, reservationStatus }) =>
            workerSid === worker.sid &&
            open.includes(reservationStatus) &&
            this.floor.workspace.tasks.get(taskSid)?.taskChannelSid === channel.taskChannelSid,
        );
        expect(consumedCapacity(channel)).toBe(mine.length);
        expect(mine.length).toBeLessThanOrEqual(channel.configuredCapacity);
      }
    }
  }

  /** No waiting task could be served by a free worker. */
  checkNobodyIsForgotten(): void {
    for (const task of this.floor.workspace.tasks) {
      if (task.assignmentStatus !== 'pending') continue;
      expect(this.agents.filter((worker) => this.couldServe(worker, task)).map(({ sid }) => sid)).toEqual([]);
    }
  }

  /** A reserved task comes before all tasks that still wait for the same queue and that the worker could serve. */
  private checkOrder({ sid, taskSid, workerSid }: Reservation): void {
    const served = this.floor.workspace.tasks.get(taskSid);
    const worker = this.floor.workspace.workers.get(workerSid);
    if (!served || !worker) throw new Error(`Reservation ${sid} is of nothing.`);
    for (const waiting of this.floor.workspace.tasks) {
      const isRival = waiting.assignmentStatus === 'pending' && waiting.taskQueueSid === served.taskQueueSid;
      if (!isRival || !this.fits(worker, waiting) || waiting.taskChannelSid !== served.taskChannelSid)
        continue;
      // SIDs of this floor count up.
      const isBefore =
        served.priority > waiting.priority ||
        (served.priority === waiting.priority && served.sid < waiting.sid);
      expect(isBefore).toBe(true);
    }
  }

  /** Until nothing has happened for as long as a search takes. */
  async quiet(): Promise<void> {
    for (let count = 0, before = -1; count < 50 && before !== this.floor.events.length; count += 1) {
      before = this.floor.events.length;
      await this.floor.settle();
    }
  }

  /** What anybody who has read all events knows is what the statistics say. */
  checkStatistics(): void {
    const { floor } = this;
    const counted: Record<string, number> = {};
    for (const task of this.tasks.filter(({ sid }) => floor.workspace.tasks.get(sid))) {
      const last = floor.events.findLast(({ parameters }) => parameters.TaskSid === task.sid)?.parameters;
      const status = last?.TaskAssignmentStatus ?? '';
      counted[status] = (counted[status] ?? 0) + 1;
    }
    const { tasksByStatus, totalTasks, tasksByPriority } = taskStatistics(floor.workspace, () => true);
    expect(Object.fromEntries(Object.entries(tasksByStatus).filter(([, count]) => count > 0))).toEqual(
      counted,
    );
    expect(Object.values(tasksByPriority).reduce((sum, count) => sum + count, 0)).toBe(totalTasks);

    for (const [queueSid, condition] of this.conditionOf) {
      const { routed, workspace } = floor;
      const members = this.agents.filter((worker) => condition.holds(worker));
      const activity = ({ sid }: Worker) =>
        floor.events.findLast(({ parameters }) => parameters.WorkerSid === sid)?.parameters
          .WorkerActivityName;
      const available = members.filter((worker) => activity(worker) === 'Available');
      const statistics = queueStatistics(workspace, routed.router, queueSid);
      expect(statistics.totalEligibleWorkers).toBe(members.length);
      expect(statistics.totalAvailableWorkers).toBe(available.length);
      expect(statistics.activityStatistics).toContainEqual(
        expect.objectContaining({ friendlyName: 'Available', workers: available.length }),
      );
    }
  }

  private couldServe(worker: Worker, task: Task): boolean {
    const channel = worker.channels.get(task.taskChannelSid);
    const hasRoom = channel !== undefined && consumedCapacity(channel) < channel.configuredCapacity;
    return hasRoom && this.floor.activityOf(worker) === 'Available' && this.fits(worker, task);
  }

  private fits(worker: Worker, task: Task): boolean {
    const isInQueue = this.conditionOf.get(task.taskQueueSid ?? '')?.holds(worker) ?? false;
    const { position } = task;
    if (position?.kind !== 'step') return isInQueue;
    const condition = this.rules.filters[position.filterIndex]?.targets[position.targetIndex]?.condition ?? 0;
    return isInQueue && (targetConditions[condition]?.holds(worker, task) ?? false);
  }
}

const day = fc.record({
  rules: routing,
  agents: fc.array(agent, { maxLength: 4 }),
  maxReservedWorkers: fc.integer({ min: 1, max: 3 }),
  deeds: fc.array(deed, { maxLength: 30 }),
});

describe('any workflow with any agents', () => {
  test('exceeds no capacity, forgets nobody, keeps the order and counts correctly', async () => {
    await fc.assert(
      fc.asyncProperty(day, async ({ rules, agents, maxReservedWorkers, deeds }) => {
        const any = new AnyFloor(rules, agents, maxReservedWorkers);
        for (const next of deeds) {
          any.act(next);
          any.checkBooks();
          if (next.do === 'wait') await any.floor.seconds(next.seconds);
          await any.quiet();
          any.checkBooks();
          any.checkNobodyIsForgotten();
          any.checkStatistics();
        }
      }),
      runs(150),
    );
  });

  test('loses no task: without agents each ends, or waits in a step without a timeout', async () => {
    await fc.assert(
      fc.asyncProperty(day, async ({ rules, agents, maxReservedWorkers, deeds }) => {
        const any = new AnyFloor(rules, agents, maxReservedWorkers);
        for (const next of deeds) {
          any.act(next);
          await any.floor.seconds(next.do === 'wait' ? next.seconds : 1);
        }
        for (const worker of any.agents) any.floor.move(worker, 'Unavailable');
        // Longer than all steps and reservations together, shorter than the time of a task.
        await any.floor.seconds(2000);
        for (const task of any.tasks) {
          const { assignmentStatus, position } = task;
          const isWithAgent = assignmentStatus === 'assigned' || assignmentStatus === 'wrapping';
          const isOver = assignmentStatus === 'completed' || assignmentStatus === 'canceled';
          const waits =
            assignmentStatus === 'pending' &&
            (position?.kind === 'default' ||
              (position?.kind === 'step' && position.endsAtAgeSeconds === undefined));
          expect([isWithAgent, isOver, waits]).toContain(true);
          expect(any.floor.workspace.tasks.get(task.sid) === undefined).toBe(isOver);
        }
        await any.floor.seconds(2 * 24 * 60 * 60);
        expect(any.floor.workspace.tasks.size).toBe(0);
        expect(any.floor.workspace.reservations.size).toBe(0);
      }),
      runs(100),
    );
  });
});
