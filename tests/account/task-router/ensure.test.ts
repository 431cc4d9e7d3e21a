import { applyTaskRouter } from '../../../account/task-router/apply';
import { changeInWords } from '../../../account/task-router/changes-in-words';
import { wantedTaskRouter } from '../../../account/task-router/wanted';
import { readTaskRouterSettings, taskRouterVariableValue } from '../../../src/config/task-router';
import { Office } from './office';
import { rungConfig, withAgents, without } from './rung-config';

test('the first run creates everything, and the second changes nothing', async () => {
  const office = new Office();
  await office.ensure();
  expect(await office.plan()).toEqual({ changes: [], faults: [], warnings: [] });
  const workspace = await office.workspace();
  expect(workspace.activities.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Available', 'Missed', 'Wrap-Up', 'On Break', 'Offline']),
  );
  const nameOf = (sid: string) => workspace.activities.find((activity) => activity.sid === sid)?.name;
  expect(nameOf(workspace.timeoutActivitySid)).toBe('Missed');
  expect(workspace.workers.map(({ name, isAvailable }) => [name, isAvailable])).toEqual([
    ['ada', false],
    ['bob', false],
    ['eve', false],
  ]);
});

test('the line of each workflow has room for as many callers as the queue', async () => {
  const office = new Office();
  const { workflowSids } = await office.ensure();
  const { queues } = await office.find();
  const room = (queue: string) => queues.find(({ name }) => name === workflowSids.get(queue))?.maxSize;
  expect([room('support'), room('sales')]).toEqual([50, 20]);
});

test('what the functions must know fits their variable, and they read it back', async () => {
  const settings = await new Office().ensure();
  expect(readTaskRouterSettings({ TASKROUTER: taskRouterVariableValue(settings) })).toEqual(settings);
});

test.each(['false', 'true'] as const)(
  'an agent of another queue is in no task queue, if ordering a missing level is %s',
  async (nullOrder) => {
    const office = new Office({ assumptions: { nullOrder } });
    await office.ensure();
    const rest = await office.rest();
    const members = async (taskQueueName: string) =>
      (await rest.workers.list({ taskQueueName })).map(({ friendlyName }) => friendlyName).sort();
    expect(await members('support-1')).toEqual(['ada']);
    expect(await members('support-2')).toEqual(['ada', 'bob']);
    expect(await members('support-3')).toEqual(['ada', 'bob', 'eve']);
    expect(await members('sales-1')).toEqual(['ada']);
    expect(await members('timers')).toEqual([]);
  },
);

test('a run that was interrupted goes on where it stopped, wherever that was', async () => {
  const { length } = (await new Office().plan()).changes;
  for (let made = 0; made < length; made += 1) {
    const office = new Office();
    const { changes } = await office.plan();
    const found = await office.find();
    await applyTaskRouter(changes.slice(0, made), { wanted: office.wanted(), found, client: office.client });
    await office.ensure();
    expect((await office.plan()).changes).toEqual([]);
    expect((await office.workspace()).workers).toHaveLength(3);
  }
});

/** The changes that a config needs, in words. */
const planned = async (office: Office, config = rungConfig as Parameters<Office['plan']>[0]) => {
  const { changes, faults, warnings } = await office.plan(config);
  return { changes: changes.map(changeInWords), faults, warnings };
};

