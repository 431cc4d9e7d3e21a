import { firstQueue, type QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { groupedBy, isOfAgentsCall, type LineOf, timeOf } from './lines';
import type { QueueLogEntry } from './queue-log-entry';

/** A line about an agent's call, and what it means for the agent. */
interface Deed {
  readonly at: number;
  readonly agent: string;
  readonly does: 'sign-in' | 'work' | 'pause' | 'sign-off';
}

/** An agent's session: the call from signing in to the end, as far as the log shows. */
interface LoggedSession {
  readonly call: string;
  readonly agent: string;
  readonly deeds: readonly Deed[];
}

/** What is needed of a session after all sessions are known. */
interface SessionEnd {
  readonly call: string;
  readonly agent: string;
  readonly startsAt: number;
  /** Decides the order of sessions that start at the same time. */
  readonly firstLine: string;
  readonly lastAt: number;
  readonly isSignedOff: boolean;
}

/** Signing in and off, and pauses, for each queue that an agent serves: call by call, in any order. */
export class AgentEntries {
  private readonly sessions: SessionEnd[] = [];

  constructor(private readonly config: QueuesConfig) {}

  /** The entries of one agent's call, from its lines in order. */
  ofCall(call: string, lines: readonly LoggedLine[]): QueueLogEntry[] {
    if (!lines.some(isOfAgentsCall)) return [];
    const deeds = untilSignedOff(lines.flatMap((line) => deedOf(line) ?? []));
    const [first] = deeds;
    const last = deeds.at(-1);
    if (!first || !last || first.does === 'sign-off') return [];
    const { agent } = first;
    if (isRung(agent, this.config)) return [];
    this.sessions.push({
      ...{ call, agent, startsAt: first.at, firstLine: JSON.stringify(lines[0]) },
      ...{ lastAt: last.at, isSignedOff: last.does === 'sign-off' },
    });
    return changesOf({ call, agent, deeds }).flatMap(({ at, event }) => this.entries(call, agent, at, event));
  }

  /**
   * An agent who just hangs up may leave no line. If the agent signs in again, the earlier session ended with its last line.
   * Agents without a name may be several people.
   */
  forgotten(): QueueLogEntry[] {
    const inOrder = this.sessions.toSorted(
      (one, other) => one.startsAt - other.startsAt || (one.firstLine < other.firstLine ? -1 : 1),
    );
    return [...groupedBy(inOrder, ({ agent }) => agent)].flatMap(([agent, sessions]) =>
      sessions.flatMap(({ call, isSignedOff, lastAt }, index) => {
        const next = sessions[index + 1];
        if (!next || isSignedOff || agent === 'agent') return [];
        return this.entries(call, agent, Math.min(lastAt, next.startsAt), 'REMOVEMEMBER');
      }),
    );
  }

  private entries(call: string, agent: string, at: number, event: string): QueueLogEntry[] {
    return queuesOf(agent, this.config).map((queue) => ({ at, call, queue, agent, event, parameters: [] }));
  }
}

/** An agent with only the shared PIN serves the first queue. */
const queuesOf = (agent: string, config: QueuesConfig): readonly string[] =>
  config.agents.find(({ id }) => id === agent)?.queues ?? [firstQueue(config).name];

/** Agents who are rung only call to sign in. */
const isRung = (agent: string, config: QueuesConfig) =>
  queuesOf(agent, config).some((queue) => config.queues[queue]?.ringing !== undefined);

/** Whatever comes after signing off is a repeat. */
function untilSignedOff(deeds: readonly Deed[]): Deed[] {
  const last = deeds.findIndex(({ does }) => does === 'sign-off');
  return last < 0 ? [...deeds] : deeds.slice(0, last + 1);
}

function deedOf(line: LoggedLine): Deed | undefined {
  const deed = (agent: string, does: Deed['does']): Deed => ({ at: timeOf(line), agent, does });
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

/** The changes among the deeds, each once: repeats change nothing. */
function changesOf(session: LoggedSession): { at: number; event: string }[] {
  const changes: { at: number; event: string }[] = [];
  let isPaused = false;
  for (const [index, { at, does }] of session.deeds.entries()) {
    if (index === 0) changes.push({ at, event: 'ADDMEMBER' });
    if (does === 'pause' && !isPaused) changes.push({ at, event: 'PAUSE' });
    if (does === 'work' && isPaused) changes.push({ at, event: 'UNPAUSE' });
    if (does === 'pause' || does === 'work') isPaused = does === 'pause';
    if (does === 'sign-off') changes.push({ at, event: 'REMOVEMEMBER' });
  }
  return changes;
}
