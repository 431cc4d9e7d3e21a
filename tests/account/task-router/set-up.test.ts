import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WireHistory } from '../../../account/numbers/history';
import { wire } from '../../../account/numbers/wiring';
import { isTaskRouterDue, taskRouterFaults } from '../../../account/task-router/due';
import { findTaskRouter } from '../../../account/task-router/found';
import { setUpTaskRouter, type TaskRouterSite, undoTaskRouter } from '../../../account/task-router/set-up';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { readTaskRouterSettings } from '../../../src/config/task-router';
import { type DeployedQueue, deployedQueue, supportNumber } from '../../deployment/deployed-queue';
import { rungConfig, withAgents, without } from './rung-config';

let queue: DeployedQueue;
let folder: string;
let messages: string[];
let printed: string[];
let answer: boolean;
let site: TaskRouterSite;

beforeEach(async () => {
  queue = await deployedQueue();
  folder = mkdtempSync(join(tmpdir(), 'taskrouter-'));
  messages = [];
  printed = [];
  answer = true;
  site = {
    ...{ account: queue.account, config: rungConfig, environment: 'staging' },
    variablesFile: join(folder, '.env'),
    print: (text) => printed.push(...text.split('\n')),
    printMessage: (text) => messages.push(...text.split('\n')),
    stopSignal: () => new AbortController().signal,
    agree: async () => answer,
  };
});
afterEach(() => {
  queue.twilio.serverless.close();
  rmSync(folder, { recursive: true });
});

const file = () => readFileSync(site.variablesFile, 'utf8');

async function inCloud(): Promise<Record<string, string>> {
  const variables = await queue.project.environment.variables.list();
  return Object.fromEntries(variables.map(({ key, value }) => [key, value]));
}

const workspace = async () => (await findTaskRouter(queue.client, 'call-queue@staging')).workspace;

async function again(config: QueuesConfig = rungConfig): Promise<void> {
  messages.length = 0;
  printed.length = 0;
  await setUpTaskRouter({ ...site, config });
}

describe('npm run taskrouter', () => {
  it('shows what it will do, does it, and has the functions and the file know the SIDs', async () => {
    writeFileSync(site.variablesFile, '# Ours.\nAGENT_PIN=7305184926\n', { mode: 0o600 });
    await setUpTaskRouter(site);
    expect(printed.slice(0, 3)).toEqual([
      'Create the workspace call-queue@staging',
      'Create the activity Available',
      'Create the activity On a Call',
    ]);
    expect(printed.slice(-2)).toEqual(['Write TASKROUTER to .env', 'Set the variable TASKROUTER of staging']);
    const { TASKROUTER, AGENT_PIN } = await inCloud();
    expect(AGENT_PIN).toBe('7305184926');
    expect(file()).toBe(`# Ours.\nAGENT_PIN=7305184926\nTASKROUTER=${TASKROUTER}\n`);
    expect(statSync(site.variablesFile).mode & 0o777).toBe(0o600);
    expect(readTaskRouterSettings({ TASKROUTER })?.workspaceSid).toBe((await workspace())?.sid);
    expect(messages.at(-1)).toBe(
      'Agents of support and sales are rung once they have signed in. Next, point your numbers at it if you have not yet: npm run wire',
    );
  });

  it('changes nothing the second time', async () => {
    await setUpTaskRouter(site);
    const [before, fileBefore] = [await workspace(), file()];
    await again();
    expect(printed).toEqual([]);
    expect(messages.at(-1)).toBe('Nothing needs to change.');
    expect([await workspace(), file()]).toEqual([before, fileBefore]);
  });

  it('changes nothing if somebody says no', async () => {
    answer = false;
    await expect(setUpTaskRouter(site)).rejects.toThrow('Nothing was changed.');
    expect(await workspace()).toBeUndefined();
    expect(await inCloud()).toEqual({ AGENT_PIN: '7305184926' });
  });

  it('changes only what another config needs', async () => {
    await setUpTaskRouter(site);
    const { support } = rungConfig.queues;
    const ringing = { escalateAfterSeconds: [45] };
    const config = {
      ...withAgents('ada', 'bob', 'dan'),
      queues: { ...rungConfig.queues, support: { ...support, ringing } },
    };
    await again(config);
    expect(printed).toEqual([
      'Change the workflow support',
      'Delete the worker eve',
      'Delete the task queue support-3',
    ]);
  });

  it('puts back a variable that got lost, in the file or in the cloud', async () => {
    await setUpTaskRouter(site);
    const whole = file();
    writeFileSync(site.variablesFile, 'AGENT_PIN=7305184926');
    await again();
    expect(printed).toEqual(['Write TASKROUTER to .env']);
    expect(file()).toBe(`AGENT_PIN=7305184926\n${whole}`);
    const [variable] = (await queue.project.environment.variables.list()).filter(
      ({ key }) => key === 'TASKROUTER',
    );
    await queue.project.environment.variables(variable?.sid ?? '').update({ value: 'something else' });
    await again();
    expect(printed).toEqual(['Set the variable TASKROUTER of staging']);
  });

  it('goes on where it was stopped', async () => {
    let steps = 0;
    const stop = new AbortController();
    const stopped: TaskRouterSite = {
      ...site,
      stopSignal: () => stop.signal,
      printMessage: () => {
        steps += 1;
        if (steps === 8) stop.abort(new Error('Stopped.'));
      },
    };
    await expect(setUpTaskRouter(stopped)).rejects.toThrow(
      'Done before that: 7 changes. Run it again to continue from there.',
    );
    await again();
    expect(printed).not.toContain('Create the workspace call-queue@staging');
    await again();
    expect(messages.at(-1)).toBe('Nothing needs to change.');
  });

  it('needs a deployment, and says how to get one', async () => {
    await expect(setUpTaskRouter({ ...site, environment: 'production' })).rejects.toThrow(
      'Nothing is deployed to production yet. Run npm run deploy -- --production first.',
    );
  });

  it('needs a queue that rings its agents', async () => {
    const { billing } = rungConfig.queues;
    const config = { ...withAgents('dan'), queues: { billing } };
    await expect(setUpTaskRouter({ ...site, config })).rejects.toThrow(
      'No queue in queues.config.ts has ringing, so no agent is rung. docs/config.md shows how to set it.',
    );
  });

  it('sets the variable when a queue is no longer rung', async () => {
    await setUpTaskRouter(site);
    await again(without('sales'));
    expect(printed).toContain('Set the variable TASKROUTER of staging');
    expect([...(readTaskRouterSettings(await inCloud())?.workflowSids.keys() ?? [])]).toEqual(['support']);
  });
});