describe('when the config changes', () => {
  test('a new domain changes the URLs and nothing else', async () => {
    const office = new Office();
    await office.ensure();
    const moved = wantedTaskRouter(rungConfig, 'production', 'call-queue-2.twil.io');
    const found = await office.find();
    const { changes } = await office.planFor(moved);
    expect(changes.map(changeInWords)).toEqual([
      'set the events and activities of the workspace call-queue',
      'change the workflow support',
      'change the workflow sales',
      'change the workflow timers',
    ]);
    await applyTaskRouter(changes, { wanted: moved, found, client: office.client });
    expect((await office.planFor(moved)).changes).toEqual([]);
  });

  test('an agent with another phone keeps what the functions know of them', async () => {
    const office = new Office();
    await office.ensure();
    const rest = await office.rest();
    const [ada] = await rest.workers.list({ friendlyName: 'ada' });
    if (!ada) throw new Error('There is no Ada.');
    const attributes = JSON.stringify({ ...JSON.parse(ada.attributes), misses: 2 });
    await rest.workers(ada.sid).update({ attributes });
    expect((await office.plan()).changes).toEqual([]);
    const agents = rungConfig.agents.map((agent) =>
      agent.id === 'ada' ? { ...agent, contactUri: '+15557000009' as const } : agent,
    );
    const config = { ...rungConfig, agents };
    expect((await planned(office, config)).changes).toEqual([
      'change the phone or the queues of the worker ada',
    ]);
    await office.ensure(config);
    expect((await office.workspace()).workers[0]?.attributes).toEqual({
      ...{ agent: 'ada', contact_uri: '+15557000009', misses: 2 },
      levels: { q_support: 1, q_sales: 1 },
    });
  });

  test('the task queue of a level that no agent has any longer is deleted, and so are the steps to it', async () => {
    const office = new Office();
    await office.ensure();
    const { support } = rungConfig.queues;
    const config = {
      ...withAgents('ada', 'bob', 'dan'),
      queues: { ...rungConfig.queues, support: { ...support, ringing: { escalateAfterSeconds: [45] } } },
    };
    expect((await planned(office, config)).changes).toEqual([
      'change the workflow support',
      'delete the worker eve',
      'delete the task queue support-3',
    ]);
    await office.ensure(config);
    expect(await planned(office, config)).toEqual({ changes: [], faults: [], warnings: [] });
  });

  test('a queue that is no longer rung leaves nothing behind', async () => {
    const office = new Office();
    await office.ensure();
    const config = without('sales');
    expect((await planned(office, config)).changes).toEqual([
      'change the phone or the queues of the worker ada',
      'delete the line of sales',
      'delete the workflow sales',
      'delete the task queue sales-1',
    ]);
    await office.ensure(config);
    expect((await office.find()).queues).toHaveLength(1);
    expect(await planned(office, config)).toEqual({ changes: [], faults: [], warnings: [] });
  });

  test('a workflow with callers stays until they have been served, and it says so', async () => {
    const office = new Office();
    await office.ensure();
    const caller = await office.caller('sales');
    const config = without('sales');
    expect(await planned(office, config)).toEqual({
      changes: ['change the phone or the queues of the worker ada'],
      faults: [],
      warnings: [
        'sales: no longer rung, but callers are still in line, and Twilio does not delete a workflow with callers. Run this again when they have been served.',
      ],
    });
    await office.ensure(config);
    const rest = await office.rest();
    await rest.tasks(caller.sid).update({ assignmentStatus: 'canceled', reason: 'hung up' });
    expect(await planned(office, config)).toEqual({
      changes: ['delete the line of sales', 'delete the workflow sales'],
      faults: [],
      warnings: [
        'sales-1: no longer needed, but it has a caller or had one a few minutes ago. Run this again later.',
      ],
    });
    await office.ensure(config);
    // Twilio forgets a task five minutes after its end.
    await office.twilio.clock.advance(301_000);
    await office.ensure(config);
    expect(await planned(office, config)).toEqual({ changes: [], faults: [], warnings: [] });
    expect((await office.workspace()).workflows.map(({ name }) => name)).toEqual(['support', 'timers']);
  });
});

