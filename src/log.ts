import type { PlanReason } from './config/queue-config';
import type { AgentActivity } from './config/task-router';
import type { IdentityCheck } from './rules/agent-identity';
import type { Lane } from './rules/next-in-line';

/**
 * One line for each event worth counting. `call` is a CallSid; no line contains a telephone number or a name. If Twilio
 * repeats a request, its line appears again.
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
      /** The time for the last words plus the shortest conversation that counts. Older versions did not log it. */
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
      /** TaskRouter may send one assignment twice; then there are two lines. */
      reservation: string;
    }
  | { event: 'taken'; call: string; agent: string; queue: string; accepted: boolean }
  | {
      event: 'missed';
      call: string;
      agent: string;
      /** Queue and status are null if the end of the ringing was not reported and the miss was found later. */
      queue: string | null;
      status: string | null;
      misses: number;
    }
  | {
      event: 'agent-state';
      call: string;
      agent: string;
      state: AgentActivity;
      /**
       * The previous state and when it began, in seconds since 1970: TaskRouter and people at the Console change it
       * too.
       */
      before: AgentActivity;
      since: number;
      misses: number;
      /** When the state ends automatically, in seconds since 1970. */
      until: number | null;
    }
  | { event: 'bad-input'; path: string; call: string; faults: readonly string[] }
  | { event: 'failed'; path: string; call: string; error: string };

/** What leaving a queue led to: served, abandoned by hanging up, back in line, or one of the plans. */
export type LeavingOutcome = 'served' | 'abandoned' | 'backInLine' | PlanReason;

/** A line as it is in the log, with its time in ISO 8601. */
export type LoggedLine = LogLine & { readonly at: string };
