import { LocalTwilio } from '../../../emulator/local-twilio';
import type { RestResponse } from '../../../emulator/web/rest-exchange';
import { openApiOf } from '../../contract/openapi';
import { contract } from '../../contract/twilio-openapi';
import { clientOf } from './application';

const configurationFor = (queue: string) =>
  JSON.stringify({ task_routing: { filters: [{ expression: '1==1', targets: [{ queue }] }] } });

/** A workspace in which everything exists at least once. */
async function shop() {
  const twilio = new LocalTwilio();
  const client = clientOf(twilio);
  const workspace = await client.taskrouter.v1.workspaces.create({ friendlyName: 'Shop' });
  const rest = client.taskrouter.v1.workspaces(workspace.sid);
  const activities = await rest.activities.list();
  const activity = (name: string) => activities.find(({ friendlyName }) => friendlyName === name)?.sid ?? '';
  const queue = await rest.taskQueues.create({ friendlyName: 'Gold', targetWorkers: 'tier == "gold"' });
  const workflow = await rest.workflows.create({
    friendlyName: 'Calls',
    configuration: configurationFor(queue.sid),
  });
  const ada = await rest.workers.create({
    friendlyName: 'Ada',
    attributes: '{"tier":"gold"}',
    activitySid: activity('Available'),
  });
  const bob = await rest.workers.create({ friendlyName: 'Bob', attributes: '{"tier":"silver"}' });
  const task = await rest.tasks.create({
    workflowSid: workflow.sid,
    attributes: '{"kind":"call"}',
    priority: 2,
    timeout: 600,
  });
  const waiting = await rest.tasks.create({ workflowSid: workflow.sid, attributes: '{"kind":"mail"}' });
  await twilio.clock.advance(1000);
  const [reservation] = await rest.tasks(task.sid).reservations.list();
  if (!reservation) throw new Error('Nobody is reserved.');
  return { twilio, client, workspace, rest, activity, queue, workflow, ada, bob, task, waiting, reservation };
}

type Shop = Awaited<ReturnType<typeof shop>>;

const templatesOf = (method: string) =>
  Object.entries(openApiOf('taskrouter').paths).flatMap(([template, operations]) =>
    operations[method.toLowerCase()] ? [template] : [],
  );

/** The path of a template in the shop. */
function pathIn({ workspace, queue, workflow, ada, task, reservation }: Shop, template: string) {
  const last: Record<string, string> = {
    Workspaces: workspace.sid,
    TaskQueues: queue.sid,
    Workflows: workflow.sid,
    Workers: ada.sid,
    Tasks: task.sid,
    Reservations: reservation.sid,
    TaskChannels: 'voice',
    Channels: 'voice',
  };
  return template
    .replace('{WorkspaceSid}', workspace.sid)
    .replace('{TaskQueueSid}', queue.sid)
    .replace('{WorkflowSid}', workflow.sid)
    .replace('{WorkerSid}', ada.sid)
    .replace('{TaskSid}', task.sid)
    .replace(/(\w+)\/\{Sid\}$/, (_, folder: string) => `${folder}/${last[folder] ?? 'Sid'}`);
}

