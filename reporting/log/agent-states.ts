import type { AgentActivity } from '../../src/config/task-router';
import { type LineOf, timeOf } from './lines';

/** An agent's state for some time. Times are in milliseconds since 1970. */
export interface StateSpan {
  readonly state: AgentActivity;
  readonly from: number;
  /** Undefined if the log ends before. */
  readonly until: number | undefined;
  /** The call in which the state started, if the log has it. */
  readonly call: string | undefined;
}

/**
 * An agent's states one after another, from the agent's lines in order. If TaskRouter or a person made a change in between,
 * the next line shows it.
 */
export function stateSpans(lines: readonly LineOf<'agent-state'>[]): StateSpan[] {
  const begun: Omit<StateSpan, 'until'>[] = [];
  for (const line of lines) {
    const at = timeOf(line);
    const last = begun.at(-1);
    if (last?.state !== line.before) {
      const from = Math.min(at, Math.max(line.since * 1000, last?.from ?? 0));
      begun.push({ state: line.before, from, call: undefined });
    }
    if (begun.at(-1)?.state !== line.state) begun.push({ state: line.state, from: at, call: line.call });
  }
  return begun.map((span, index) => ({ ...span, until: begun[index + 1]?.from }));
}

/** How many seconds of a log an agent was in each state. */
export function secondsInStates(
  spans: readonly StateSpan[],
  logged: { readonly from: number; readonly until: number },
): Partial<Record<AgentActivity, number>> {
  const seconds: Partial<Record<AgentActivity, number>> = {};
  for (const { state, from, until = logged.until } of spans) {
    const millis = Math.min(until, logged.until) - Math.max(from, logged.from);
    if (millis > 0) seconds[state] = (seconds[state] ?? 0) + millis / 1000;
  }
  return Object.fromEntries(Object.entries(seconds).map(([state, count]) => [state, Math.round(count)]));
}
