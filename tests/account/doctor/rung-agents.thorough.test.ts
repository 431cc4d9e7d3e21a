import { checks } from '../../../account/doctor/checks';
import { reportInWords } from '../../../account/doctor/report';
import { activityNames } from '../../../src/config/task-router';
import type { DeployedQueue } from '../../deployment/deployed-queue';
import { examined, factsOf, foundIn, healthyAccount } from './healthy-account';
import { type RungAccount, rungAccount } from './rung-account';

/** What the doctor asks at Twilio, and which products. */
async function askedBy({ timeline }: DeployedQueue['twilio'], examine: () => Promise<unknown>) {
  const before = timeline.newest;
  await examine();
  const events = timeline.events(before);
  const asked = events.flatMap((event) => (event.kind === 'rest' ? [event] : []));
  return {
    methods: [...new Set(asked.map(({ method }) => method))],
    ofTaskRouter: asked.filter(({ path }) => path.includes('/Workspaces')).length,
  };
}

describe('npm run doctor, where agents are rung,', () => {
  let rung: RungAccount;
  beforeEach(async () => {
    rung = await rungAccount();
  });
  afterEach(() => rung.queue.twilio.serverless.close());

  const report = () => examined(rung.queue, { ...rung.own, now: rung.queue.twilio.clock.now() });

  async function workspace() {
    const { v1 } = rung.queue.client.taskrouter;
    const [found] = await v1.workspaces.list();
    return v1.workspaces(found?.sid ?? '');
  }

  async function worker(name: string) {
    const there = await workspace();
    const [found] = await there.workers.list({ friendlyName: name });
    return there.workers(found?.sid ?? '');
  }

  async function set(name: string, activity: string, attributes?: object) {
    const [found] = await (await workspace()).activities.list({ friendlyName: activity });
    await (await worker(name)).update({
      activitySid: found?.sid ?? '',
      ...(attributes && { attributes: JSON.stringify(attributes) }),
    });
  }

  it('has nothing to say while all is well', async () => {
    await set('ada', activityNames.available);
    const healthy = await report();
    expect(foundIn(healthy)).toEqual([]);
    expect(reportInWords(healthy)).toMatch(`All ${checks.length} checks of staging`);
  });

  it('only reads', async () => {
    const { methods, ofTaskRouter } = await askedBy(rung.queue.twilio, report);
    expect(methods).toEqual(['GET']);
    expect(ofTaskRouter).toBeGreaterThan(10);
  });

  it('finds everything at once that can be wrong at TaskRouter', async () => {
    const there = await workspace();
    const [available] = await there.activities.list({ friendlyName: activityNames.available });
    await there.update({ timeoutActivitySid: available?.sid ?? '', eventsFilter: '' });
    const [support] = await there.workflows.list({ friendlyName: 'support' });
    await there.workflows(support?.sid ?? '').update({
      taskReservationTimeout: 20,
      configuration: support?.configuration.replace('"timeout":45', '"timeout":46') ?? '',
    });
    await rung.queue.client
      .queues(rung.queue.twilio.queueNamed(support?.sid ?? '')?.sid ?? '')
      .update({ maxSize: 3 });
    await (await worker('eve')).remove();
    await (await worker('bob')).workerChannels('voice').update({ capacity: 3 });
    await there.workers.create({ friendlyName: 'robot', attributes: '{}' });
    await set('ada', activityNames.missed);
    await rung.queue.twilio.clock.advance(3600_000);
    const found = await report();
    expect(foundIn(found).toSorted()).toEqual(
      [
        ...['fault taskrouter-activities', 'fault taskrouter-urls', 'fault taskrouter-workflows'],
        ...['fault taskrouter-reservations', 'fault taskrouter-lines', 'fault rung-agents'],
        ...['fault one-call-at-once', 'warning other-workers', 'warning overdue-agents'],
      ].toSorted(),
    );
    expect(reportInWords(found).match(/Fix: npm run taskrouter$/gm)).toHaveLength(1);
  });

  it('reads whom TaskRouter itself counts in each task queue', async () => {
    const { taskRouter } = await factsOf(rung.queue, rung.own);
    if (taskRouter.kind !== 'known' || taskRouter.value.kind !== 'open') throw new Error('It is not read.');
    const { found, eligibleWorkers } = taskRouter.value;
    const counts = found.workspace?.taskQueues.map(({ name, sid }) => [name, eligibleWorkers.get(sid)]);
    expect(Object.fromEntries(counts ?? [])).toMatchObject({
      ...{ 'support-1': 1, 'support-2': 2, 'support-3': 3 },
      ...{ 'sales-1': 1, timers: 0 },
    });
  });

  it('says once that the account cannot use TaskRouter', async () => {
    const { twilio } = rung.queue;
    twilio.disturb({ where: 'rest', kind: 'status', status: 403, path: '/Workspaces', times: 9 });
    const closed = await report();
    expect(foundIn(closed)).toEqual(['fault taskrouter-open']);
    expect(reportInWords(closed)).toMatch(/^\d+ checks skipped: the account cannot use TaskRouter\.$/m);
  });

  it('goes on where TaskRouter does not answer', async () => {
    const { twilio } = rung.queue;
    twilio.disturb({ where: 'rest', kind: 'status', status: 503, path: '/Workspaces', times: 99 });
    const found = await report();
    expect(new Set(found.checks.map(({ state }) => state))).toEqual(new Set(['fine', 'unknown']));
    expect(reportInWords(found).match(/What is set up at TaskRouter\./g)).toHaveLength(1);
  });
});

it('npm run doctor sends TaskRouter no request if no queue rings its agents', async () => {
  const queue = await healthyAccount();
  expect(await askedBy(queue.twilio, () => examined(queue))).toEqual({ methods: ['GET'], ofTaskRouter: 0 });
  queue.twilio.serverless.close();
});
