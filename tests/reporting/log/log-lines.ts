import type { AgentActivity } from '../../../src/config/task-router';
import type { LeavingOutcome, LoggedLine, LogLine } from '../../../src/log';

/** The first moment of every log in these tests. */
export const start = Date.parse('2026-01-05T15:00:00.000Z');

/** A line this many seconds after the first moment. */
export const at = (seconds: number, line: LogLine): LoggedLine => ({
  at: new Date(start + seconds * 1000).toISOString(),
  ...line,
});

/** The lines of one caller's call. */
export const caller = (call: string, queue = 'support') => ({
  joined: (seconds: number, stay = 0) => at(seconds, { event: 'joined', call, queue, lane: 'normal', stay }),
  announced: (seconds: number, position: number | null, secondsWaited: number) =>
    at(seconds, { event: 'announced', call, queue, position, secondsWaited }),
  connected: (seconds: number, secondsWaited: number | null, agentCall = 'CA9') =>
    at(seconds, { event: 'connected', call, agentCall, agent: 'agent-1', queue, secondsWaited }),
  left: (seconds: number, outcome: LeavingOutcome, secondsWaited: number, stay = 0, result = 'leave') =>
    at(seconds, { event: 'left', call, queue, stay, result, outcome, secondsWaited }),
  ended: (seconds: number) => at(seconds, { event: 'ended', call, status: 'completed', seconds }),
  refused: (seconds: number, why: 'blocked' | 'anonymous' | 'closed') =>
    at(seconds, { event: 'refused', call, queue, why }),
});

/** The lines of one agent's call. */
export const agent = (call = 'CA9', name = 'agent-1') => ({
  arrived: (seconds: number) =>
    at(seconds, { event: 'agent-arrived', call, agent: name, check: 'ask-for-pin' }),
  signedIn: (seconds: number, accepted = true) =>
    at(seconds, { event: 'agent-pin', call, agent: name, attempt: 1, accepted }),
  wrongPin: (seconds: number, attempt: number, keyedIn = true) =>
    at(seconds, { event: 'agent-pin', call, agent: name, attempt, keyedIn, accepted: false }),
  free: (seconds: number, secondsTalked: number | null, staysOn = true) =>
    at(seconds, {
      event: 'agent-free',
      call,
      agent: name,
      queue: 'support',
      dialStatus: secondsTalked === null ? 'no-answer' : 'completed',
      hasTalked: secondsTalked !== null,
      secondsTalked,
      staysOn,
    }),
  idle: (seconds: number, step: 'send-home' | 'log-off' | 'pause' | 'serve') =>
    at(seconds, { event: 'agent-idle', call, agent: name, step, queue: step === 'serve' ? 'support' : null }),
  ended: (seconds: number) => at(seconds, { event: 'ended', call, status: 'completed', seconds }),
});

/** The lines of an agent who is rung. */
export const rungAgent = (name = 'agent-1') => ({
  rung: (seconds: number, call: string, reservation: string) =>
    at(seconds, { event: 'rung', call, agent: name, queue: 'support', secondsWaited: 0, reservation }),
  missed: (seconds: number, misses: number) =>
    at(seconds, { event: 'missed', call: 'CA8', agent: name, queue: 'support', status: 'no-answer', misses }),
  /** From one state, begun this many seconds after the first moment, to another. */
  becomes: (seconds: number, before: AgentActivity, since: number, state: AgentActivity, call = 'unknown') =>
    at(seconds, {
      event: 'agent-state',
      ...{ call, agent: name, state, before, since: start / 1000 + since, misses: 0, until: null },
    }),
});
