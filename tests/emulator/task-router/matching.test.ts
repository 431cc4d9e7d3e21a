import { availableCapacityPercentage } from '../../../emulator/task-router/worker-load';
import { updateWorkerChannel } from '../../../emulator/task-router/workers';
import type { Task } from '../../../emulator/task-router/workspace-records';
import { updateWorkspace } from '../../../emulator/task-router/workspaces';
import { answersTo } from './assumed';
import { Floor, type FloorOptions, made } from './floor';

/** One queue of everybody. */
function oneQueue(options: FloorOptions = {}, fields = {}, target = {}) {
  const floor = new Floor(options);
  const queue = floor.queue('Everyone', fields);
  const workflowSid = floor.workflow({ filters: [{ expression: '1==1', targets: [{ queue, ...target }] }] });
  return { floor, queue, workflowSid };
}

/** In which order one agent gets the tasks that wait. */
async function served(floor: Floor, tasks: Record<string, Task>): Promise<string[]> {
  const order: string[] = [];
  const agent = floor.agent('Agent');
  while (order.length < Object.keys(tasks).length) {
    await floor.settle();
    const [name, task] =
      Object.entries(tasks).find(([, { assignmentStatus }]) => assignmentStatus === 'reserved') ?? [];
    if (!name || !task) throw new Error(`Nobody is served after ${order.join()} by ${agent.sid}.`);
    order.push(name);
    floor.accept(task);
    floor.complete(task);
  }
  return order;
}

describe('which task is next', () => {
  // https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out, both tables
  const minutes = { A: 0, B: 1, C: 3, D: 3 };
  const priorities = { A: 50, B: 75, C: 20, D: 50 };

  async function tableTasks(
    floor: Floor,
    workflowSid: string,
    virtualMinutes: Partial<Record<string, number>>,
  ) {
    const start = floor.clock.now().getTime();
    const tasks: Record<string, Task> = {};
    for (const name of ['A', 'B', 'C', 'D'] as const) {
      await floor.clock.advance(start + minutes[name] * 60_000 - floor.clock.now().getTime());
      const virtual = virtualMinutes[name];
      tasks[name] = floor.task(
        workflowSid,
        {},
        {
          priority: priorities[name],
          ...(virtual !== undefined && { virtualStartTime: new Date(start + virtual * 60_000) }),
        },
      );
    }
    return tasks;
  }

  test('the highest priority, then the oldest', async () => {
    const { floor, workflowSid } = oneQueue();
    expect(await served(floor, await tableTasks(floor, workflowSid, {}))).toEqual(['B', 'A', 'D', 'C']);
  });

  test('a virtual start time counts in place of the age', async () => {
    const { floor, workflowSid } = oneQueue();
    expect(await served(floor, await tableTasks(floor, workflowSid, { B: -30, D: -60 }))).toEqual([
      'B',
      'D',
      'A',
      'C',
    ]);
  });

  test('in a LIFO queue the newest, whatever its priority', async () => {
    const { floor, workflowSid } = oneQueue({}, { taskOrder: 'LIFO' });
    expect(await served(floor, await tableTasks(floor, workflowSid, {}))).toEqual(['D', 'C', 'B', 'A']);
  });

  test.each([
    ['FIFO', ['F1', 'F2', 'L2', 'L1']],
    ['LIFO', ['L2', 'L1', 'F1', 'F2']],
  ] as const)(
    'between two kinds of queues, %s goes first if the workspace says so',
    async (prioritizeQueueOrder, expected) => {
      const floor = new Floor();
      made(updateWorkspace(floor.workspace, { prioritizeQueueOrder }));
      const workflows = { F: 'FIFO', L: 'LIFO' } as const;
      const sids = Object.fromEntries(
        Object.entries(workflows).map(([name, taskOrder]) => [
          name,
          floor.workflow({ default_filter: { queue: floor.queue(name, { taskOrder }) } }),
        ]),
      );
      const tasks: Record<string, Task> = {};
      for (const name of ['L1', 'F1', 'L2', 'F2']) {
        tasks[name] = floor.task(sids[name.charAt(0)] ?? '');
        await floor.seconds(1);
      }
      expect(await served(floor, tasks)).toEqual(expected);
    },
  );

  test.each(answersTo('priorityAcrossQueues'))(
    'priority decides between two queues: %s',
    async (answer, assumptions) => {
      const floor = new Floor({ assumptions });
      const [one, other] = ['One', 'Other'].map((name) =>
        floor.workflow({ default_filter: { queue: floor.queue(name) } }),
      );
      const old = floor.task(one ?? '');
      await floor.seconds(1);
      const urgent = floor.task(other ?? '', {}, { priority: 10 });
      expect(await served(floor, { old, urgent })).toEqual(
        answer === 'yes' ? ['urgent', 'old'] : ['old', 'urgent'],
      );
    },
  );

  test.each(answersTo('stepKeepsAge'))(
    'a task keeps its place in the next step: %s',
    async (answer, assumptions) => {
      const floor = new Floor({ assumptions });
      const queue = floor.queue('Everyone');
      const workflowSid = floor.workflow({
        filters: [{ expression: '1==1', targets: [{ queue, timeout: 10 }, { queue }] }],
      });
      const old = floor.task(workflowSid);
      await floor.seconds(5);
      const young = floor.task(workflowSid);
      await floor.seconds(7);
      expect(await served(floor, { old, young })).toEqual(
        answer === 'yes' ? ['old', 'young'] : ['young', 'old'],
      );
    },
  );

  test('a change of priority changes the place', async () => {
    const { floor, workflowSid } = oneQueue();
    const tasks = { first: floor.task(workflowSid), second: floor.task(workflowSid) };
    made(floor.routed.tasks.update(tasks.second.sid, { priority: 1 }));
    expect(await served(floor, tasks)).toEqual(['second', 'first']);
  });

  test('a task that only another agent can serve does not hold up the line', async () => {
    const { floor, workflowSid } = oneQueue({}, {}, { expression: 'worker.language == task.language' });
    const german = floor.task(workflowSid, { language: 'de' });
    const english = floor.task(workflowSid, { language: 'en' });
    floor.agent('Ada', { language: 'en' });
    await floor.settle();
    expect([german.assignmentStatus, english.assignmentStatus]).toEqual(['pending', 'reserved']);
    made(floor.routed.tasks.update(german.sid, { attributes: '{"language": "fr"}' }));
    floor.agent('Bob', { language: 'fr' });
    await floor.settle();
    expect(floor.who(german)).toEqual(['Bob']);
  });
});

