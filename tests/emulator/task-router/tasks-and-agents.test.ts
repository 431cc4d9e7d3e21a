import { answersTo } from './assumed';
import { Floor, made, routingMillis } from './floor';

const assignmentUrl = 'https://shop.test/assignment';

/** One queue with all workers, and a workflow for it. */
function simpleFloor(floor = new Floor(), fields = {}) {
  const queueSid = floor.queue('Everyone', fields);
  const workflowSid = floor.workflow({ default_filter: { queue: queueSid } });
  return { floor, queueSid, workflowSid };
}

describe('a task that an agent takes', () => {
  test('is pending, reserved, assigned and completed, and then soon forgotten', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    const task = floor.task(workflowSid);
    expect(task.assignmentStatus).toBe('pending');
    await floor.settle();
    expect(task.assignmentStatus).toBe('reserved');
    expect(floor.pending(task)).toMatchObject({ workerSid: ada.sid, workerName: 'Ada' });
    floor.accept(task);
    expect(task.assignmentStatus).toBe('assigned');
    floor.complete(task);
    expect(task).toMatchObject({ assignmentStatus: 'completed', reason: 'done' });
    // https://www.twilio.com/docs/taskrouter/lifecycle-task-state: deleted five minutes later
    await floor.seconds(299);
    expect(floor.workspace.tasks.get(task.sid)).toBe(task);
    await floor.seconds(1);
    expect(floor.workspace.tasks.fetch(task.sid)).toMatchObject({
      kind: 'refused',
      refusal: { status: 404 },
    });
    expect(floor.workspace.reservations.size).toBe(0);
  });

  test('is reported in events', async () => {
    const floor = new Floor();
    const queueSid = floor.queue('Everyone');
    const workflowSid = floor.workflow({
      filters: [{ filter_friendly_name: 'all', expression: '1==1', targets: [{ queue: queueSid }] }],
    });
    const ada = floor.agent('Ada', { floor: 2 });
    const task = floor.task(workflowSid, { tier: 'gold' }, { priority: 3 });
    await floor.settle();
    floor.accept(task);
    floor.complete(task);
    expect(floor.story(task)).toEqual([
      'workflow.entered',
      'task-queue.entered',
      'task.created',
      'workflow.target-matched',
      'reservation.created',
      'reservation.accepted',
      'task.completed',
      'reservation.completed',
    ]);
    expect(floor.last('workflow.target-matched')?.parameters.WorkflowFilterName).toBe('all');
    expect(floor.last('reservation.accepted')?.parameters).toMatchObject({
      EventType: 'reservation.accepted',
      AccountSid: 'AC0',
      WorkspaceSid: floor.workspace.sid,
      WorkspaceName: 'Shop',
      ResourceType: 'reservation',
      ResourceSid: floor.reservations(task)[0]?.sid,
      ReservationSid: floor.reservations(task)[0]?.sid,
      TaskSid: task.sid,
      TaskAttributes: '{"tier":"gold"}',
      TaskAge: '0',
      TaskPriority: '3',
      TaskAssignmentStatus: 'assigned',
      TaskChannelUniqueName: 'default',
      TaskQueueName: 'Everyone',
      TaskQueueTargetExpression: '1==1',
      WorkflowSid: workflowSid,
      WorkflowName: 'Workflow 1',
      WorkerSid: ada.sid,
      WorkerName: 'Ada',
      WorkerAttributes: '{"floor":2}',
      WorkerActivityName: 'Available',
      TaskVirtualStartTime: String(task.dateCreated.getTime() / 1000),
      TaskIgnoreCapacity: 'false',
      WorkerChannelCapacity: '1',
      WorkerChannelConsumedCapacity: '1',
    });
    expect(floor.last('task.completed')?.parameters).toMatchObject({
      TaskCompletedReason: 'done',
      TaskAssignmentStatus: 'completed',
      ResourceType: 'task',
    });
  });

  test('waits for an agent who becomes available', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada', {}, 'Offline');
    const task = floor.task(workflowSid);
    await floor.seconds(60);
    expect(task.assignmentStatus).toBe('pending');
    floor.move(ada, 'Available');
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
    expect(floor.last('worker.activity.update')?.parameters).toMatchObject({
      WorkerActivityName: 'Available',
      WorkerPreviousActivityName: 'Offline',
      WorkerTimeInPreviousActivity: '60',
      WorkerTimeInPreviousActivityMs: '60000',
    });
  });

  test('is deleted by the system after 24 hours with an agent', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    floor.accept(task);
    await floor.seconds(24 * 60 * 60);
    expect(floor.story(task).slice(-2)).toEqual(['reservation.completed', 'task.system-deleted']);
    expect([...ada.channels.values()].map(({ reserved }) => reserved.accepted)).toEqual([0, 0, 0, 0, 0]);
  });

  test('goes through wrapping if REST says so, with the agent occupied until it is completed', async () => {
    const { floor, workflowSid } = simpleFloor();
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    const next = floor.task(workflowSid);
    await floor.settle();
    floor.accept(task);
    made(floor.routed.tasks.update(task.sid, { assignmentStatus: 'wrapping' }));
    expect(floor.reservations(task)[0]?.reservationStatus).toBe('wrapping');
    await floor.seconds(60);
    expect(next.assignmentStatus).toBe('pending');
    floor.complete(task);
    await floor.settle();
    expect(floor.who(next)).toEqual(['Ada']);
    expect(floor.story(task)).toEqual(expect.arrayContaining(['task.wrapup', 'reservation.wrapup']));
  });

  test('is completed together with its reservation', async () => {
    const { floor, workflowSid } = simpleFloor();
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    const { sid } = floor.pending(task);
    floor.accept(task);
    made(floor.routed.updateReservation(sid, { reservationStatus: 'completed' }));
    expect(task.assignmentStatus).toBe('completed');
  });
});