describe('the other commands', () => {
  const isDue = (config: QueuesConfig) => isTaskRouterDue(queue.client, config, 'staging', queue.deployment);
  const faults = (config: QueuesConfig) =>
    taskRouterFaults(queue.client, config, 'staging', queue.deployment);

  it('say that it comes next, until it was run, and again when the config has changed', async () => {
    expect(await isDue(rungConfig)).toBe(true);
    expect(await faults(rungConfig)).toEqual([
      'No agent is rung for support and sales yet: TaskRouter is not set up for staging. Run npm run taskrouter first.',
    ]);
    await setUpTaskRouter({ ...site, config: without('sales') });
    expect(await isDue(without('sales'))).toBe(false);
    expect(await faults(without('sales'))).toEqual([]);
    expect(await isDue(rungConfig)).toBe(true);
    expect(await faults(rungConfig)).toEqual([
      'No agent is rung for sales yet: TaskRouter is not set up for staging. Run npm run taskrouter first.',
    ]);
  });

  it('say nothing of it where agents only dial in', async () => {
    const { billing } = rungConfig.queues;
    const config = { ...withAgents('dan'), queues: { billing } };
    expect(await isDue(config)).toBe(false);
    expect(await faults(config)).toEqual([]);
  });

  it('wire no number to a queue whose agents cannot be rung', async () => {
    const wireSite = {
      ...site,
      history: new WireHistory(join(folder, 'undo.json')),
      now: () => queue.twilio.clock.now(),
    };
    await expect(wire([`${supportNumber}=support`], wireSite)).rejects.toThrow(
      'Run npm run taskrouter first.\nNothing was changed.',
    );
    await setUpTaskRouter(site);
    await wire([`${supportNumber}=support`], wireSite);
    expect(queue.twilio.numbers.find(supportNumber)?.setup.voiceUrl).toContain('/caller?queue=support');
  });
});

describe('npm run taskrouter -- --undo', () => {
  it('leaves the account and the file as they were', async () => {
    writeFileSync(site.variablesFile, 'AGENT_PIN=7305184926\n# The end.\n');
    const queuesBefore = await queue.client.queues.list();
    await setUpTaskRouter(site);
    printed.length = 0;
    await undoTaskRouter(site);
    expect(printed).toEqual([
      'Remove the variable TASKROUTER from staging',
      'Remove TASKROUTER from .env',
      'Delete the line of support',
      'Delete the line of sales',
      'Delete the workspace call-queue@staging with everything in it',
    ]);
    expect(await workspace()).toBeUndefined();
    expect(await queue.client.queues.list()).toEqual(queuesBefore);
    expect(await inCloud()).toEqual({ AGENT_PIN: '7305184926' });
    expect(file()).toBe('AGENT_PIN=7305184926\n# The end.\n');
  });

  it('changes nothing where there is nothing', async () => {
    await undoTaskRouter(site);
    expect(messages.at(-1)).toBe('Nothing needs to change.');
  });

  it('changes nothing while callers are waiting', async () => {
    await setUpTaskRouter(site);
    const { sid = '', workflows = [] } = (await workspace()) ?? {};
    await queue.client.taskrouter.v1.workspaces(sid).tasks.create({ workflowSid: workflows[0]?.sid ?? '' });
    const before = await inCloud();
    await expect(undoTaskRouter(site)).rejects.toThrow(/^One caller is in line .*\nNothing was changed\.$/);
    expect(await inCloud()).toEqual(before);
  });
});
