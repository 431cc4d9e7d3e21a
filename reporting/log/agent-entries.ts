import { firstQueue, type QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { groupedBy, isAboutAgent, type LineOf, momentOf } from './lines';
import type { QueueLogEntry } from './queue-log-entry';

/** A line about an agent's call, and what it means for the agent. */
interface Deed {
  readonly at: number;
  readonly agent: string;
  readonly does: 'sign-in' | 'work' | 'pause' | 'sign-off';
}

/** An agent's call, from signing in to the end, as far as the log tells. */
interface LoggedShift {
  readonly call: string;
  readonly agent: string;
  readonly deeds: readonly Deed[];
}

/** Signing in and off, and pauses, for each queue that the agent serves. */
export function agentEntries(lines: readonly LoggedLine[], config: QueuesConfig): QueueLogEntry[] {
  const shifts = shiftsOf(lines);
  return shifts.flatMap((shift) =>
    changesOf(shift, shifts).flatMap(({ at, event }) =>
      queuesOf(shift.agent, config).map((queue) => ({
        at,
        call: shift.call,
        queue,
        agent: shift.agent,
        event,
        parameters: [],
      })),
    ),
  );
}

/** Who is known by the shared PIN alone serves the first queue. */
const queuesOf = (agent: string, config: QueuesConfig): readonly string[] =>
  config.agents.find(({ id }) => id === agent)?.queues ?? [firstQueue(config).name];

function shiftsOf(lines: readonly LoggedLine[]): LoggedShift[] {
  const agentCalls = new Set(lines.filter(isAboutAgent).map(({ call }) => call));
  const callOf = (line: LoggedLine) => (line.event === 'connected' ? line.agentCall : line.call);
  const ofAgents = lines.filter((line) => agentCalls.has(callOf(line)));
  return [...groupedBy(ofAgents, callOf)].flatMap(([call, own]) => {
    const deeds = untilSignedOff(own.flatMap((line) => deedOf(line) ?? []));
    const [first] = deeds;
    return first && first.does !== 'sign-off' ? [{ call, agent: first.agent, deeds }] : [];
  });
}

/** What comes after signing off is a repetition. */
function untilSignedOff(deeds: readonly Deed[]): Deed[] {
  const last = deeds.findIndex(({ does }) => does === 'sign-off');
  return last < 0 ? [...deeds] : deeds.slice(0, last + 1);
}

function deedOf(line: LoggedLine): Deed | undefined {
  const deed = (agent: string, does: Deed['does']): Deed => ({ at: momentOf(line), agent, does });
  switch (line.event) {
    case 'agent-arrived':
      return line.check === 'let-in' ? deed(line.agent, 'sign-in') : undefined;
    case 'agent-pin':
      return line.accepted ? deed(line.agent, 'sign-in') : undefined;
    case 'agent-free':
      return deed(line.agent, line.staysOn ? 'work' : 'sign-off');
    case 'agent-idle':
      return deed(line.agent, idleDeed(line));
    case 'connected':
      return deed(line.agent, 'work');
    case 'ended':
      return deed('agent', 'sign-off');
    default:
      return undefined;
  }
}

function idleDeed({ step }: LineOf<'agent-idle'>): Deed['does'] {
  if (step === 'pause') return 'pause';
  return step === 'serve' ? 'work' : 'sign-off';
}

/** The changes among the deeds, each once: what is repeated changes nothing. */
function changesOf(shift: LoggedShift, shifts: readonly LoggedShift[]): { at: number; event: string }[] {
  const changes: { at: number; event: string }[] = [];
  let isPaused = false;
  for (const [index, { at, does }] of shift.deeds.entries()) {
    if (index === 0) changes.push({ at, event: 'ADDMEMBER' });
    if (does === 'pause' && !isPaused) changes.push({ at, event: 'PAUSE' });
    if (does === 'work' && isPaused) changes.push({ at, event: 'UNPAUSE' });
    if (does === 'pause' || does === 'work') isPaused = does === 'pause';
    if (does === 'sign-off') changes.push({ at, event: 'REMOVEMEMBER' });
  }
  const forgotten = endByNextShift(shift, shifts);
  return forgotten === undefined ? changes : [...changes, { at: forgotten, event: 'REMOVEMEMBER' }];
}

/**
 * An agent who just hangs up may leave no line. Who signs in again must have: then the shift ended with its
 * last line. Those without a name may be several people.
 */
function endByNextShift(shift: LoggedShift, shifts: readonly LoggedShift[]): number | undefined {
  const { agent, deeds } = shift;
  const last = deeds.at(-1);
  if (!last || last.does === 'sign-off' || agent === 'agent') return undefined;
  const later = shifts.slice(shifts.indexOf(shift) + 1).find((other) => other.agent === agent);
  const laterAt = later?.deeds[0]?.at;
  return laterAt === undefined ? undefined : Math.min(last.at, laterAt);
}
