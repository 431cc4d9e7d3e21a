import type { LoggedLine } from '../../src/log';
import type { Source } from './source';

/** A call as Twilio bills it. */
export interface CallRecord {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
  readonly status: string;
  readonly startedAt: Date;
  /** Undefined while the call goes on. */
  readonly endedAt: Date | undefined;
  readonly seconds: number | undefined;
  /** Such as `0.0085 USD`. Twilio adds it some time after the end. */
  readonly price: string | undefined;
  /** The call that dialed this one. */
  readonly parent: string | undefined;
}

/** One request that Twilio made for the call, and its answer. */
export interface RecordedRequest {
  /** To the second. */
  readonly at: Date;
  readonly url: string;
  /** By Twilio's names in lower case, such as `queue_result`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Undefined if there was no answer. */
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** An error or warning from Twilio. */
export interface Notice {
  readonly at: Date;
  readonly level: 'error' | 'warning';
  /** https://www.twilio.com/docs/api/errors */
  readonly code: number;
  readonly text: string;
  readonly url: string;
}

/** A recording that belongs to the call. */
export interface CallRecording {
  readonly sid: string;
  readonly at: Date;
  readonly seconds: number | undefined;
  readonly status: string;
  /** https://www.twilio.com/docs/voice/api/recording: `RecordVerb` is a message, `DialVerb` a conversation. */
  readonly source: string;
}

/** A call that this one dialed. */
export interface DialedCall {
  readonly sid: string;
  readonly at: Date;
  readonly to: string;
  readonly status: string;
  readonly seconds: number | undefined;
}

/** Something that TaskRouter did with the caller’s task, or a change of an agent. */
export interface RoutingEvent {
  readonly at: Date;
  /** https://www.twilio.com/docs/taskrouter/api/event/reference */
  readonly type: string;
  readonly task: string | undefined;
  readonly callerCall: string | undefined;
  /** The call to the last agent who was rung. */
  readonly agentCall: string | undefined;
  readonly agent: string | undefined;
  readonly reservation: string | undefined;
  readonly taskQueue: string | undefined;
  /** The agent's activity from then on. */
  readonly activity: string | undefined;
  /** Why a task was canceled. */
  readonly reason: string | undefined;
}

/** Everything that Twilio has about a call. */
export interface CallRecords {
  readonly call: CallRecord;
  readonly events: Source<RecordedRequest>;
  readonly notices: Source<Notice>;
  readonly recordings: Source<CallRecording>;
  readonly dialed: Source<DialedCall>;
  /** About the call's tasks, and about the agents on that day. */
  readonly routing: Source<RoutingEvent>;
  /** The lines of the call, and of the calls that it was connected to. */
  readonly log: Source<LoggedLine>;
  /** The host whose log was read; undefined if that is not known. */
  readonly domain: string | undefined;
}
