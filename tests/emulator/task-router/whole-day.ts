import { Line } from './line';

const hour = 3600;

/** A machine with other work to do takes longer, but no more of its processor. */
const millisOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/**
 * A day of calls through the whole local Twilio: each rings, is a task, is taken out of the line to the phone of a worker
 * who answers, and lasts until the caller hangs up. Returns the CPU time of each tenth of the day.
 */
async function simulateDay({
  workers,
  calls,
  talkSeconds,
}: Record<'workers' | 'calls' | 'talkSeconds', number>) {
  const line = new Line({
    instruction: (parameters) => ({
      instruction: 'dequeue',
      from: '+15550100001',
      to: (JSON.parse(parameters.get('WorkerAttributes') ?? '{}') as { contact_uri: string }).contact_uri,
    }),
    answers: { '/wait': '<Say>Please wait.</Say><Pause length="600"/>' },
    settings: { maxConcurrentCalls: 5000, callsPerSecond: 100 },
  });
  const { app } = line;
  for (let index = 0; index < workers; index += 1) {
    const number = `+1415555${String(index).padStart(4, '0')}`;
    line.agent(`Agent ${index}`, number);
    app.twilio.setExternalNumber(number, { kind: 'answers', afterSeconds: 2 });
  }
  // The events of this many new workers are more concurrent requests than a service may have.
  await line.seconds(60);
  const ended = { completed: 0, canceled: 0 };
  line.workspace.taskEnded.listen(({ task }) => {
    ended[task.assignmentStatus === 'completed' ? 'completed' : 'canceled'] += 1;
  });
  const secondsBetween = (24 * hour) / calls;
  const millisOfTenths: number[] = [];
  const start = process.cpuUsage();
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const before = process.cpuUsage();
    for (let count = 0; count < calls / 10; count += 1) {
      const caller = line.caller();
      app.twilio.clock.after(talkSeconds * 1000, () => caller.hangUp());
      await line.seconds(secondsBetween);
    }
    app.forget();
    millisOfTenths.push(millisOf(process.cpuUsage(before)));
  }
  await line.seconds(hour);
  return { line, ended, millisOfTenths, cpuMillis: millisOf(process.cpuUsage(start)) };
}

/** Runs as a program, in its own process: after other tests in the same process a day takes three times as long. */
async function main(): Promise<void> {
  const { line, ended, millisOfTenths, cpuMillis } = await simulateDay({
    workers: 500,
    calls: 10_000,
    talkSeconds: 20 * 60,
  });
  const { tasks, reservations } = line.workspace;
  const left = { tasks: tasks.size, reservations: reservations.size };
  process.stdout.write(`${JSON.stringify({ ended, left, millisOfTenths, cpuMillis })}\n`);
}

if (require.main === module) void main();
