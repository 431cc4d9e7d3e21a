import { createActivity, deleteActivity, updateActivity } from '../../../emulator/task-router/activities';
import { EventLog } from '../../../emulator/task-router/event-log';
import type { TaskRouterEvent, TaskRouterEventType } from '../../../emulator/task-router/events';
import type { Outcome } from '../../../emulator/task-router/outcome';
import { etagOf } from '../../../emulator/task-router/record-store';
import {
  createTaskChannel,
  deleteTaskChannel,
  updateTaskChannel,
} from '../../../emulator/task-router/task-channels';
import { createTaskQueue, deleteTaskQueue, updateTaskQueue } from '../../../emulator/task-router/task-queues';
import {
  createWorker,
  deleteWorker,
  updateWorker,
  updateWorkerChannel,
} from '../../../emulator/task-router/workers';
import { createWorkflow, deleteWorkflow } from '../../../emulator/task-router/workflows';
import { updateWorkspace } from '../../../emulator/task-router/workspaces';
import { answersTo } from './assumed';
import { Floor, made } from './floor';

describe('a new workspace', () => {
  // Seen in real accounts; TaskChannels: https://www.twilio.com/docs/taskrouter/multitasking
  test('has three activities and five channels, and Offline as default and timeout activity', () => {
    const { taskRouter } = new Floor();
    const { workspace } = made(taskRouter.createWorkspace({ friendlyName: 'New' }));
    const activities = [...workspace.activities].map(({ friendlyName, available }) => [
      friendlyName,
      available,
    ]);
    expect(activities).toEqual([
      ['Offline', false],
      ['Available', true],
      ['Unavailable', false],
    ]);
    expect([...workspace.taskChannels].map(({ uniqueName }) => uniqueName)).toEqual([
      'default',
      'voice',
      'sms',
      'chat',
      'video',
    ]);
    const offline = [...workspace.activities][0]?.sid;
    expect(workspace.settings).toMatchObject({
      multiTaskEnabled: true,
      defaultActivitySid: offline,
      timeoutActivitySid: offline,
      prioritizeQueueOrder: 'FIFO',
    });
    expect([workspace.taskQueues.size, workspace.workflows.size]).toEqual([0, 0]);
  });

  test('from the FIFO template also has a queue and a workflow', () => {
    const { taskRouter } = new Floor();
    const { workspace } = made(taskRouter.createWorkspace({ friendlyName: 'New', template: 'FIFO' }));
    expect([...workspace.taskQueues]).toMatchObject([
      { friendlyName: 'Sample Queue', targetWorkers: '1==1' },
    ]);
    expect([...workspace.workflows]).toMatchObject([
      { friendlyName: 'Default Fifo Workflow', taskReservationTimeoutSeconds: 120 },
    ]);
  });
});

/** A floor where everything is in use. */
function busyFloor() {
  const floor = new Floor();
  const queue = floor.queue('Support', { targetWorkers: "skills HAS 'support'" });
  const workflow = floor.workflow({ default_filter: { queue } });
  const ada = floor.agent('Ada', { skills: ['support'] });
  return { floor, workspace: floor.workspace, queue, workflow, ada };
}

type Busy = ReturnType<typeof busyFloor>;