describe('a task that no agent takes', () => {
  test('is pending again when the reservation times out, and the agent moves to the timeout activity', async () => {
    const floor = new Floor();
    const queueSid = floor.queue('Everyone');
    const workflowSid = floor.workflow(
      { default_filter: { queue: queueSid } },
      { taskReservationTimeout: 30 },
    );
    const ada = floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    await floor.seconds(29);
    expect(task.assignmentStatus).toBe('reserved');
    await floor.seconds(1);
    expect(task.assignmentStatus).toBe('pending');
    expect(floor.activityOf(ada)).toBe('Missed');
    expect(floor.reservations(task)[0]?.reservationStatus).toBe('timeout');
    // Nothing more for this agent until their activity changes.
    await floor.seconds(600);
    expect(floor.reservations(task)).toHaveLength(1);
    floor.move(ada, 'Available');
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
  });

  test('goes to the next agent when it is rejected', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    await floor.seconds(1);
    floor.agent('Bob');
    const task = floor.task(workflowSid);
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
    const unavailable = floor.activity('Unavailable').sid;
    made(
      floor.routed.updateReservation(floor.pending(task).sid, {
        reservationStatus: 'rejected',
        workerActivitySid: unavailable,
      }),
    );
    expect(floor.activityOf(ada)).toBe('Unavailable');
    await floor.settle();
    expect(floor.who(task)).toEqual(['Bob']);
  });

  test('is offered again to an agent who rejects it and stays available', async () => {
    const { floor, workflowSid } = simpleFloor();
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    made(floor.routed.updateReservation(floor.pending(task).sid, { reservationStatus: 'rejected' }));
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
    expect(floor.reservations(task)).toHaveLength(2);
  });

  test.each(answersTo('rejectWithoutActivity'))(
    'rejected by REST without an activity, the agent is back in it: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = simpleFloor(new Floor({ assumptions }));
      const ada = floor.agent('Ada');
      const task = floor.task(workflowSid);
      await floor.settle();
      floor.move(ada, 'Unavailable');
      made(floor.routed.updateReservation(floor.pending(task).sid, { reservationStatus: 'rejected' }));
      expect(floor.activityOf(ada)).toBe(answer === 'previous' ? 'Available' : 'Unavailable');
    },
  );

  test('is canceled when its time is over, pending or reserved', async () => {
    const { floor, workflowSid } = simpleFloor();
    const pending = floor.task(workflowSid, {}, { timeout: 60 });
    await floor.seconds(60);
    expect(pending).toMatchObject({ assignmentStatus: 'canceled', reason: 'Task TTL Exceeded' });
    floor.agent('Ada');
    const reserved = floor.task(workflowSid, {}, { timeout: 60 });
    await floor.seconds(60);
    expect(reserved.assignmentStatus).toBe('canceled');
    expect(floor.reservations(reserved)[0]?.reservationStatus).toBe('canceled');
    expect(floor.last('task.canceled')?.parameters).toMatchObject({
      TaskCanceledReason: 'Task TTL Exceeded',
      Reason: 'Task TTL Exceeded',
    });
  });

  test('is canceled by REST with a reason, but not once it is assigned', async () => {
    const { floor, workflowSid } = simpleFloor();
    const task = floor.task(workflowSid);
    const { tasks } = floor.routed;
    expect(tasks.update(task.sid, { assignmentStatus: 'canceled' })).toMatchObject({
      refusal: { status: 400, code: 20001, message: 'Reason field is required.' },
    });
    made(tasks.update(task.sid, { assignmentStatus: 'canceled', reason: 'gone' }));
    expect(task).toMatchObject({ assignmentStatus: 'canceled', reason: 'gone' });

    floor.agent('Ada');
    const assigned = floor.task(workflowSid);
    await floor.settle();
    floor.accept(assigned);
    const refused = tasks.update(assigned.sid, { assignmentStatus: 'canceled', reason: 'gone' });
    expect(refused).toMatchObject({
      refusal: { message: expect.stringContaining('because it is not pending or reserved') },
    });
  });

  test('is canceled after a thousand reservations', async () => {
    const { floor, workflowSid } = simpleFloor();
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    for (let count = 0; count < 1000; count += 1) {
      await floor.settle();
      made(floor.routed.updateReservation(floor.pending(task).sid, { reservationStatus: 'rejected' }));
    }
    expect(task.assignmentStatus).toBe('canceled');
  });

  test.each(answersTo('canceledReservation'))(
    'a canceled reservation moves the agent to the timeout activity: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = simpleFloor(new Floor({ assumptions }));
      const ada = floor.agent('Ada');
      const task = floor.task(workflowSid);
      await floor.settle();
      made(floor.routed.tasks.update(task.sid, { assignmentStatus: 'canceled', reason: 'gone' }));
      expect(floor.activityOf(ada)).toBe(answer === 'yes' ? 'Missed' : 'Available');
    },
  );
});

