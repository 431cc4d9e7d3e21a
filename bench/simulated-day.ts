import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { answeredWithinSeconds } from './day/answered-within';
import type { DayOptions } from './day/day';
import type { DayReport } from './day/play';
import type { Finding, Measurement } from './measurement';

/** The targets for the cost of a day. */
interface Costs {
  readonly seconds: number;
  readonly megabytes: number;
}

/** A day of a call center, on the virtual clock, through the built functions in one process. */
const day = (letter: string, options: DayOptions, costs: Costs): Measurement => ({
  letter,
  title: `A simulated day: ${options.callers} calls, ${options.agents} agents`,
  async measure(reportProgress) {
    reportProgress('a day passes');
    const report = await playInProcess(options);
    return [...costsOf(report, costs), ...checksOf(report, options), ...storyOf(report)];
  },
});

export const seed = 20260105;
export const simulatedDay = day('d', { callers: 2000, agents: 12, seed }, { seconds: 60, megabytes: 400 });
export const largeDay = day('f', { callers: 10_000, agents: 60, seed }, { seconds: 180, megabytes: 500 });

export async function playInProcess(options: DayOptions): Promise<DayReport> {
  const child = fork(join(__dirname, 'day', 'play.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulated day ended with code ${code} before it was over.`);
  });
  child.send(options);
  const [report] = await Promise.race([once(child, 'message'), ended]);
  return report;
}

const costsOf = ({ realSeconds, peakMegabytes, webhooks }: DayReport, most: Costs): Finding[] => [
  { what: 'real time', value: realSeconds, unit: ' s', atMost: most.seconds, note: `${webhooks} webhooks` },
  { what: 'peak memory of the whole process', value: peakMegabytes, unit: ' MB', atMost: most.megabytes },
];

const checksOf = ({ settledCalls, contradictions, faults }: DayReport, options: DayOptions): Finding[] => [
  {
    what: 'calls with exactly one final outcome',
    value: settledCalls,
    unit: '',
    atLeast: options.callers,
  },
  {
    what: 'calls served according to the log but never connected',
    value: contradictions,
    unit: '',
    atMost: 0,
  },
  {
    what: 'faults that Twilio would report',
    value: faults.length,
    unit: '',
    atMost: 0,
    ...(faults[0] && { note: faults[0] }),
  },
];

const storyOf = ({ outcomes, returns, signIns, longestWaitSeconds, serviceLevel }: DayReport): Finding[] => [
  ...Object.entries(outcomes).map(([outcome, count]) => ({
    what: `calls with the outcome ${outcome}`,
    value: count,
    unit: '',
  })),
  { what: 'callers put back in line after a dropped conversation', value: returns, unit: '' },
  { what: 'sign-ins of agents, who are logged off every 3.5 hours', value: signIns, unit: '' },
  { what: 'longest wait', value: longestWaitSeconds / 60, unit: ' min' },
  {
    what: 'service level',
    value: serviceLevel * 100,
    unit: ' %',
    note: `callers connected within ${answeredWithinSeconds} s ÷ all callers, including those who gave up`,
  },
];
