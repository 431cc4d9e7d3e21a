import type { AgentActivity } from '../../src/config/task-router';
import type { LoggedLine } from '../../src/log';
import type { CallerCall } from './calls';
import { secondsTalked, talkEndedAt } from './talk';

/** What one agent did. Agents who dial in are not rung and have no states. */
export interface AgentFigures {
  /** Conversations with callers. */
  readonly calls: number;
  /** In conversations, including the last words that callers hear before them. */
  readonly secondsTalked: number;
  readonly rung: number;
  readonly missed: number;
  readonly secondsIn: Readonly<Partial<Record<AgentActivity, number>>>;
}

type Counts = { -readonly [Figure in keyof AgentFigures]: AgentFigures[Figure] };

/** Counts what agents did, a call at a time. */
export class AgentCounts {
  private readonly agents = new Map<string, Counts>();

  addCall(call: CallerCall): void {
    for (const queueEntry of call.queueEntries) {
      const until = talkEndedAt(queueEntry, call);
      if (!queueEntry.connected || until === undefined) continue;
      const counts = this.of(queueEntry.connected.agent);
      counts.calls += 1;
      counts.secondsTalked += secondsTalked(queueEntry, until, undefined);
    }
  }

  /** Adds the lines of one call. TaskRouter may request twice for one reservation. */
  addLines(lines: readonly LoggedLine[]): void {
    const rung = lines.filter((line) => line.event === 'rung');
    for (const { agent } of new Map(rung.map((line) => [line.reservation, line])).values()) {
      this.of(agent).rung += 1;
    }
    for (const line of lines) if (line.event === 'missed') this.of(line.agent).missed += 1;
  }

  addStates(agent: string, secondsIn: AgentFigures['secondsIn']): void {
    this.of(agent).secondsIn = secondsIn;
  }

  summary(): Readonly<Record<string, AgentFigures>> {
    return Object.fromEntries([...this.agents].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  private of(agent: string): Counts {
    const known = this.agents.get(agent) ?? { calls: 0, secondsTalked: 0, rung: 0, missed: 0, secondsIn: {} };
    this.agents.set(agent, known);
    return known;
  }
}
