import { wantedTaskRouter } from '../../../account/task-router/wanted';
import { queueNamed } from '../../../src/config/queue-config';
import { reservationSeconds } from '../../../src/rules/reservation-seconds';
import { rungConfig } from './rung-config';

const wanted = wantedTaskRouter(rungConfig, 'staging', 'queue.example');
const workflow = (name: string) => wanted.workflows.find((one) => one.name === name);
const steps = (queue: string, filter: string) =>
  workflow(queue)
    ?.filters.find(({ name }) => name === filter)
    ?.targets.map(({ taskQueue, priority, timeoutSeconds }) => [taskQueue, priority, timeoutSeconds]);

test('an environment but production has its name in that of its workspace', () => {
  expect(wanted.workspace.name).toBe('call-queue@staging');
  expect(wantedTaskRouter(rungConfig, 'production', 'queue.example').workspace.name).toBe('call-queue');
});

test('agents who miss a call go to Missed, where no call reaches them', () => {
  expect(wanted.workspace).toMatchObject({ defaultActivity: 'Offline', timeoutActivity: 'Missed' });
  expect(wanted.activities.filter(({ available }) => available)).toEqual([
    { name: 'Available', available: true },
  ]);
});

test('each level of a queue has a task queue, with the agents up to that level', () => {
  expect(wanted.taskQueues).toEqual([
    { name: 'support-1', targetWorkers: 'levels.q_support == 1' },
    { name: 'support-2', targetWorkers: 'levels.q_support == 1 OR levels.q_support == 2' },
    {
      name: 'support-3',
      targetWorkers: 'levels.q_support == 1 OR levels.q_support == 2 OR levels.q_support == 3',
    },
    { name: 'sales-1', targetWorkers: 'levels.q_sales == 1' },
    { name: 'timers', targetWorkers: '1==0' },
  ]);
});

describe('the workflow of a queue', () => {
  test('callers back in line come first, then premium callers, then all others', () => {
    expect(workflow('support')?.filters.map(({ name, expression }) => [name, expression])).toEqual([
      ['returned', 'returned == true'],
      ['premium', "tier == 'premium'"],
      ['ordinary', '1==1'],
    ]);
  });

  test.each([
    ['returned', 300],
    ['premium', 100],
  ])('a caller who is %s has one priority while one level after the other is rung', (filter, priority) => {
    expect(steps('support', filter)).toEqual([
      ['support-1', priority, 45],
      ['support-2', priority, 45],
      ['support-3', priority, undefined],
    ]);
  });

  test('an ordinary caller goes before premium callers after the aging time', () => {
    expect(steps('support', 'ordinary')).toEqual([
      ['support-1', 0, 45],
      ['support-2', 0, 45],
      ['support-3', 0, 210],
      ['support-3', 200, undefined],
    ]);
  });

  test('a queue without premium callers and levels has one step for each kind of caller', () => {
    expect(workflow('sales')?.filters.map(({ name }) => name)).toEqual(['returned', 'ordinary']);
    expect(steps('sales', 'ordinary')).toEqual([['sales-1', 0, undefined]]);
  });

  test('a reservation outlives the slowest willing agent', () => {
    const queue = queueNamed(rungConfig, 'support');
    if (!queue) throw new Error('There is no support.');
    const whisper = 'A call for support, waiting for 30 minutes. Press 1 to take it, or star to decline.';
    const spoken = Math.ceil((whisper.length + 'Here is your agent.'.length) / 12);
    expect(workflow('support')?.reservationSeconds).toBe(10 + 8 + 20 + 5 + spoken + 8 + 5);
    const slow = { ...queue, ringing: { ringTimeoutSeconds: 60, confirmTimeoutSeconds: 30 } };
    expect(reservationSeconds(slow, rungConfig.agentLine)).toBe(10 + 8 + 60 + 5 + spoken + 30 + 5);
  });
});

test.each([
  {
    escalateAfterSeconds: [45],
    aging: 45,
    expected: [
      ['a-1', 0, 45],
      ['a-2', 200, undefined],
    ],
  },
  {
    escalateAfterSeconds: [60],
    aging: 45,
    expected: [
      ['a-1', 0, 45],
      ['a-1', 200, 15],
      ['a-2', 200, undefined],
    ],
  },
  {
    escalateAfterSeconds: undefined,
    aging: 45,
    expected: [
      ['a-2', 0, 45],
      ['a-2', 200, undefined],
    ],
  },
])(
  'with escalation after $escalateAfterSeconds and aging after $aging seconds no priority is ever lowered',
  ({ escalateAfterSeconds, aging, expected }) => {
    const { support } = rungConfig.queues;
    const a = {
      ...support,
      ringing: escalateAfterSeconds ? { escalateAfterSeconds } : {},
      priority: { callers: ['+15550009999'], normalLaneFirstAfterSeconds: aging },
    } as const;
    const agents = [
      { id: 'one', queues: ['a'], contactUri: '+15557000001' },
      { id: 'two', queues: ['a'], contactUri: '+15557000002', levels: { a: 2 } },
    ] as const;
    const [{ filters } = { filters: [] }] = wantedTaskRouter(
      { ...rungConfig, queues: { a }, agents },
      'production',
      'queue.example',
    ).workflows;
    expect(
      filters
        .at(-1)
        ?.targets.map(({ taskQueue, priority, timeoutSeconds }) => [taskQueue, priority, timeoutSeconds]),
    ).toEqual(expected);
  },
);

test('an agent of a queue that is rung is a worker with a phone and a level for each such queue', () => {
  expect(wanted.workers).toEqual([
    {
      name: 'ada',
      attributes: { agent: 'ada', contact_uri: '+15557000001', levels: { q_support: 1, q_sales: 1 } },
    },
    { name: 'bob', attributes: { agent: 'bob', contact_uri: 'client:bob', levels: { q_support: 2 } } },
    { name: 'eve', attributes: { agent: 'eve', contact_uri: '+15557000003', levels: { q_support: 3 } } },
  ]);
});
