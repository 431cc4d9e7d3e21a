import { Floor } from './floor';

const minute = 60;
const assignmentUrl = 'https://shop.test/assignment';

/**
 * A day of calls that come evenly, each taken at once and completed after a while, by agents of five groups.
 * Returns how tasks ended, how many there were after each tenth of the day, and how long a processor was busy with all of it.
 */
async function simulateDay({
  agents,
  tasks,
  workSeconds,
}: {
  agents: number;
  tasks: number;
  workSeconds: number;
}) {
  const floor = new Floor();
  const groups = ['a', 'b', 'c', 'd', 'e'];
  const queues = groups.map((group) => floor.queue(group, { targetWorkers: `group == '${group}'` }));
  const everyone = floor.queue('Everyone');
  const workflowSid = floor.workflow(
    {
      filters: groups.map((group, index) => ({
        expression: `group == '${group}'`,
        targets: [
          { queue: queues[index], timeout: 20, expression: 'worker.level >= task.level' },
          { queue: everyone, timeout: 3 * 60 * minute, priority: 5 },
        ],
      })),
    },
    { assignmentCallbackUrl: assignmentUrl },
  );
  floor.application.on(assignmentUrl, { instruction: 'accept' });
  for (let index = 0; index < agents; index += 1) {
    floor.agent(`Agent ${index}`, { group: groups[index % groups.length], level: index % 3 });
  }
  const ended = { completed: 0, canceled: 0 };
  floor.workspace.taskEnded.listen(({ task }) => {
    ended[task.assignmentStatus === 'completed' ? 'completed' : 'canceled'] += 1;
  });
  floor.workspace.taskAssigned.listen((task) => {
    floor.clock.after(workSeconds * 1000, () => floor.complete(task));
  });
  const secondsBetween = (24 * 60 * minute) / tasks;
  const tasksThere: number[] = [];
  const start = process.cpuUsage();
  for (let tenth = 0; tenth < 10; tenth += 1) {
    for (let count = 0; count < tasks / 10; count += 1) {
      floor.task(workflowSid, { group: groups[count % groups.length], level: count % 3 });
      await floor.seconds(secondsBetween);
    }
    tasksThere.push(floor.workspace.tasks.size);
    floor.events.length = 0;
    floor.application.received.length = 0;
  }
  await floor.seconds(4 * 60 * minute);
  return { floor, ended, tasksThere, cpuMillis: millisOf(process.cpuUsage(start)) };
}

/** A machine with other work to do takes longer, but no more of its processor. */
const millisOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const dayLimitMillis = 60_000;

describe('a day of 10,000 tasks', () => {
  test(
    'with 500 agents takes seconds, and what is over is not carried along',
    async () => {
      const { floor, ended, tasksThere, cpuMillis } = await simulateDay({
        agents: 500,
        tasks: 10_000,
        workSeconds: 40 * minute,
      });
      expect(ended).toEqual({ completed: 10_000, canceled: 0 });
      expect(cpuMillis).toBeLessThan(dayLimitMillis);
      // 278 tasks are with agents at a time, and 35 ended in the last five minutes.
      expect(Math.max(...tasksThere)).toBeLessThan(330);
      expect([floor.workspace.tasks.size, floor.workspace.reservations.size]).toEqual([0, 0]);
    },
    5 * dayLimitMillis,
  );

  test(
    'with too few agents takes no longer, however many are waiting',
    async () => {
      const { ended, cpuMillis } = await simulateDay({
        agents: 90,
        tasks: 10_000,
        workSeconds: 15 * minute,
      });
      expect(ended.completed + ended.canceled).toBe(10_000);
      expect(cpuMillis).toBeLessThan(dayLimitMillis);
    },
    5 * dayLimitMillis,
  );
});