describe('several agents for one task', () => {
  test('the first to accept gets it; the others are rescinded and refused with 410', async () => {
    const { floor, workflowSid } = simpleFloor(new Floor(), { maxReservedWorkers: 2 });
    for (const name of ['Ada', 'Bob', 'Cleo']) floor.agent(name);
    const task = floor.task(workflowSid);
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada', 'Bob']);
    const [first, second] = floor.reservations(task);
    made(floor.routed.updateReservation(second?.sid ?? '', { reservationStatus: 'accepted' }));
    expect([first?.reservationStatus, second?.reservationStatus]).toEqual(['rescinded', 'accepted']);
    expect(floor.routed.updateReservation(first?.sid ?? '', { reservationStatus: 'accepted' })).toMatchObject(
      {
        refusal: { status: 410 },
      },
    );
    const next = floor.task(workflowSid);
    await floor.settle();
    expect(floor.who(next).sort()).toEqual(['Ada', 'Cleo']);
  });

  test('the task is pending again only when all have failed', async () => {
    const { floor, workflowSid } = simpleFloor(new Floor(), { maxReservedWorkers: 2 });
    const agents = ['Ada', 'Bob'].map((name) => floor.agent(name));
    const task = floor.task(workflowSid);
    await floor.settle();
    floor.move(agents[0] as (typeof agents)[0], 'Unavailable', true);
    expect(task.assignmentStatus).toBe('reserved');
    floor.move(agents[1] as (typeof agents)[0], 'Unavailable', true);
    expect(task.assignmentStatus).toBe('pending');
    expect(task.assignmentCount).toBe(1);
  });
});

