import { Twilio } from 'twilio';
import type { EnvironmentName } from '../../../account/environment';
import { applyTaskRouter, ensureTaskRouter } from '../../../account/task-router/apply';
import { findTaskRouter } from '../../../account/task-router/found';
import { planTaskRouter } from '../../../account/task-router/plan';
import { planTaskRouterUndo } from '../../../account/task-router/undo';
import { wantedTaskRouter } from '../../../account/task-router/wanted';
import { LocalTwilio, type LocalTwilioOptions, restHttpClient } from '../../../emulator/index';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { readTaskRouterSettings, taskRouterVariableValue } from '../../../src/config/task-router';
import { rungConfig } from './rung-config';

/** An account, and the environments that are set up in it. */
class Office {
  readonly twilio: LocalTwilio;
  readonly client: Twilio;

  constructor(options: LocalTwilioOptions = {}) {
    this.twilio = new LocalTwilio(options);
    const { account, rest } = this.twilio;
    this.client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  }

  wanted(config: QueuesConfig = rungConfig, environment: EnvironmentName = 'production') {
    return wantedTaskRouter(config, environment, `call-queue-1-${environment}.twil.io`);
  }

  ensure(config?: QueuesConfig, environment?: EnvironmentName) {
    return ensureTaskRouter(this.client, this.wanted(config, environment));
  }

  async plan(config?: QueuesConfig, environment?: EnvironmentName) {
    const wanted = this.wanted(config, environment);
    return planTaskRouter(wanted, await findTaskRouter(this.client, wanted.workspace.name));
  }

  find(name = 'call-queue') {
    return findTaskRouter(this.client, name);
  }

  async workspace(name = 'call-queue') {
    const { workspace } = await this.find(name);
    if (!workspace) throw new Error(`There is no workspace ${name}.`);
    return workspace;
  }

  async rest(name = 'call-queue') {
    return this.client.taskrouter.v1.workspaces((await this.workspace(name)).sid);
  }

  async undo(name = 'call-queue') {
    const found = await this.find(name);
    const plan = planTaskRouterUndo(found);
    await applyTaskRouter(plan.changes, { wanted: this.wanted(), found, client: this.client });
    return plan;
  }

  /** A caller in line, as a task. */
  async caller(queue: string, name = 'call-queue') {
    const { workflows } = await this.workspace(name);
    const workflowSid = workflows.find((workflow) => workflow.name === queue)?.sid ?? '';
    return (await this.rest(name)).tasks.create({ workflowSid, attributes: '{}', taskChannel: 'voice' });
  }
}

test('after the first run everything is there, and the second changes nothing', async () => {
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
