import { agentPath, assignmentPath, taskRouterEventsPath, waitPath } from '../src/state/paths';
import { answeredWithinSeconds } from './day/answered-within';
import type { DayReport } from './day/play';
import type { Finding, Measurement } from './measurement';
import { playInProcess, seed } from './simulated-day';

const agents = 12;

/** The same calls and talks twice: once agents dial in, and once they are rung. */
const bothKinds = (letter: string, day: string, callers: number): Measurement => ({
  letter,
  title: `${day} with agents who are rung (result) and who dial in (sample): ${callers} calls, ${agents} agents`,
  async measure(tell) {
    tell('agents dial in');
    const dialIn = await playInProcess({ callers, agents, seed, agentsAre: 'dialing-in' });
    tell('agents are rung');
    const rung = await playInProcess({ callers, agents, seed, agentsAre: 'rung' });
    return [...soundnessOf(rung, callers), ...comparisons(callers).map((one) => compared(one, rung, dialIn))];
  },
});

export const bothKindsOnABusyDay = bothKinds('g', 'The same day', 2000);
export const bothKindsOnAQuietDay = bothKinds('h', 'The same quiet day', 400);

const soundnessOf = ({ settledCalls, contradictions, faults }: DayReport, callers: number): Finding[] => [
  {
    what: 'calls with exactly one final outcome, where agents are rung',
    value: settledCalls,
    unit: '',
    atLeast: callers,
  },
  { what: 'calls served by the log and never joined', value: contradictions, unit: '', atMost: 0 },
  {
    what: 'faults that Twilio would report',
    value: faults.length,
    unit: '',
    atMost: 0,
    ...(faults[0] && { note: faults[0] }),
  },
];

interface Comparison {
  readonly what: string;
  readonly unit: string;
  readonly note?: string;
  readonly of: (report: DayReport) => number;
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

const ofCallers = ({ runs }: DayReport) =>
  sum(Object.fromEntries(Object.entries(runs).filter(([path]) => !path.startsWith(agentPath))));

const comparisons = (callers: number): readonly Comparison[] => [
  {
    what: 'service level',
    unit: ' %',
    note: `joined within ${answeredWithinSeconds} s ÷ all callers`,
    of: ({ serviceLevel }) => serviceLevel * 100,
  },
  { what: 'callers served', unit: '', of: ({ outcomes }) => outcomes.served ?? 0 },
  {
    what: 'callers who heard on arrival that no agent is there',
    unit: '',
    note: 'before and after the shifts; where agents dial in they wait in vain',
    of: ({ outcomes }) => outcomes.noAgents ?? 0,
  },
  { what: 'wait of half of the served', unit: ' s', of: ({ medianWaitSeconds }) => medianWaitSeconds },
  { what: 'wait of nine of ten of the served', unit: ' s', of: ({ ninthWaitSeconds }) => ninthWaitSeconds },
  { what: 'longest wait', unit: ' s', of: ({ longestWaitSeconds }) => longestWaitSeconds },
  {
    what: 'requests to functions for a call',
    unit: '',
    note: 'agents’ and those of our own functions included',
    of: ({ runs }) => sum(runs) / callers,
  },
  { what: 'of these, asked for callers', unit: '', of: (report) => ofCallers(report) / callers },
  {
    what: `requests of ${waitPath} for a minute of waiting`,
    unit: '',
    of: ({ runs, waitedMinutes }) => (runs[waitPath] ?? 0) / waitedMinutes,
  },
  {
    what: `REST calls of ${waitPath} for a minute of waiting`,
    unit: '',
    of: ({ restCalls, waitedMinutes }) => (restCalls[waitPath] ?? 0) / waitedMinutes,
  },
  { what: 'REST calls for a call', unit: '', of: ({ restCalls }) => sum(restCalls) / callers },
  {
    what: `REST calls of ${assignmentPath}`,
    unit: '',
    of: ({ restCalls }) => restCalls[assignmentPath] ?? 0,
  },
  {
    what: 'events that TaskRouter sends, for a call',
    unit: '',
    of: ({ runs }) => (runs[taskRouterEventsPath] ?? 0) / callers,
  },
  { what: 'tasks at TaskRouter', unit: '', of: ({ tasks }) => tasks },
  { what: 'minutes of callers, as billed', unit: '', of: ({ callerMinutes }) => callerMinutes },
  { what: 'minutes of agents who call in', unit: '', of: ({ agentMinutesInbound }) => agentMinutesInbound },
  {
    what: 'minutes of agents who are called',
    unit: '',
    of: ({ agentMinutesOutbound }) => agentMinutesOutbound,
  },
];

const compared = ({ what, unit, note, of }: Comparison, rung: DayReport, dialIn: DayReport): Finding => ({
  ...{ what, unit, value: of(rung), peer: of(dialIn) },
  ...(note && { note }),
});