describe('which agent is next', () => {
  async function firstOf(floor: Floor, workflowSid: string, attributes = {}): Promise<string | undefined> {
    const task = floor.task(workflowSid, attributes);
    await floor.settle();
    return floor.who(task)[0];
  }

  test('the one who has been without a task longest', async () => {
    const { floor, workflowSid } = oneQueue();
    const ada = floor.agent('Ada');
    await floor.seconds(1);
    floor.agent('Bob');
    await floor.seconds(1);
    floor.move(ada, 'Offline');
    floor.move(ada, 'Available');
    expect(await firstOf(floor, workflowSid)).toBe('Bob');
  });

  test('nobody with a task, while another agent has none', async () => {
    const { floor, workflowSid } = oneQueue();
    floor.agent('Ada', {}, 'Available', 2);
    await floor.seconds(10);
    floor.agent('Bob', {}, 'Available', 2);
    expect(await firstOf(floor, workflowSid)).toBe('Ada');
    expect(await firstOf(floor, workflowSid)).toBe('Bob');
    expect(await firstOf(floor, workflowSid)).toBe('Ada');
  });

  test('among equally idle ones, the one whose last reservation was longest ago', async () => {
    const { floor, workflowSid } = oneQueue();
    floor.agent('Ada');
    floor.agent('Bob');
    const task = floor.task(workflowSid);
    await floor.settle();
    made(floor.routed.tasks.update(task.sid, { assignmentStatus: 'canceled', reason: 'gone' }));
    expect(await firstOf(floor, workflowSid)).toBe('Bob');
  });

  test.each(answersTo('workerOrder'))('among equals: %s', async (answer, assumptions) => {
    const { floor, workflowSid } = oneQueue({ assumptions });
    floor.agent('Ada');
    floor.agent('Bob');
    const long = floor.task(workflowSid);
    await floor.seconds(1);
    const short = floor.task(workflowSid);
    await floor.seconds(1);
    expect([floor.who(long), floor.who(short)]).toEqual([['Ada'], ['Bob']]);
    for (const task of [short, long]) {
      floor.accept(task);
      floor.complete(task);
      await floor.seconds(1);
    }
    // Ada was reserved first and free last.
    expect(await firstOf(floor, workflowSid)).toBe(answer === 'longest-idle' ? 'Bob' : 'Ada');
  });

  test.each(answersTo('channelOptimizedRouting'))(
    'idle time needs the setting of the channel: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = oneQueue({ assumptions });
      const ada = floor.agent('Ada');
      await floor.seconds(1);
      floor.agent('Bob');
      await floor.seconds(1);
      floor.move(ada, 'Offline');
      floor.move(ada, 'Available');
      expect(await firstOf(floor, workflowSid)).toBe(answer === 'yes' ? 'Ada' : 'Bob');
    },
  );

  test.each(answersTo('missedWorkerIdleness'))(
    'an unanswered reservation restarts the idle time: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = oneQueue({ assumptions });
      floor.agent('Ada');
      await floor.seconds(1);
      floor.agent('Bob');
      const task = floor.task(workflowSid);
      await floor.seconds(1);
      made(floor.routed.updateReservation(floor.pending(task).sid, { reservationStatus: 'rejected' }));
      await floor.settle();
      expect(floor.who(task)).toEqual([answer === 'yes' ? 'Bob' : 'Ada']);
    },
  );

  // https://www.twilio.com/docs/taskrouter/order-workers, both tables
  test.each<[string, string, object, object, string]>([
    [
      'ties are broken by the next clause',
      'worker.finance ASC, worker.support ASC',
      { finance: 10, support: 8 },
      { finance: 10, support: 5 },
      'Bob',
    ],
    [
      'who lacks the attribute comes last',
      'worker.finance ASC, worker.support ASC',
      { finance: 10, support: 8 },
      { finance: 10 },
      'Ada',
    ],
    ['in either direction', 'worker.support DESC', {}, { support: 5 }, 'Bob'],
    [
      'DESC has the highest first',
      'worker.skills.sales DESC',
      { skills: { sales: 1 } },
      { skills: { sales: 2 } },
      'Bob',
    ],
    [
      'an order whose value is not an integer is ignored',
      'worker.tier DESC',
      { tier: 'x' },
      { tier: 2 },
      'Ada',
    ],
  ])('order_by: %s', async (_, order_by, ada, bob, expected) => {
    const { floor, workflowSid } = oneQueue({}, {}, { order_by });
    floor.agent('Ada', ada);
    await floor.seconds(1);
    floor.agent('Bob', bob);
    expect(await firstOf(floor, workflowSid)).toBe(expected);
  });
});