describe('an agent who changes activity', () => {
  test('keeps a pending reservation, whatever the new activity', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    floor.move(ada, 'Unavailable');
    expect(floor.who(task)).toEqual(['Ada']);
  });

  test('may reject it that way, but only with a move to an unavailable one', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    const available = floor.activity('Available').sid;
    expect(
      floor.routed.updateWorker(ada.sid, { activitySid: available, rejectPendingReservations: true }),
    ).toMatchObject({ refusal: { status: 400, code: 20001 } });
    floor.move(ada, 'Unavailable', true);
    expect(floor.reservations(task)[0]?.reservationStatus).toBe('rejected');
    expect(task.assignmentStatus).toBe('pending');
  });
});

describe('a workspace without multitasking', () => {
  test('moves the agent at reservation and at acceptance', async () => {
    const floor = new Floor({ multiTaskEnabled: false });
    const queueSid = floor.queue('Everyone', {
      reservationActivitySid: floor.activity('Unavailable').sid,
      assignmentActivitySid: floor.activity('Offline').sid,
    });
    const workflowSid = floor.workflow({ default_filter: { queue: queueSid } });
    const ada = floor.agent('Ada', {}, 'Available', 5);
    const task = floor.task(workflowSid);
    const next = floor.task(workflowSid);
    await floor.settle();
    expect(floor.activityOf(ada)).toBe('Unavailable');
    floor.accept(task);
    expect(floor.activityOf(ada)).toBe('Offline');
    await floor.seconds(60);
    expect(next.assignmentStatus).toBe('pending');
  });
});

describe('a task for one agent', () => {
  test('waits for just that agent, and may ignore capacity', async () => {
    const { floor, workflowSid } = simpleFloor();
    const ada = floor.agent('Ada');
    floor.agent('Bob');
    const first = floor.task(workflowSid);
    await floor.settle();
    expect(floor.who(first)).toEqual(['Ada']);
    const create = (fields = {}) => made(floor.routed.tasks.create({ routingTarget: ada.sid, ...fields }));
    const waits = create();
    const pushes = create({ ignoreCapacity: true });
    await floor.settle();
    expect(waits.assignmentStatus).toBe('pending');
    expect(floor.who(pushes)).toEqual(['Ada']);
    floor.accept(first);
    floor.complete(first);
    floor.accept(pushes);
    floor.complete(pushes);
    await floor.settle();
    expect(floor.who(waits)).toEqual(['Ada']);
  });

  test('a queue can be the target, too', async () => {
    const { floor, queueSid } = simpleFloor();
    floor.agent('Ada');
    const task = made(floor.routed.tasks.create({ routingTarget: queueSid }));
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
  });
});

describe('the event callback', () => {
  test('gets the events that pass the filter, as a form with the documented names', async () => {
    const { floor, workflowSid } = simpleFloor();
    Object.assign(floor.workspace.settings, {
      eventCallbackUrl: 'https://shop.test/events',
      eventsFilter: 'task.created, reservation.created',
    });
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    await floor.settle();
    const sent = floor.application.to('https://shop.test/events');
    expect(sent.map(({ parameters }) => parameters.EventType)).toEqual([
      'task.created',
      'reservation.created',
    ]);
    expect(sent[0]).toMatchObject({
      patienceSeconds: 15,
      allowsConnectionOverrides: true,
      parameters: { TaskSid: task.sid, Sid: expect.stringMatching(/^EV/), TimestampMs: expect.any(String) },
    });
  });
});

test('a workspace that is deleted does nothing more', async () => {
  const { floor, workflowSid } = simpleFloor();
  const task = floor.task(workflowSid, {}, { timeout: 60 });
  made(floor.taskRouter.deleteWorkspace(floor.workspace.sid));
  floor.agent('Ada');
  await floor.seconds(120);
  expect(task.assignmentStatus).toBe('pending');
  expect(floor.taskRouter.workspace(floor.workspace.sid)).toMatchObject({ refusal: { status: 404 } });
});

test('the search for a worker takes its time', async () => {
  const { floor, workflowSid } = simpleFloor();
  floor.agent('Ada');
  await floor.settle();
  const task = floor.task(workflowSid);
  await floor.clock.advance(routingMillis - 1);
  expect(task.assignmentStatus).toBe('pending');
  await floor.clock.advance(1);
  expect(task.assignmentStatus).toBe('reserved');
  expect(floor.application.to(assignmentUrl)).toEqual([]);
});
