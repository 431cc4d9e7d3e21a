import {
  assumeOfTaskRouter,
  type TaskRouterAssumptions,
} from '../../../emulator/platform/task-router-assumptions';
import type { Names } from '../../../emulator/task-router/evaluation';
import { type Position, WorkflowPath } from '../../../emulator/task-router/workflow';
import { readWorkflowConfiguration } from '../../../emulator/task-router/workflow-configuration';
import { updateWorkflow } from '../../../emulator/task-router/workflows';
import type { Task } from '../../../emulator/task-router/workspace-records';
import { answersTo } from './assumed';
import { Floor, made } from './floor';

const read = (routing: unknown) =>
  readWorkflowConfiguration(JSON.stringify({ task_routing: routing }), () => true);

function path(routing: unknown, assumptions: TaskRouterAssumptions = assumeOfTaskRouter()) {
  return new WorkflowPath(made(read(routing)), assumptions);
}

/** A position as a short text: `Q1 until 10`. */
function shown(position: Position): string {
  if (position.kind === 'ended') return position.why;
  if (position.kind === 'default') return `default ${position.queueSid}`;
  const { endsAtAgeSeconds, target } = position;
  return endsAtAgeSeconds === undefined ? target.queueSid : `${target.queueSid} until ${endsAtAgeSeconds}`;
}

/** Where a task comes that times out of every step. */
function wayByTimeout(routing: unknown, names: Names): string[] {
  const workflow = path(routing);
  const way = [workflow.enter(names)];
  for (let last = way[0]; last?.kind === 'step' && last.endsAtAgeSeconds !== undefined; last = way.at(-1)) {
    way.push(workflow.afterTimeout(last, names));
  }
  return way.map(shown);
}

/** Where a task comes that skips every step. */
function wayBySkips(routing: unknown, names: Names, assumptions?: TaskRouterAssumptions): string[] {
  const workflow = path(routing, assumptions);
  const way = [workflow.enter(names)];
  for (let last = way[0]; last?.kind === 'step'; last = way.at(-1)) way.push(workflow.afterSkip(last, names));
  return way.map(shown);
}

/** https://www.twilio.com/docs/taskrouter/workflow-configuration, "Complex Routing Example" */
const tickets = {
  filters: [
    {
      filter_friendly_name: 'Bronze and Silver Tickets',
      expression: "type == 'ticket' AND customer_value IN ['Silver', 'Bronze']",
      targets: [{ queue: 'WQbbb' }],
    },
    {
      filter_friendly_name: 'Gold Tickets',
      expression: "type == 'ticket' AND customer_value == 'Gold'",
      targets: [{ queue: 'WQbbb', priority: '10', timeout: 300 }, { queue: 'WQccc' }],
    },
    {
      filter_friendly_name: 'Leads',
      expression: "type == 'lead'",
      targets: [{ queue: 'WQaaa', priority: 1 }],
    },
  ],
  default_filter: { queue: 'WQccc' },
};

/** https://www.twilio.com/docs/taskrouter/task-evaluation */
const threeQueues = {
  filters: [
    {
      expression: '1==1',
      targets: [
        { queue: 'Q1', timeout: 10 },
        { queue: 'Q2', timeout: 10 },
        { queue: 'Q3', timeout: 10 },
      ],
    },
  ],
};

/** https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment */
const supportAndSales = {
  filters: [
    {
      expression: 'type=="Support"',
      targets: [
        { queue: 'Support', timeout: 15, expression: 'worker.id IN task.preferred_agents' },
        { timeout: 15 },
      ],
    },
    { expression: 'type=="Sales"', targets: [{ queue: 'Sales', timeout: 15 }] },
  ],
  default_filter: { queue: 'Everyone' },
};

const twiceMatched = {
  filters: [
    { expression: 'vip == true', targets: [{ queue: 'Vip', timeout: 20 }] },
    { expression: '1==1', targets: [{ queue: 'All', timeout: 30 }] },
  ],
  default_filter: { queue: 'Rest' },
};