describe('what is refused', () => {
  const longName = 'x'.repeat(65);
  test.each<[string, (busy: Busy) => Outcome<unknown>, string]>([
    [
      'a workspace of the same name',
      ({ floor }) => floor.taskRouter.createWorkspace({ friendlyName: 'Shop' }),
      'already belongs to WS',
    ],
    [
      'a workspace back to single tasks',
      ({ workspace }) => updateWorkspace(workspace, { multiTaskEnabled: false }),
      'cannot be set back',
    ],
    [
      'a default activity that is not there',
      ({ workspace }) => updateWorkspace(workspace, { defaultActivitySid: 'WAx' }),
      'WAx was not found',
    ],
    [
      'an activity of the same name',
      ({ workspace }) => createActivity(workspace, { friendlyName: 'offline' }),
      'already belongs to WA',
    ],
    // Seen in a real account: case does not count.
    [
      'a worker of the same name',
      ({ workspace }) => createWorker(workspace, { friendlyName: 'ADA' }),
      'already belongs to WK',
    ],
    [
      'a worker without a name',
      ({ workspace }) => createWorker(workspace, { friendlyName: ' ' }),
      'must not be empty',
    ],
    ['a long name', ({ workspace }) => createWorker(workspace, { friendlyName: longName }), 'at most 64'],
    [
      'attributes that are not JSON',
      ({ workspace }) => createWorker(workspace, { friendlyName: 'B', attributes: '{a:1}' }),
      'are not JSON',
    ],
    [
      'attributes that are a list',
      ({ workspace }) => createWorker(workspace, { friendlyName: 'B', attributes: '[]' }),
      'must be a JSON object',
    ],
    [
      'long attributes',
      ({ workspace }) => createWorker(workspace, { friendlyName: 'B', attributes: `"${'x'.repeat(4096)}"` }),
      'at most 4096',
    ],
    [
      'a worker in no activity',
      ({ workspace }) => createWorker(workspace, { friendlyName: 'B', activitySid: 'WAx' }),
      'is not an activity',
    ],
    [
      'a capacity of 51',
      ({ workspace, ada }) => updateWorkerChannel(workspace, ada.sid, 'voice', { capacity: 51 }),
      'from 0 to 50',
    ],
    [
      'a hyphen in an expression',
      ({ workspace }) => createTaskQueue(workspace, { friendlyName: 'Q', targetWorkers: 'skill-level > 3' }),
      "line 1, column 6: extraneous input '-'",
    ],
    [
      '51 workers at once',
      ({ workspace }) => createTaskQueue(workspace, { friendlyName: 'Q', maxReservedWorkers: 51 }),
      'from 1 to 50',
    ],
    [
      'a queue of the same name',
      ({ workspace }) => createTaskQueue(workspace, { friendlyName: 'Support' }),
      'already belongs to WQ',
    ],
    [
      'a queue with no such activity',
      ({ workspace }) => createTaskQueue(workspace, { friendlyName: 'Q', reservationActivitySid: 'WAx' }),
      'WAx was not found',
    ],
    [
      'a reservation of two days',
      ({ workspace }) =>
        createWorkflow(workspace, {
          friendlyName: 'W',
          configuration: '{}',
          taskReservationTimeout: 172_800,
        }),
      'from 1 to 86400',
    ],
    [
      'a channel of the same name',
      ({ workspace }) => createTaskChannel(workspace, { friendlyName: 'V', uniqueName: 'voice' }),
      'already belongs to TC',
    ],
    [
      'a channel with a hyphen',
      ({ workspace }) => createTaskChannel(workspace, { friendlyName: 'V', uniqueName: 'call-back' }),
      'must only have letters',
    ],
    [
      'a task without a workflow',
      ({ floor }) => floor.routed.tasks.create({}),
      'WorkflowSid field is required.',
    ],
    [
      'a task of no workflow',
      ({ floor }) => floor.routed.tasks.create({ workflowSid: 'WWx' }),
      'WorkflowSid WWx was not found',
    ],
    [
      'a task of no channel',
      ({ floor, workflow }) => floor.routed.tasks.create({ workflowSid: workflow, taskChannel: 'fax' }),
      'TaskChannel fax',
    ],
    [
      'a task of 15 days',
      ({ floor, workflow }) => floor.routed.tasks.create({ workflowSid: workflow, timeout: 1_296_000 }),
      'from 1 to 1209600',
    ],
    [
      'a start in the future',
      ({ floor, workflow }) =>
        floor.routed.tasks.create({ workflowSid: workflow, virtualStartTime: new Date('2999-01-01') }),
      'not be in the future',
    ],
    [
      'a start in 1899',
      ({ floor, workflow }) =>
        floor.routed.tasks.create({ workflowSid: workflow, virtualStartTime: new Date('1899-12-31') }),
      'not be before 1900',
    ],
    [
      'IgnoreCapacity without a worker',
      ({ floor, queue }) => floor.routed.tasks.create({ routingTarget: queue, ignoreCapacity: true }),
      'IgnoreCapacity needs',
    ],
    [
      'a task set back to pending',
      ({ floor, workflow }) =>
        floor.routed.tasks.update(floor.task(workflow).sid, { assignmentStatus: 'pending' }),
      'cannot be set to pending',
    ],
    [
      'a task completed before it is assigned',
      ({ floor, workflow }) =>
        floor.routed.tasks.update(floor.task(workflow).sid, { assignmentStatus: 'completed', reason: 'x' }),
      'not assigned or wrapping',
    ],
    [
      'deleting the default activity',
      ({ floor, workspace }) => deleteActivity(workspace, floor.activity('Offline').sid),
      'is the default activity',
    ],
    [
      'deleting the timeout activity',
      ({ floor, workspace }) => deleteActivity(workspace, floor.activity('Missed').sid),
      'is the timeout activity',
    ],
    [
      'deleting the activity of a worker',
      ({ floor, workspace }) => deleteActivity(workspace, floor.activity('Available').sid),
      'is in use by worker',
    ],
    [
      'deleting a queue of a workflow',
      ({ workspace, queue }) => deleteTaskQueue(workspace, queue),
      'is used by workflow',
    ],
    [
      'deleting a workflow with a task',
      ({ floor, workspace, workflow }) => {
        floor.task(workflow);
        return deleteWorkflow(workspace, workflow);
      },
      'still has task',
    ],
    [
      'deleting the voice channel',
      ({ workspace }) => deleteTaskChannel(workspace, 'voice'),
      'comes with the workspace',
    ],
  ])('%s', (_, attempt, message) => {
    const outcome = attempt(busyFloor());
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { status: 400, code: 20001 } });
    if (outcome.kind === 'refused') expect(outcome.refusal.message).toContain(message);
  });

  test.each<[string, (busy: Busy) => Outcome<unknown>]>([
    ['an activity', ({ workspace }) => updateActivity(workspace, 'WAx', { friendlyName: 'x' })],
    ['a queue', ({ workspace }) => updateTaskQueue(workspace, 'WQx', {})],
    ['a workflow', ({ workspace }) => deleteWorkflow(workspace, 'WWx')],
    ['a worker', ({ workspace }) => updateWorker(workspace, 'WKx', {})],
    ['a channel', ({ workspace }) => updateTaskChannel(workspace, 'fax', {})],
    ['a channel of a worker', ({ workspace, ada }) => updateWorkerChannel(workspace, ada.sid, 'fax', {})],
    ['a task', ({ floor }) => floor.routed.tasks.update('WTx', {})],
    [
      'a reservation',
      ({ floor }) => floor.routed.updateReservation('WRx', { reservationStatus: 'accepted' }),
    ],
  ])('%s that does not exist: 404', (_, attempt) => {
    expect(attempt(busyFloor())).toMatchObject({ refusal: { status: 404, code: 20404 } });
  });

  test('deleting a worker who has a reservation', async () => {
    const { floor, workspace, workflow, ada } = busyFloor();
    floor.task(workflow);
    await floor.settle();
    floor.move(ada, 'Unavailable');
    expect(deleteWorker(workspace, ada.sid)).toMatchObject({ refusal: { status: 400 } });
  });

  test.each(answersTo('deleteAvailableWorker'))(
    'deleting a worker who is available: %s',
    (answer, assumptions) => {
      const floor = new Floor({ assumptions });
      const ada = floor.agent('Ada');
      expect(deleteWorker(floor.workspace, ada.sid).kind).toBe(answer === 'refused' ? 'refused' : 'done');
    },
  );
});