describe('the capacity of an agent', () => {
  test('allows as many tasks of a channel, including those that wait for an answer', async () => {
    const { floor, workflowSid } = oneQueue();
    floor.agent('Ada', {}, 'Available', 2);
    const tasks = [1, 2, 3].map(() => floor.task(workflowSid));
    await floor.seconds(1);
    expect(tasks.map(({ assignmentStatus }) => assignmentStatus)).toEqual([
      'reserved',
      'reserved',
      'pending',
    ]);
  });

  test('is separate for each channel', async () => {
    const { floor, workflowSid } = oneQueue();
    floor.agent('Ada');
    const tasks = ['voice', 'chat', 'voice'].map((taskChannel) =>
      floor.task(workflowSid, {}, { taskChannel }),
    );
    await floor.settle();
    expect(tasks.map(({ assignmentStatus }) => assignmentStatus)).toEqual([
      'reserved',
      'reserved',
      'pending',
    ]);
  });

  test('is zero on a channel that is switched off', async () => {
    const { floor, workflowSid } = oneQueue();
    const ada = floor.agent('Ada');
    made(updateWorkerChannel(floor.workspace, ada.sid, 'default', { available: false }));
    const task = floor.task(workflowSid);
    await floor.seconds(1);
    expect(task.assignmentStatus).toBe('pending');
    made(updateWorkerChannel(floor.workspace, ada.sid, 'default', { available: true }));
    await floor.settle();
    expect(task.assignmentStatus).toBe('reserved');
  });

  test.each([
    [4, 2, 50],
    // The page says 66 here, and its formula 33.
    [3, 2, 33],
    [1, 0, 100],
    [1, 1, 0],
    [0, 0, 0],
  ])('capacity %i with %i reservations leaves %i percent', (configuredCapacity, accepted, expected) => {
    const reserved = { pending: 0, accepted, wrapping: 0 };
    const channel = { configuredCapacity, reserved } as Parameters<typeof availableCapacityPercentage>[0];
    expect(availableCapacityPercentage(channel)).toBe(expected);
  });

  // https://www.twilio.com/docs/taskrouter/multitasking
  test('an expression can keep chats from agents on the phone', async () => {
    const { floor, workflowSid } = oneQueue(
      {},
      {},
      { expression: 'worker.channel.voice.available_capacity_percentage == 100' },
    );
    floor.agent('Ada');
    const call = floor.task(workflowSid, {}, { taskChannel: 'voice' });
    const chat = floor.task(workflowSid, {}, { taskChannel: 'chat' });
    await floor.seconds(1);
    expect([call.assignmentStatus, chat.assignmentStatus]).toEqual(['reserved', 'pending']);
    floor.accept(call);
    floor.complete(call);
    await floor.settle();
    expect(chat.assignmentStatus).toBe('reserved');
  });

  test('an expression can give a second channel to agents who are busy on the first', async () => {
    const { floor, workflowSid } = oneQueue(
      {},
      {},
      { expression: 'worker.channel.chat.available_capacity_percentage <= 50 OR task.kind == 1' },
    );
    floor.agent('Ada', {}, 'Available', 2);
    const message = floor.task(workflowSid, { kind: 2 }, { taskChannel: 'sms' });
    await floor.seconds(1);
    expect(message.assignmentStatus).toBe('pending');
    floor.task(workflowSid, { kind: 1 }, { taskChannel: 'chat' });
    await floor.settle();
    expect(message.assignmentStatus).toBe('reserved');
  });

  test('Twilio’s own names in an expression win over attributes', async () => {
    const { floor, workflowSid } = oneQueue(
      {},
      {},
      {
        expression:
          "worker.friendly_name == 'Ada' AND worker.activity_name == 'Available' AND worker.sid != 'x'",
      },
    );
    floor.agent('Bob', { friendly_name: 'Ada' });
    floor.agent('Ada', { sid: 'x' });
    const task = floor.task(workflowSid);
    await floor.settle();
    expect(floor.who(task)).toEqual(['Ada']);
  });
});