describe('every list and every resource of TaskRouter', () => {
  const isServed = (template: string) =>
    !/Statistics$/.test(template) || /RealTimeStatistics$/.test(template);
  const readable = templatesOf('GET');

  test.each(readable.filter(isServed))(
    'GET %s is as Twilio’s OpenAPI says, and not empty',
    async (template) => {
      const here = await shop();
      const answer = await get(here, template);
      expect(contract('GET', pathOf(here, template), answer, 'taskrouter.twilio.com')).toEqual([]);
      expect(answer.status).toBe(200);
      const { meta } = answer.body as { meta?: { key: string } };
      if (meta) expect((answer.body as Record<string, unknown[]>)[meta.key]).not.toEqual([]);
    },
  );

  test.each(readable.filter((template) => !isServed(template)))(
    'GET %s is refused: statistics over a time are not here',
    async (template) => {
      const here = await shop();
      expect(await get(here, template)).toMatchObject({ status: 501, body: { code: 20500 } });
    },
  );

  test.each(readable.filter((template) => template.includes('{Sid}')))(
    'GET %s answers 404 for what is not there',
    async (template) => {
      const here = await shop();
      const path = pathOf(here, template).replace(/[^/]+$/, `XX${'0'.repeat(32)}`);
      expect(await ask(here, 'GET', path)).toMatchObject({ status: 404, body: { code: 20404 } });
    },
  );

  function pathOf(here: Shop, template: string): string {
    const [event] = [...here.twilio.taskRouter.workspaces].flatMap((one) => one.workspace.events.list());
    return pathIn(here, template)
      .replace('Activities/Sid', `Activities/${here.activity('Available')}`)
      .replace('Events/Sid', `Events/${event?.sid}`);
  }

  const get = (here: Shop, template: string) => ask(here, 'GET', pathOf(here, template));
});

function ask(
  { twilio }: Shop,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  query = '',
): Promise<RestResponse> {
  const { account } = twilio;
  return twilio.rest({
    ...{ method, path, host: 'taskrouter.twilio.com', form: new URLSearchParams() },
    query: new URLSearchParams(query),
    authorization: { username: account.sid, password: account.authToken },
  });
}