describe('what changes', () => {
  test('everything can be deleted in the order workflow, worker, queue, activity', () => {
    const { floor, workspace, workflow, ada, queue } = busyFloor();
    made(deleteWorkflow(workspace, workflow));
    floor.move(ada, 'Unavailable');
    made(deleteWorker(workspace, ada.sid));
    made(deleteTaskQueue(workspace, queue));
    made(deleteActivity(workspace, floor.activity('Unavailable').sid));
    expect(floor.last('worker.deleted')?.parameters).toMatchObject({ WorkerSid: ada.sid, WorkerName: 'Ada' });
  });

  test('an activity stays available or not: a real account answers 200 and changes nothing', () => {
    const { floor, workspace } = busyFloor();
    const { sid } = floor.activity('Available');
    expect(made(updateActivity(workspace, sid, { friendlyName: 'Ready' }))).toMatchObject({
      friendlyName: 'Ready',
      available: true,
    });
  });

  test('a version that somebody else has changed is refused with 412', () => {
    const { floor, workspace, ada } = busyFloor();
    const seen = etagOf(ada);
    made(floor.routed.updateWorker(ada.sid, { attributes: '{"skills": []}' }, seen));
    expect(floor.routed.updateWorker(ada.sid, { attributes: '{}' }, seen)).toMatchObject({
      refusal: { status: 412 },
    });
    expect(deleteWorker(workspace, ada.sid, seen)).toMatchObject({ refusal: { status: 412 } });
    made(floor.routed.updateWorker(ada.sid, { attributes: '{}' }, '*'));
    made(floor.routed.updateWorker(ada.sid, { attributes: '{}' }));
  });

  test('a worker is in a queue as long as the expression says so', () => {
    const { floor, workspace, queue, ada } = busyFloor();
    const members = () => [...floor.routed.router.workersIn(queue)].map(({ friendlyName }) => friendlyName);
    expect(members()).toEqual(['Ada']);
    made(floor.routed.updateWorker(ada.sid, { attributes: '{"skills": "support"}' }));
    // HAS on a text is accepted and never true.
    expect(members()).toEqual([]);
    made(updateTaskQueue(workspace, queue, { targetWorkers: "skills == 'support'" }));
    expect(members()).toEqual(['Ada']);
    expect(floor.last('task-queue.expression.updated')?.parameters).toMatchObject({
      ResourceType: 'taskqueue',
      TaskQueueTargetExpression: "skills == 'support'",
      TaskQueueName: 'Support',
    });
  });

  test('every worker gets a new channel, and loses it when it is deleted', () => {
    const { workspace, ada } = busyFloor();
    made(createTaskChannel(workspace, { friendlyName: 'Callback', uniqueName: 'callback' }));
    made(updateWorkerChannel(workspace, ada.sid, 'callback', { capacity: 3 }));
    made(deleteTaskChannel(workspace, 'callback'));
    expect(ada.channels.size).toBe(5);
  });

  test('capacity and availability have their own events', () => {
    const { floor, workspace, ada } = busyFloor();
    made(updateWorkerChannel(workspace, ada.sid, 'voice', { capacity: 3, available: false }));
    expect(floor.last('worker.capacity.update')?.parameters).toMatchObject({
      WorkerSid: ada.sid,
      WorkerChannelAvailable: 'false',
      WorkerChannelAvailableCapacity: '3',
      WorkerChannelPreviousCapacity: '1',
      TaskChannelUniqueName: 'voice',
      WorkerChannelTaskCount: '0',
    });
    expect(floor.last('worker.channel.availability.update')).toBeDefined();
  });
});

