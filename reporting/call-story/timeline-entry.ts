import type { PlanReason } from '../../src/config/queue-config';
import type { LineOf } from '../log/lines';
import type { Sound } from './answer';
import type { Talk } from './talks';

/** Something that happened in a call. */
export type TimelineEntry = CallEvent & {
  readonly at: Date;
  /** What the person on this leg heard because of it. */
  readonly heard: readonly Sound[];
};

/** https://www.twilio.com/docs/taskrouter/api/event/reference */
export type ReservationEnd = 'accepted' | 'rejected' | 'timeout' | 'canceled' | 'rescinded';

/** An agent's activity at some time; undefined if Twilio has no change in the day before. */
export interface AgentWhereabouts {
  readonly agent: string;
  readonly activity: string | undefined;
  readonly since: Date | undefined;
}

/** What can happen, each with its own sentence. */
export type CallEvent =
  | { readonly kind: 'rang' }
  /** A key of a menu; null if none was pressed. */
  | { readonly kind: 'chose'; readonly key: string | null }
  | { readonly kind: 'refused'; readonly queue: string; readonly why: LineOf<'refused'>['why'] }
  /** Sent to a line, without any sign of the caller there. */
  | {
      readonly kind: 'sent-to-line';
      readonly queue: string;
      readonly lane: LineOf<'joined'>['lane'];
      /** 0 at first, and one more each time the caller gets in line again. */
      readonly queueEntry: number;
    }
  | {
      readonly kind: 'joined';
      readonly queue: string;
      readonly lane: LineOf<'joined'>['lane'];
      /** Whether it is not the first line of this call. */
      readonly isAgain: boolean;
      /** 1 is the front; null if Twilio did not say. */
      readonly place: number | null;
    }
  | { readonly kind: 'waited'; readonly place: number | null; readonly secondsWaited: number }
  /** Only the exit key is shown. */
  | { readonly kind: 'key'; readonly leaves: boolean; readonly key: string | null }
  | { readonly kind: 'sent-away'; readonly queue: string; readonly secondsWaited: number }
  | {
      readonly kind: 'connected';
      readonly queue: string;
      readonly agent: string;
      readonly agentCall: string;
      readonly secondsWaited: number | null;
    }
  | {
      readonly kind: 'left';
      readonly queue: string;
      readonly queueEntry: number;
      readonly outcome: LineOf<'left'>['outcome'];
      /** Twilio's QueueResult. */
      readonly result: string;
      readonly secondsWaited: number;
      readonly talk: Talk | undefined;
    }
  | { readonly kind: 'plan-step'; readonly reason: PlanReason; readonly dialStatus: string | null }
  /** TaskRouter chose an agent. */
  | { readonly kind: 'rung'; readonly agent: string; readonly queue: string }
  /** What became of the reservation, by TaskRouter. */
  | { readonly kind: 'reservation-over'; readonly agent: string; readonly how: ReservationEnd }
  /** Agents of another level can now be rung too. */
  | { readonly kind: 'more-agents'; readonly queue: string; readonly level: number }
  /** Nobody else is rung for the caller, because no agent is there. */
  | { readonly kind: 'given-up' }
  | { readonly kind: 'whereabouts'; readonly agents: readonly AgentWhereabouts[] }
  | {
      readonly kind: 'missed';
      readonly agent: string;
      /** Twilio's CallStatus of the call to the agent; null if its end was not reported. */
      readonly status: string | null;
      /** In a row, including this one. */
      readonly misses: number;
    }
  | { readonly kind: 'state'; readonly agent: string; readonly state: LineOf<'agent-state'>['state'] }
  | { readonly kind: 'survey'; readonly answer: number | null }
  | {
      readonly kind: 'voicemail';
      readonly seconds: number | null;
      readonly delivery: LineOf<'voicemail'>['delivery'];
      readonly why: string | null;
    }
  | { readonly kind: 'arrived'; readonly agent: string; readonly check: LineOf<'agent-arrived'>['check'] }
  | {
      readonly kind: 'pin';
      readonly agent: string;
      readonly attempt: number;
      /** Undefined in old lines. */
      readonly keyedIn: boolean | undefined;
      readonly accepted: boolean;
    }
  | {
      readonly kind: 'served';
      readonly queue: string;
      readonly caller: string;
      readonly secondsWaited: number | null;
    }
  | {
      readonly kind: 'free';
      readonly queue: string;
      readonly hasTalked: boolean;
      readonly secondsTalked: number | null;
      readonly endedBy: Talk['endedBy'];
      /** The caller's CallSid, if it is known. */
      readonly caller: string | undefined;
      readonly staysOn: boolean;
    }
  | { readonly kind: 'idle'; readonly step: LineOf<'agent-idle'>['step']; readonly queue: string | null }
  /** Rounds in which nothing changed for an agent. */
  | { readonly kind: 'quiet'; readonly rounds: number; readonly until: Date; readonly isPaused: boolean }
  | { readonly kind: 'resumed' }
  /** An external person was asked to take the caller. */
  | { readonly kind: 'asked-to-accept' }
  | { readonly kind: 'accepted'; readonly accepted: boolean }
  | {
      readonly kind: 'dialed';
      readonly number: string;
      readonly call: string;
      readonly status: string;
      readonly seconds: number | undefined;
    }
  | {
      readonly kind: 'recorded';
      readonly recording: string;
      readonly source: string;
      readonly seconds: number | undefined;
      readonly status: string;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly error: string }
  | { readonly kind: 'bad-input'; readonly path: string; readonly faults: readonly string[] }
  /** Words or music that no log line explains. */
  | { readonly kind: 'heard' }
  /** No usable answer; the status is null if there was no answer at all. */
  | { readonly kind: 'unanswered'; readonly path: string; readonly status: number | null }
  /** The static document for when no function answers. */
  | { readonly kind: 'fallback'; readonly path: string }
  /** A request to a URL that is not ours. */
  | { readonly kind: 'elsewhere'; readonly url: string; readonly status: number | null }
  | {
      readonly kind: 'complaint';
      readonly level: 'error' | 'warning';
      readonly code: number;
      readonly text: string;
      readonly path: string;
    }
  | { readonly kind: 'ended'; readonly status: string; readonly seconds: number | undefined };