describe('an agent who is no longer in the config', () => {
  const config = withAgents('ada', 'bob', 'dan');
  const withoutEve = {
    ...config,
    queues: {
      ...config.queues,
      support: { ...rungConfig.queues.support, ringing: { escalateAfterSeconds: [45] } },
    },
  };

  test.each(['refused', 'deleted'] as const)(
    'is deleted while available, even if Twilio would have that %s',
    async (deleteAvailableWorker) => {
      const office = new Office({ assumptions: { deleteAvailableWorker } });
      await office.ensure();
      await office.makeAvailable('eve');
      await office.ensure(withoutEve);
      expect((await office.workspace()).workers.map(({ name }) => name)).toEqual(['ada', 'bob']);
    },
  );

  test('keeps the caller on the line, is given no other, and is deleted afterward', async () => {
    const office = new Office();
    await office.ensure();
    await office.makeAvailable('eve');
    const caller = await office.caller('support');
    await office.twilio.clock.advance(95_000);
    expect(await office.accept(caller.sid)).toBe('eve');

    const { changes, warnings } = await planned(office, withoutEve);
    expect(changes).toContain('connect no further callers to the worker eve');
    expect(warnings).toContain(
      'eve: no longer in the config, but with a caller right now. No further caller is connected. To delete the worker, run this again afterward.',
    );
    await office.ensure(withoutEve);
    const eve = (await office.workspace()).workers.find(({ name }) => name === 'eve');
    expect(eve?.attributes.levels).toEqual({});
    expect((await planned(office, withoutEve)).changes).toEqual([]);

    const rest = await office.rest();
    await rest.tasks(caller.sid).update({ assignmentStatus: 'completed', reason: 'over' });
    await office.twilio.clock.advance(301_000);
    await office.ensure(withoutEve);
    expect((await office.workspace()).workers.map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect(await planned(office, withoutEve)).toEqual({ changes: [], faults: [], warnings: [] });
  });
});

describe('what this command did not create', () => {
  test('stays when the config needs less, and is not touched', async () => {
    const office = new Office();
    await office.ensure();
    const rest = await office.rest();
    const queue = await rest.taskQueues.create({ friendlyName: 'sales-2', targetWorkers: '1==1' });
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
    await rest.workflows.create({ friendlyName: 'Chats', configuration });
    await rest.workers.create({ friendlyName: 'Gus' });
    await rest.activities.create({ friendlyName: 'Lunch' });
    expect(await planned(office)).toEqual({ changes: [], faults: [], warnings: [] });
    await office.ensure(without('sales'));
    const { workflows, taskQueues, workers, activities } = await office.workspace();
    const names = [workflows, taskQueues, workers, activities].flat().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Chats', 'sales-2', 'Gus', 'Lunch']));
  });

  test('keeps an undo from deleting the workspace', async () => {
    const office = new Office();
    await office.ensure();
    await (await office.rest()).workers.create({ friendlyName: 'Gus' });
    expect((await office.undo()).faults).toEqual([
      'The workspace call-queue contains what this command did not create: the worker Gus. First delete that in the Console, at TaskRouter, Workspaces.',
    ]);
    expect((await office.workspace()).workers).toHaveLength(4);
  });

  test('may have our name: then nothing is changed', async () => {
    const office = new Office();
    const { sid } = await office.client.taskrouter.v1.workspaces.create({ friendlyName: 'call-queue' });
    const { changes, faults } = await office.plan();
    expect(changes).toEqual([]);
    expect(faults).toEqual([
      `The account has a TaskRouter workspace named call-queue (${sid}) that this command did not create. Rename it in the Console, at TaskRouter, Workspaces.`,
    ]);
    expect((await office.undo()).faults).toHaveLength(1);
  });

  test('but has a name of ours in our workspace, is brought back to what the config says', async () => {
    const office = new Office();
    await office.ensure();
    const rest = await office.rest();
    const [queue] = await rest.taskQueues.list({ friendlyName: 'sales-1' });
    await rest.taskQueues(queue?.sid ?? '').update({ targetWorkers: '1==1' });
    expect((await planned(office)).changes).toEqual(['change which agents are in the task queue sales-1']);
    await office.ensure();
    expect((await planned(office)).changes).toEqual([]);
  });
});

describe('an undo', () => {
  test('leaves the account as it was before', async () => {
    const office = new Office();
    await office.ensure();
    await office.undo();
    expect(await office.find()).toEqual({ workspace: undefined, queues: [] });
    expect((await office.undo()).changes).toEqual([]);
  });

  test.each([
    [1, 'One caller is in line or with an agent of the workspace call-queue. Run this again later.'],
    [2, '2 callers are in line or with an agent of the workspace call-queue. Run this again later.'],
  ])('waits for %d callers', async (count, fault) => {
    const office = new Office();
    await office.ensure();
    for (let caller = 0; caller < count; caller += 1) await office.caller('support');
    expect((await office.undo()).faults).toEqual([fault]);
    expect(await office.workspace()).toBeDefined();
  });

  test('does not wait for the end of a wrap-up', async () => {
    const office = new Office();
    await office.ensure();
    await office.caller('timers');
    expect((await office.undo()).faults).toEqual([]);
  });
});

test('two environments of one account never touch each other', async () => {
  const office = new Office();
  const production = await office.ensure(rungConfig, 'production');
  const before = JSON.stringify(await office.workspace());
  const sizes = (await office.find()).queues.filter(({ name }) =>
    [...production.workflowSids.values()].includes(name),
  );

  const staging = await office.ensure(rungConfig, 'staging');
  expect(staging.workspaceSid).not.toBe(production.workspaceSid);
  await office.caller('sales', 'call-queue@staging');
  const lessOnStaging = without('support');
  expect((await office.plan(lessOnStaging, 'staging')).changes).not.toEqual([]);
  await office.ensure(lessOnStaging, 'staging');
  await office.ensure({ ...rungConfig, agents: rungConfig.agents.slice(0, 1) }, 'staging');

  expect(JSON.stringify(await office.workspace())).toBe(before);
  expect((await office.plan()).changes).toEqual([]);
  expect((await office.find()).queues).toEqual(expect.arrayContaining(sizes));

  const [caller] = (await office.workspace('call-queue@staging')).tasks;
  await (await office.rest('call-queue@staging')).tasks(caller?.sid ?? '').remove();
  expect((await office.undo('call-queue@staging')).faults).toEqual([]);
  expect(JSON.stringify(await office.workspace())).toBe(before);
  expect((await office.find()).queues).toEqual(sizes);
});