// Every call of the client is checked against the OpenAPI.
describe('the twilio client', () => {
  test('makes, changes and deletes everything', async () => {
    const { rest, activity, queue, workflow, ada, bob, task, client, workspace } = await shop();
    const lunch = await rest.activities.create({ friendlyName: 'Lunch', available: false });
    expect(await rest.activities(lunch.sid).update({ friendlyName: 'Break' })).toMatchObject({
      friendlyName: 'Break',
    });
    expect(await rest.activities(lunch.sid).remove()).toBe(true);

    const changed = await rest.taskQueues(queue.sid).update({ maxReservedWorkers: 2, taskOrder: 'LIFO' });
    expect(changed).toMatchObject({
      maxReservedWorkers: 2,
      taskOrder: 'LIFO',
      targetWorkers: 'tier == "gold"',
    });
    const spare = await rest.taskQueues.create({
      friendlyName: 'Spare',
      reservationActivitySid: activity('Unavailable'),
      assignmentActivitySid: activity('Offline'),
    });
    expect(spare).toMatchObject({ targetWorkers: '1==1', reservationActivityName: 'Unavailable' });
    expect(await rest.taskQueues(spare.sid).remove()).toBe(true);

    const fax = await rest.taskChannels.create({ friendlyName: 'Fax', uniqueName: 'fax' });
    expect(await rest.taskChannels('fax').update({ channelOptimizedRouting: true })).toMatchObject({
      sid: fax.sid,
      channelOptimizedRouting: true,
    });
    expect(await rest.taskChannels(fax.sid).remove()).toBe(true);

    expect(
      await rest.workflows(workflow.sid).update({
        assignmentCallbackUrl: 'https://shop.example/assignment',
        taskReservationTimeout: 30,
        reEvaluateTasks: 'true',
      }),
    ).toMatchObject({ taskReservationTimeout: 30, fallbackAssignmentCallbackUrl: null });

    expect(await rest.workers(bob.sid).update({ activitySid: activity('Unavailable') })).toMatchObject({
      activityName: 'Unavailable',
      available: false,
    });
    expect(await rest.workers(ada.sid).workerChannels('voice').update({ capacity: 3 })).toMatchObject({
      configuredCapacity: 3,
      taskChannelUniqueName: 'voice',
      availableCapacityPercentage: 100,
    });
    expect(await rest.workers(bob.sid).remove()).toBe(true);

    expect(await rest.tasks(task.sid).update({ attributes: '{"kind":"chat"}', priority: 9 })).toMatchObject({
      attributes: '{"kind":"chat"}',
      priority: 9,
    });
    expect(await rest.tasks(task.sid).remove()).toBe(true);
    expect(
      await rest.update({ friendlyName: 'Store', timeoutActivitySid: activity('Unavailable') }),
    ).toMatchObject({
      friendlyName: 'Store',
      timeoutActivityName: 'Unavailable',
    });
    expect(await client.taskrouter.v1.workspaces(workspace.sid).remove()).toBe(true);
    expect(await client.taskrouter.v1.workspaces.list()).toEqual([]);
  });

  test('accepts a reservation, wraps up and completes', async () => {
    const { rest, task, reservation, ada } = await shop();
    const byWorker = rest.workers(ada.sid).reservations(reservation.sid);
    expect(await byWorker.update({ reservationStatus: 'accepted' })).toMatchObject({ workerName: 'Ada' });
    expect((await rest.tasks(task.sid).fetch()).assignmentStatus).toBe('assigned');
    await rest.tasks(task.sid).update({ assignmentStatus: 'wrapping', reason: 'notes' });
    await rest.tasks(task.sid).update({ assignmentStatus: 'completed', reason: 'done' });
    expect(await rest.tasks(task.sid).fetch()).toMatchObject({
      assignmentStatus: 'completed',
      reason: 'done',
    });
    expect((await byWorker.fetch()).reservationStatus).toBe('completed');
  });

  test('rejects a reservation with an activity', async () => {
    const { rest, task, reservation, ada, activity } = await shop();
    await rest
      .tasks(task.sid)
      .reservations(reservation.sid)
      .update({
        reservationStatus: 'rejected',
        workerActivitySid: activity('Offline'),
      });
    expect(await rest.workers(ada.sid).fetch()).toMatchObject({ activityName: 'Offline' });
  });

  test('makes a workspace by the FIFO template', async () => {
    const { client } = await shop();
    const fifo = await client.taskrouter.v1.workspaces.create({ friendlyName: 'Fifo', template: 'FIFO' });
    const rest = client.taskrouter.v1.workspaces(fifo.sid);
    expect((await rest.taskQueues.list()).map(({ friendlyName }) => friendlyName)).toEqual(['Sample Queue']);
    expect((await rest.workflows.list())[0]).toMatchObject({ friendlyName: 'Default Fifo Workflow' });
  });

  test('reads real-time statistics', async () => {
    const { rest, queue, workflow, waiting } = await shop();
    expect(await rest.realTimeStatistics().fetch()).toMatchObject({
      totalTasks: 2,
      totalWorkers: 2,
      tasksByStatus: { reserved: 1, pending: 1 },
      longestTaskWaitingSid: waiting.sid,
    });
    expect(await rest.taskQueues(queue.sid).realTimeStatistics().fetch()).toMatchObject({
      totalEligibleWorkers: 1,
      totalAvailableWorkers: 1,
      tasksByPriority: { 0: 1, 2: 1 },
      longestRelativeTaskSidInQueue: waiting.sid,
    });
    expect(await rest.workflows(workflow.sid).realTimeStatistics().fetch()).toMatchObject({ totalTasks: 2 });
    expect(await rest.workers.list({ taskQueueSid: queue.sid })).toHaveLength(1);
    expect(await rest.taskQueues.bulkRealTimeStatistics.create({ TaskQueueSids: [queue.sid] })).toMatchObject(
      {
        taskQueueResponseCount: 1,
      },
    );
  });

  // https://www.twilio.com/docs/taskrouter/api/event
  test('reads the events, newest first', async () => {
    const { rest, task } = await shop();
    const events = await rest.events.list({ taskSid: task.sid });
    expect(events.map(({ eventType }) => eventType)).toEqual([
      'reservation.created',
      'workflow.target-matched',
      'task.created',
      'task-queue.entered',
      'workflow.entered',
    ]);
    const [first] = events;
    expect(await rest.events(first?.sid ?? '').fetch()).toMatchObject({
      resourceType: 'reservation',
      eventData: { task_sid: task.sid, worker_name: 'Ada' },
    });
  });
});