describe('the path of a task that times out', () => {
  test.each<[string, unknown, Names, string[]]>([
    ['a silver ticket', tickets, { type: 'ticket', customer_value: 'Silver' }, ['WQbbb']],
    ['a gold ticket', tickets, { type: 'ticket', customer_value: 'Gold' }, ['WQbbb until 300', 'WQccc']],
    ['a lead', tickets, { type: 'lead' }, ['WQaaa']],
    ['what matches nothing', tickets, {}, ['default WQccc']],
    ['the sum of the timeouts', threeQueues, {}, ['Q1 until 10', 'Q2 until 20', 'Q3 until 30', 'timeout']],
    [
      'an inherited queue',
      supportAndSales,
      { type: 'Support' },
      ['Support until 15', 'Support until 30', 'timeout'],
    ],
    // "The default_filter does not count as a subsequent filter for the purposes of a timeout."
    ['no default after a timeout', supportAndSales, { type: 'Sales' }, ['Sales until 15', 'timeout']],
    [
      'the next filter that matches',
      twiceMatched,
      { vip: true },
      ['Vip until 20', 'All until 50', 'timeout'],
    ],
    ['only filters that match', twiceMatched, {}, ['All until 30', 'timeout']],
    [
      'no default at all',
      { filters: [{ expression: 'a == 1', targets: [{ queue: 'A' }] }] },
      {},
      ['unmatched'],
    ],
    ['only a default', { default_filter: { queue: 'WQccc' } }, {}, ['default WQccc']],
  ])('%s', (_, routing, names, expected) => {
    expect(wayByTimeout(routing, names)).toEqual(expected);
  });
});

describe('the path of a task that skips', () => {
  test.each<[string, unknown, Names, string[]]>([
    // https://www.twilio.com/docs/taskrouter/worker-presence: as if the filter had not matched
    ['to the default filter', twiceMatched, { vip: true }, ['Vip until 20', 'All until 50', 'default Rest']],
    ['out of the workflow', threeQueues, {}, ['Q1 until 10', 'Q2 until 20', 'Q3 until 30', 'skipped']],
  ])('%s', (_, routing, names, expected) => {
    expect(wayBySkips(routing, names)).toEqual(expected);
  });

  test.each(answersTo('skippedStepTimeout'))(
    'the timeout of a skipped step counts: %s',
    (answer, assumptions) => {
      expect(wayBySkips(threeQueues, {}, assumptions)).toEqual(
        answer === 'yes'
          ? ['Q1 until 10', 'Q2 until 20', 'Q3 until 30', 'skipped']
          : ['Q1 until 10', 'Q2 until 10', 'Q3 until 10', 'skipped'],
      );
    },
  );
});

describe('a configuration', () => {
  test('may have numbers as strings, old names and unknown keys', () => {
    const configuration = made(
      read({
        filters: [
          {
            friendly_name: 'old',
            expression: '1==1',
            timeout: 3,
            targets: [{ task_queue_sid: 'WQ1', priority: '10', timeout: '15', color: 'red' }, {}],
          },
        ],
        default_filter: { queue: 'WQ2', timeout: 60 },
      }),
    );
    expect(configuration.filters[0]).toMatchObject({
      name: 'old',
      targets: [
        { queueSid: 'WQ1', priority: 10, timeoutSeconds: 15 },
        { queueSid: 'WQ1', priority: undefined, timeoutSeconds: undefined },
      ],
    });
  });

  const all = (target: object) => ({ filters: [{ expression: '1==1', targets: [target] }] });

  test.each<[string, unknown, string]>([
    ['no rules', {}, 'must have filters or a default_filter'],
    [
      'a filter without an expression',
      { filters: [{ targets: [{ queue: 'Q' }] }] },
      'filter 1, expression: is missing',
    ],
    [
      'a filter without targets',
      { filters: [{ expression: '1==1', targets: [] }] },
      'filter 1: must have targets',
    ],
    ['a first target without a queue', all({ priority: 1 }), 'filter 1, target 1: must have a queue'],
    ['a queue that is not there', all({ queue: 'missing' }), 'there is no TaskQueue missing'],
    [
      'a timeout of zero',
      all({ queue: 'Q', timeout: 0 }),
      'target 1, timeout: must be a positive integer, not 0',
    ],
    ['half a second', all({ queue: 'Q', timeout: 1.5 }), 'timeout: must be an integer, not 1.5'],
    [
      'a priority in words',
      all({ queue: 'Q', priority: 'high' }),
      'priority: must be an integer, not "high"',
    ],
    [
      'a bad expression',
      all({ queue: 'Q', expression: 'worker.skill-level > 3' }),
      "'worker.skill-level > 3', line 1, column 13",
    ],
    ['a bad order', all({ queue: 'Q', order_by: 'worker.tier' }), 'target 1, order_by'],
    ['a bad skip_if', all({ queue: 'Q', skip_if: 'always' }), 'target 1, skip_if'],
    [
      'two known workers',
      all({ queue: 'Q', known_worker_sid: 'task.a', known_worker_friendly_name: 'task.b' }),
      'remove one',
    ],
  ])('with %s is refused, and the refusal says where', (_, routing, message) => {
    const result = readWorkflowConfiguration(
      JSON.stringify({ task_routing: routing }),
      (sid) => sid !== 'missing',
    );
    expect(result).toMatchObject({ kind: 'refused', refusal: { status: 400, code: 20001 } });
    if (result.kind === 'refused') expect(result.refusal.message).toContain(message);
  });

  test('that is not JSON is refused', () => {
    expect(readWorkflowConfiguration("{'task_routing': {}}", () => true)).toMatchObject({
      refusal: { message: expect.stringContaining('Configuration is not JSON') },
    });
  });
});

