import type { QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { type StateSpan, stateSpans } from './agent-states';
import { type LineOf, timeOf } from './lines';
import type { QueueLogEntry } from './queue-log-entry';

/** The log lines about agents who are rung. */
export type RungAgentLine = LineOf<'rung' | 'missed' | 'agent-state'>;

export const isAboutRungAgent = (line: LoggedLine): line is RungAgentLine =>
  line.event === 'rung' || line.event === 'missed' || line.event === 'agent-state';

/** Everything about one agent who is rung, from the agent's lines in order. */
export const rungAgentEntries = (
  agent: string,
  lines: readonly RungAgentLine[],
  config: QueuesConfig,
): QueueLogEntry[] => [...missedRings(agent, lines), ...memberEntries(agent, lines, config)];

/** TaskRouter rings an agent for one caller at a time, so a missed call is the last one that rang. */
function missedRings(agent: string, lines: readonly RungAgentLine[]): QueueLogEntry[] {
  let rung: LineOf<'rung'> | undefined;
  const entries: QueueLogEntry[] = [];
  for (const line of lines) {
    if (line.event === 'rung' && line.reservation !== rung?.reservation) rung = line;
    if (line.event !== 'missed' || !rung) continue;
    const { call, queue } = rung;
    const at = timeOf(line);
    entries.push({ at, call, queue, agent, event: 'RINGNOANSWER', parameters: [at - timeOf(rung)] });
    rung = undefined;
  }
  return entries;
}

/** Signing in and off, and breaks, for each queue of the agent. An offline agent is not a member, and cannot be paused. */
function memberEntries(
  agent: string,
  lines: readonly RungAgentLine[],
  config: QueuesConfig,
): QueueLogEntry[] {
  const queues = config.agents.find(({ id }) => id === agent)?.queues ?? [];
  const spans = stateSpans(lines.filter((line) => line.event === 'agent-state'));
  return spans.slice(1).flatMap((span, index) => {
    const call = span.call?.startsWith('CA') ? span.call : 'NONE';
    return memberEvents(spans[index] ?? span, span).flatMap((event) =>
      queues.map((queue) => ({ at: span.from, call, queue, agent, event, parameters: [] })),
    );
  });
}

function memberEvents({ state: before }: StateSpan, { state }: StateSpan): string[] {
  if (state === 'offline') return ['REMOVEMEMBER'];
  return [
    ...(before === 'offline' ? ['ADDMEMBER'] : []),
    ...(before === 'onBreak' ? ['UNPAUSE'] : []),
    ...(state === 'onBreak' ? ['PAUSE'] : []),
  ];
}
