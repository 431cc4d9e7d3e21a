import type { PlanReason } from './config/queue-config';
import type { AgentActivity } from './config/task-router';
import type { IdentityCheck } from './rules/agent-identity';
import type { Lane } from './rules/next-in-line';

/**
 * One line for each thing worth counting. `call` is a CallSid; no telephone number and no name stands in
 * any of them. A request that Twilio repeats repeats its line.
 */
export type LogLine =
  | { event: 'refused'; call: string; queue: string; why: 'blocked' | 'anonymous' | 'closed' | 'noAgents' }
  | { event: 'joined'; call: string; queue: string; lane: Lane; stay: number }
  | { event: 'announced'; call: string; queue: string; position: number | null; secondsWaited: number }
  | { event: 'leaving'; call: string; queue: string; secondsWaited: number }
  | { event: 'key'; call: string; queue: string; leaves: boolean }
  | {
      event: 'left';
      call: string;
      queue: string;
      stay: number;
      result: string;
      outcome: LeavingOutcome;
      secondsWaited: number;
    }
  | {
      event: 'connected';
      call: string;
      agentCall: string;
      agent: string;
      queue: string;
      secondsWaited: number | null;
      /** The last words and the shortest talk that counts. Lines of older versions have none. */
      servedAfterSeconds?: number;
    }
  | {
      event: 'plan-step';
      call: string;
      queue: string;
      reason: PlanReason;
      step: number;
      dialStatus: string | null;
    }
  | { event: 'accepted'; call: string; queue: string; accepted: boolean }
  | { event: 'survey'; call: string; queue: string; answer: number | null }
  | {
      event: 'voicemail';
      call: string;
      queue: string;
      recording: string;
      seconds: number | null;
      delivery: 'delivered' | 'failed' | 'too-short' | 'not-configured';
      /** Why it was not delivered. */
      why: string | null;
    }
  | { event: 'ended'; call: string; status: string; seconds: number | null }
  | { event: 'agent-arrived'; call: string; agent: string; check: IdentityCheck }
  | {
      event: 'agent-pin';
      call: string;
      agent: string;
      attempt: number;
      /** Whether anything was entered. Older versions did not log it. */
      keyedIn?: boolean;
      accepted: boolean;
    }
  | {
      event: 'agent-free';
      call: string;
      agent: string;
      queue: string;
      dialStatus: string;
      hasTalked: boolean;
      secondsTalked: number | null;
      staysOn: boolean;
    }
  | {
      event: 'agent-idle';
      call: string;
      agent: string;
      step: 'send-home' | 'log-off' | 'pause' | 'serve';
      queue: string | null;
    }
  | {
      event: 'rung';
      call: string;
      agent: string;
      queue: string;
      secondsWaited: number | null;
      /** TaskRouter may ask twice about one, and then there are two lines. */
      reservation: string;
    }
  | { event: 'taken'; call: string; agent: string; queue: string; accepted: boolean }
  | {
      event: 'missed';
      call: string;
      agent: string;
      /** These two are null where the end of the ringing was not reported, and the miss was found later. */
      queue: string | null;
      status: string | null;
      misses: number;
    }
  | {
      event: 'agent-state';
      call: string;
      agent: string;
      state: AgentActivity;
      /** What the agent was before, and since when, in seconds since 1970: TaskRouter and people change it too. */
      before: AgentActivity;
      since: number;
      misses: number;
      /** When the state ends by itself, in seconds since 1970. */
      until: number | null;
    }
  | { event: 'bad-input'; path: string; call: string; faults: readonly string[] }
  | { event: 'failed'; path: string; call: string; error: string };

/** What leaving a queue led to: served, abandoned by hanging up, back in line, or one of the plans. */
export type LeavingOutcome = 'served' | 'abandoned' | 'backInLine' | PlanReason;

/** A line as it stands in the log: with its moment, in ISO 8601. */
export type LoggedLine = LogLine & { readonly at: string };