/** Two queues that nobody serves, and one that Ada does. */
function floorOfSteps(targets: (queues: { none: string; ada: string }) => object[], options = {}) {
  const floor = new Floor(options);
  const none = floor.queue('Nobody', { targetWorkers: '1==0' });
  const ada = floor.queue('Ada’s', { targetWorkers: "name == 'Ada'" });
  const workflowSid = floor.workflow({ filters: [{ expression: '1==1', targets: targets({ none, ada }) }] });
  return { floor, none, ada, workflowSid };
}

describe('a task in a workflow', () => {
  test('moves from queue to queue, with the priorities of the steps, and is canceled at the end', async () => {
    const { floor, none, ada, workflowSid } = floorOfSteps(({ none, ada }) => [
      { queue: none, timeout: 10, priority: 5 },
      { timeout: 10 },
      { queue: ada, timeout: 10, priority: 7 },
    ]);
    const task = floor.task(workflowSid, {}, { priority: 2 });
    expect(task).toMatchObject({ taskQueueSid: none, priority: 5 });
    await floor.seconds(10);
    expect(task).toMatchObject({ taskQueueSid: none, priority: 5 });
    await floor.seconds(10);
    expect(task).toMatchObject({ taskQueueSid: ada, priority: 7 });
    await floor.seconds(9);
    expect(task.assignmentStatus).toBe('pending');
    await floor.seconds(1);
    // Seen in a real account.
    expect(task).toMatchObject({ assignmentStatus: 'canceled', reason: 'Task canceled on Workflow timeout' });
    expect(floor.story(task)).toEqual([
      'workflow.entered',
      'task-queue.entered',
      'task.created',
      'workflow.target-matched',
      'task-queue.timeout',
      'workflow.target-matched',
      'task-queue.timeout',
      'task-queue.moved',
      'task-queue.entered',
      'workflow.target-matched',
      'task-queue.timeout',
      'workflow.timeout',
      'task.canceled',
    ]);
  });

  test('that has ended is not affected by the timeout of its step', async () => {
    const { floor, workflowSid } = floorOfSteps(({ none, ada }) => [
      { queue: none, timeout: 1000 },
      { queue: ada },
    ]);
    const task = floor.task(workflowSid);
    made(floor.routed.tasks.update(task.sid, { assignmentStatus: 'canceled', reason: 'gone' }));
    await floor.seconds(1001);
    expect(floor.story(task).at(-1)).toBe('task.canceled');
  });

  test('skips a step in which nobody is available at once', async () => {
    const { floor, ada, workflowSid } = floorOfSteps(({ none, ada }) => [
      { queue: none, timeout: 60, skip_if: 'workers.available == 0' },
      { queue: ada },
    ]);
    floor.agent('Ada', { name: 'Ada' });
    const task = floor.task(workflowSid);
    await floor.settle();
    expect(task.taskQueueSid).toBe(ada);
    expect(floor.who(task)).toEqual(['Ada']);
  });

  test('does not skip a step that serves it at once, even with 1==1', async () => {
    const { floor, none, ada, workflowSid } = floorOfSteps(({ none, ada }) => [
      { queue: ada, timeout: 60, skip_if: '1==1' },
      { queue: none },
    ]);
    floor.agent('Ada', { name: 'Ada' });
    const [first, second] = [floor.task(workflowSid), floor.task(workflowSid)];
    await floor.settle();
    expect([first.taskQueueSid, second.taskQueueSid]).toEqual([ada, none]);
  });

  test('counts workers by activity, whatever their capacity', async () => {
    const floor = new Floor();
    const queue = floor.queue('Everyone');
    const missed = floor.activity('Missed').sid;
    const routing = (skip_if: string) => ({
      filters: [
        {
          expression: '1==1',
          targets: [
            { queue, skip_if },
            { queue, priority: 9 },
          ],
        },
      ],
    });
    floor.agent('Ada', {}, 'Available', 0);
    floor.agent('Bob', {}, 'Offline');
    floor.agent('Cleo', {}, 'Missed');
    const skips = async (skipIf: string) => {
      const task = floor.task(floor.workflow(routing(skipIf)));
      await floor.settle();
      return task.priority === 9;
    };
    expect(await skips('workers.available == 1 AND workers.unavailable == 2')).toBe(true);
    expect(await skips('workers.available == 0')).toBe(false);
    expect(await skips(`workers.${missed} < 2 OR workers.available > 5`)).toBe(true);
    expect(await skips(`workers.${missed} == 0`)).toBe(false);
  });

  test('is canceled after skipping out of the workflow, or goes to the default filter', async () => {
    const { floor, workflowSid, none } = floorOfSteps(({ none }) => [{ queue: none, skip_if: '1==1' }]);
    const task = floor.task(workflowSid);
    await floor.settle();
    expect(task.assignmentStatus).toBe('canceled');
    expect(floor.story(task).slice(-2)).toEqual(['workflow.skipped', 'task.canceled']);
    const withDefault = floor.workflow({
      filters: [{ expression: '1==1', targets: [{ queue: none, skip_if: '1==1' }] }],
      default_filter: { queue: floor.queue('Rest') },
    });
    const other = floor.task(withDefault);
    await floor.seconds(3600);
    expect(other).toMatchObject({ assignmentStatus: 'pending', position: { kind: 'default' } });
  });

  test('is refused if it matches nothing and there is no default filter', () => {
    const floor = new Floor();
    const queue = floor.queue('Everyone');
    const workflowSid = floor.workflow({ filters: [{ expression: 'a == 1', targets: [{ queue }] }] });
    expect(floor.routed.tasks.create({ workflowSid, attributes: '{}' })).toMatchObject({
      refusal: { status: 400, message: expect.stringContaining('Could not match the task') },
    });
  });

  test('keeps the rules with which it entered, unless it is reevaluated', async () => {
    const { floor, none, ada, workflowSid } = floorOfSteps(({ none }) => [{ queue: none }]);
    const task = floor.task(workflowSid);
    await floor.seconds(15);
    const configuration = JSON.stringify({
      task_routing: {
        filters: [
          {
            expression: '1==1',
            targets: [
              { queue: none, timeout: 10, priority: 3 },
              { queue: ada, timeout: 10 },
            ],
          },
        ],
      },
    });
    made(updateWorkflow(floor.workspace, workflowSid, { configuration }));
    await floor.seconds(1);
    expect(task.taskQueueSid).toBe(none);
    made(updateWorkflow(floor.workspace, workflowSid, { configuration, reEvaluateTasks: true }));
    // Its age has passed the first step, whose priority stays.
    expect(task).toMatchObject({ taskQueueSid: ada, priority: 3 });
    await floor.seconds(4);
    expect(task.assignmentStatus).toBe('canceled');
  });

  test('waits a whole step for a known worker, by SID or name', async () => {
    const floor = new Floor();
    const queue = floor.queue('Everyone');
    floor.agent('Ada');
    const bob = floor.agent('Bob', {}, 'Offline');
    const routing = (known: object) => ({
      filters: [{ expression: '1==1', targets: [{ queue, timeout: 30, ...known }, { queue }] }],
    });
    const bySid = floor.task(floor.workflow(routing({ known_worker_sid: 'task.agent' })), { agent: bob.sid });
    await floor.seconds(20);
    expect(bySid.assignmentStatus).toBe('pending');
    floor.move(bob, 'Available');
    await floor.settle();
    expect(floor.who(bySid)).toEqual(['Bob']);
    const byName = floor.workflow(routing({ known_worker_friendly_name: 'task.agent' }));
    const other = floor.task(byName, { agent: 'Ada' });
    await floor.settle();
    expect(floor.who(other)).toEqual(['Ada']);
  });

  // https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
  test.each([
    ['an unknown agent', { agent: 'Nobody' }, [40154]],
    ['no such attribute', {}, [40154]],
    ['null', { agent: null }, []],
    ['an agent of another queue', { agent: 'Bob' }, [40152]],
    ['an agent of the queue', { agent: 'Ada' }, []],
  ])('a known worker that is %s', async (_, attributes, codes) => {
    const { floor, workflowSid } = floorOfSteps(({ ada }) => [
      { queue: ada, timeout: 10, known_worker_friendly_name: 'task.agent' },
      { queue: ada },
    ]);
    floor.agent('Ada', { name: 'Ada' }, 'Offline');
    floor.agent('Bob');
    floor.task(workflowSid, attributes);
    expect(floor.alerts.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a reservation and the steps', () => {
  /** Ada is reserved for 5 seconds, in a step of this many seconds. */
  async function reservedFor(stepSeconds: number, assumptions: TaskRouterAssumptions) {
    const floor = new Floor({ assumptions });
    const queue = floor.queue('Everyone');
    const nobody = floor.queue('Nobody', { targetWorkers: '1==0' });
    const workflowSid = floor.workflow(
      { filters: [{ expression: '1==1', targets: [{ queue, timeout: stepSeconds }, { queue: nobody }] }] },
      { taskReservationTimeout: 5 },
    );
    floor.agent('Ada');
    const task = floor.task(workflowSid);
    const isIn = (sid: string) => task.taskQueueSid === sid;
    return { floor, task, isInFirst: () => isIn(queue), isInSecond: () => isIn(nobody) };
  }

  test.each(answersTo('failedReservation'))(
    'a reservation that fails in its step: the task %s',
    async (answer, assumptions) => {
      const { floor, isInFirst } = await reservedFor(60, assumptions);
      await floor.seconds(6);
      expect(isInFirst()).toBe(answer === 'stays');
    },
  );

  test.each(answersTo('timeoutWhileReserved'))(
    'the step ends during a reservation: %s',
    async (answer, assumptions) => {
      const { floor, task, isInFirst, isInSecond } = await reservedFor(3, assumptions);
      await floor.seconds(4);
      expect(isInFirst()).toBe(answer === 'after-the-reservation');
      expect(task.assignmentStatus).toBe(answer === 'after-the-reservation' ? 'reserved' : 'pending');
      await floor.seconds(2);
      expect(isInSecond()).toBe(true);
    },
  );

  test.each(answersTo('skipIfAgain'))(
    'skip_if is evaluated again after a reservation: %s',
    async (answer, assumptions) => {
      const floor = new Floor({ assumptions });
      const queue = floor.queue('Everyone');
      const workflowSid = floor.workflow(
        {
          filters: [
            {
              expression: '1==1',
              targets: [
                { queue, skip_if: 'workers.available == 0' },
                { queue, priority: 9 },
              ],
            },
          ],
        },
        { taskReservationTimeout: 5 },
      );
      floor.agent('Ada');
      const task = floor.task(workflowSid);
      await floor.seconds(6);
      expect(task.priority).toBe(answer === 'yes' ? 9 : 0);
    },
  );

  test.each(answersTo('virtualAge'))(
    'the timeouts of a task with a start in the past count from its %s',
    async (answer, assumptions) => {
      const { floor, ada, workflowSid } = floorOfSteps(
        ({ none, ada }) => [{ queue: none, timeout: 60 }, { queue: ada }],
        { assumptions },
      );
      const start = new Date(floor.clock.now().getTime() - 50_000);
      const task: Task = floor.task(workflowSid, {}, { virtualStartTime: start });
      await floor.seconds(10);
      expect(task.taskQueueSid === ada).toBe(answer === 'virtual-start');
      await floor.seconds(50);
      expect(task.taskQueueSid).toBe(ada);
    },
  );
});