describe('a list of TaskRouter', () => {
  const namesOf = (records: readonly { friendlyName: string }[]) =>
    records.map(({ friendlyName }) => friendlyName);

  test.each<[string, (rest: Shop['rest']) => Promise<readonly { friendlyName: string }[]>, string[]]>([
    ['workers by name', (rest) => rest.workers.list({ friendlyName: 'Bob' }), ['Bob']],
    ['workers by activity', (rest) => rest.workers.list({ activityName: 'Available' }), ['Ada']],
    ['workers who are available', (rest) => rest.workers.list({ available: '1' }), ['Ada']],
    ['workers of a queue', (rest) => rest.workers.list({ taskQueueName: 'Gold' }), ['Ada']],
    [
      'workers by an expression',
      (rest) => rest.workers.list({ targetWorkersExpression: 'tier IN ["silver"]' }),
      ['Bob'],
    ],
    ['queues by name', (rest) => rest.taskQueues.list({ friendlyName: 'Gold' }), ['Gold']],
    [
      'queues by the attributes of a worker',
      (rest) => rest.taskQueues.list({ evaluateWorkerAttributes: '{"tier":"silver"}' }),
      [],
    ],
    ['workflows by name', (rest) => rest.workflows.list({ friendlyName: 'None' }), []],
    ['activities that are available', (rest) => rest.activities.list({ available: 'true' }), ['Available']],
  ])('has %s', async (_, list, expected) => {
    const { rest } = await shop();
    expect(namesOf(await list(rest))).toEqual(expected);
  });

  test.each<[string, object, ('call' | 'mail')[]]>([
    ['by status', { assignmentStatus: ['reserved', 'assigned'] }, ['call']],
    ['by priority', { priority: 0 }, ['mail']],
    ['by attributes', { evaluateTaskAttributes: 'kind == "mail"' }, ['mail']],
    ['in order of priority', { ordering: 'Priority:asc,DateCreated:desc' }, ['mail', 'call']],
    ['of a workflow', { workflowName: 'Calls' }, ['call', 'mail']],
  ])('has tasks %s', async (_, query, expected) => {
    const { rest } = await shop();
    const tasks = await rest.tasks.list(query);
    expect(tasks.map(({ attributes }) => JSON.parse(attributes).kind)).toEqual(expected);
  });

  test('continues from page to page by its token', async () => {
    const { rest } = await shop();
    const names = namesOf(await rest.workers.list({ pageSize: 1 }));
    expect(names).toEqual(['Ada', 'Bob']);
  });

  // https://www.twilio.com/docs/api/errors/40153
  test('has no page without a token', async () => {
    const here = await shop();
    const path = `/v1/Workspaces/${here.workspace.sid}/Workers`;
    expect(await ask(here, 'GET', path, 'Page=1')).toMatchObject({ status: 400, body: { code: 40153 } });
    expect(await ask(here, 'GET', path, 'Page=0')).toMatchObject({ status: 200 });
  });

  // https://www.twilio.com/en-us/changelog, 2024-10-18
  test('by attributes works three times a second', async () => {
    const { rest, twilio } = await shop();
    const search = () => rest.tasks.list({ evaluateTaskAttributes: 'kind == "mail"' });
    for (let asked = 0; asked < 3; asked += 1) await search();
    await expect(search()).rejects.toMatchObject({ status: 429, code: 20429 });
    await twilio.clock.advance(1000);
    expect(await search()).toHaveLength(1);
  });
});