describe('the event log', () => {
  const event = (
    eventType: TaskRouterEventType,
    at: Date,
    parameters: Record<string, string>,
  ): TaskRouterEvent => ({
    sid: `EV${eventType}${at.getTime()}`,
    eventType,
    at,
    resourceType: 'task',
    resourceSid: 'WT1',
    description: '',
    parameters,
  });
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));

  test('lists the newest first, by type, time and resource, for 30 days', () => {
    const log = new EventLog(() => day(40), 100);
    log.add(event('task.created', day(5), { TaskSid: 'WT0' }));
    log.add(event('task.created', day(20), { TaskSid: 'WT1', TaskChannelUniqueName: 'voice' }));
    log.add(event('reservation.created', day(30), { TaskSid: 'WT1', WorkerSid: 'WK1' }));
    const types = (query = {}) => log.list(query).map(({ eventType }) => eventType);
    expect(types()).toEqual(['reservation.created', 'task.created']);
    expect(types({ workerSid: 'WK1' })).toEqual(['reservation.created']);
    expect(types({ taskSid: 'WT0' })).toEqual([]);
    expect(types({ until: day(25) })).toEqual(['task.created']);
    expect(types({ from: day(25) })).toEqual(['reservation.created']);
    expect(types({ taskChannel: 'voice' })).toEqual(['task.created']);
    expect(types({ eventType: 'task.created' })).toEqual(['task.created']);
    expect(log.get(`EVtask.created${day(20).getTime()}`)).toMatchObject({ eventType: 'task.created' });
  });

  test('keeps only the newest', () => {
    const log = new EventLog(() => day(1), 10);
    for (let count = 0; count < 35; count += 1)
      log.add(event('task.created', day(1), { TaskSid: `WT${count}` }));
    expect(log.list().map(({ parameters }) => parameters.TaskSid)).toEqual(
      Array.from({ length: 10 }, (_, index) => `WT${34 - index}`),
    );
  });
});
