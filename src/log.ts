import type { IdentityCheck } from './rules/agent-identity';

/**
 * One line for each thing worth counting. `call` is a CallSid; no telephone number and no name stands in
 * any of them. A request that Twilio repeats repeats its line.
 */
export type LogLine =
  | { event: 'joined'; call: string; queue: string; stay: number }
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
    }
  | { event: 'ended'; call: string; status: string; seconds: number | null }
  | { event: 'agent-arrived'; call: string; agent: string; check: IdentityCheck }
  | { event: 'agent-pin'; call: string; agent: string; attempt: number; accepted: boolean }
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
  | { event: 'bad-input'; path: string; call: string; faults: readonly string[] }
  | { event: 'failed'; path: string; call: string; error: string };

/** What leaving a queue led to: served, abandoned by hanging up, back in line, or one of the plans. */
export type LeavingOutcome =
  | 'served'
  | 'abandoned'
  | 'backInLine'
  | 'full'
  | 'waitedTooLong'
  | 'keyPressed'
  | 'error';

/** A line as it stands in the log: with its moment, in ISO 8601. */
export type LoggedLine = LogLine & { readonly at: string };