describe('TaskRouter refuses', () => {
  test.each<[string, (shop: Shop) => Promise<unknown>, number, number]>([
    ['a name twice', ({ rest }) => rest.workers.create({ friendlyName: 'ada' }), 400, 20001],
    [
      'an expression that cannot be read',
      ({ rest }) => rest.taskQueues.create({ friendlyName: 'Bad', targetWorkers: 'tier evel 1' }),
      400,
      20001,
    ],
    [
      'a search that cannot be read',
      ({ rest }) => rest.tasks.list({ evaluateTaskAttributes: '(((' }),
      400,
      20001,
    ],
    [
      'a workflow with an unknown queue',
      ({ rest }) => rest.workflows.create({ friendlyName: 'X', configuration: configurationFor('WQ1') }),
      400,
      20001,
    ],
    [
      'an invalid callback URL',
      ({ rest, workflow }) => rest.workflows(workflow.sid).update({ assignmentCallbackUrl: '/assignment' }),
      400,
      20001,
    ],
    ['a task without a workflow', ({ rest }) => rest.tasks.create({ attributes: '{}' }), 400, 20001],
    [
      'to complete a task that nobody has',
      ({ rest, waiting }) => rest.tasks(waiting.sid).update({ assignmentStatus: 'completed', reason: 'x' }),
      400,
      20001,
    ],
    [
      'to cancel without a reason',
      ({ rest, waiting }) => rest.tasks(waiting.sid).update({ assignmentStatus: 'canceled' }),
      400,
      20001,
    ],
    ['to delete a queue in use', ({ rest, queue }) => rest.taskQueues(queue.sid).remove(), 400, 20001],
    [
      'to delete a workflow in use',
      ({ rest, workflow }) => rest.workflows(workflow.sid).remove(),
      400,
      20001,
    ],
    [
      'to delete an activity in use',
      ({ rest, activity }) => rest.activities(activity('Available')).remove(),
      400,
      20001,
    ],
    ['to delete the channel voice', ({ rest }) => rest.taskChannels('voice').remove(), 400, 20001],
    [
      'a version that is gone',
      ({ rest, task }) => rest.tasks(task.sid).update({ ifMatch: '"0"', priority: 4 }),
      412,
      20412,
    ],
    [
      'a worker’s version that is gone',
      ({ rest, ada }) => rest.workers(ada.sid).update({ ifMatch: '"99"', friendlyName: 'Eve' }),
      412,
      20412,
    ],
    [
      'a reservation’s version that is gone',
      ({ rest, task, reservation }) =>
        rest
          .tasks(task.sid)
          .reservations(reservation.sid)
          .update({ ifMatch: '"99"', reservationStatus: 'accepted' }),
      412,
      20412,
    ],
    [
      'a conference, which is not here',
      ({ rest, task, reservation }) =>
        rest.tasks(task.sid).reservations(reservation.sid).update({ instruction: 'conference' }),
      501,
      20001,
    ],
    [
      'an unknown instruction',
      ({ rest, task, reservation }) =>
        rest.tasks(task.sid).reservations(reservation.sid).update({ instruction: 'dance' }),
      400,
      20001,
    ],
    [
      'a dequeue of a task that is not a call',
      ({ rest, task, reservation }) =>
        rest.tasks(task.sid).reservations(reservation.sid).update({ instruction: 'dequeue' }),
      400,
      40140,
    ],
    [
      'a call without a URL',
      ({ rest, task, reservation }) =>
        rest
          .tasks(task.sid)
          .reservations(reservation.sid)
          .update({ instruction: 'call', callTo: '+14155550100' }),
      400,
      40112,
    ],
    ['an order by what is not there', ({ rest }) => rest.tasks.list({ ordering: 'Sid:asc' }), 400, 20001],
  ])('%s', async (_, request, status, code) => {
    await expect(request(await shop())).rejects.toMatchObject({ status, code });
  });

  test('nothing if the version is the one that the client has', async () => {
    const here = await shop();
    const path = `/v1/Workspaces/${here.workspace.sid}/Workers/${here.ada.sid}`;
    const etag = (await ask(here, 'GET', path)).headers?.ETag ?? '';
    const update = (friendlyName: string) =>
      here.rest.workers(here.ada.sid).update({ ifMatch: etag, friendlyName });
    expect(await update('Ada Lovelace')).toMatchObject({ friendlyName: 'Ada Lovelace' });
    await expect(update('Eve')).rejects.toMatchObject({ status: 412 });
  });
});
