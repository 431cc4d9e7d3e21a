import type { QueuesConfig } from './config/queue-config';
import type { CallersTaskRouter, TaskRouterSettings } from './config/task-router';
import type { HttpAnswer } from './http-answer';
import type { LogLine } from './log';
import type { Parameters } from './state/parameters';
import type VoiceResponse from './twiml';

/** One request, when it came and to which host. */
export interface RequestWithoutConfig {
  readonly parameters: Parameters;
  readonly now: Date;
  /** The host that serves our functions and assets. */
  readonly domain: string;
}

/** One request and what its answer depends on. Built once and passed to every step of an endpoint. */
export interface WebhookRequest extends RequestWithoutConfig {
  /** The deployment environment, such as `staging`. Production has no name. */
  readonly environmentName: string | undefined;
  readonly config: QueuesConfig;
  /** TaskRouter's SIDs. Undefined for endpoints that do not need them, and until TaskRouter is set up. */
  readonly taskRouter?: (CallersTaskRouter & Partial<TaskRouterSettings>) | undefined;
}

/**
 * Whose requests are accepted: only Twilio's, whose signature the platform checks, or anybody's. The file name in
 * `functions/` decides it.
 */
export type Visibility = 'protected' | 'public';

interface EndpointBase {
  /** The path on the host, such as `/wait`: the name of its file in `functions/`. */
  readonly path: `/${string}`;
  readonly visibility: Visibility;
  /** Every event that it may write to the log. */
  readonly events: readonly LogLine['event'][];
}

/**
 * An endpoint that answers with TwiML. Its steps run in this order, each once per request: read, gather facts, decide,
 * log, act, say. What is logged, done and said all come from the one decision. Everything but `gatherFacts` and `act` is
 * pure, so that other programs can replay a request.
 */
export interface Endpoint<
  Asked,
  Decided,
  Facts = undefined,
  Sources = undefined,
  Request extends RequestWithoutConfig = WebhookRequest,
> extends EndpointBase {
  /** Never throws: missing and invalid parameters have a defined meaning. */
  readonly read: (request: Request) => Asked;
  /** Reads what the request does not contain: secrets of the deployment, or data from the REST API. */
  gatherFacts?(asked: Asked, sources: Sources, request: Request): Promise<Facts>;
  decide(asked: Asked, request: Request, facts: Facts): Decided;
  logLines(decided: Decided, asked: Asked): readonly LogLine[];
  /** Changes something at Twilio before the answer says so. If it throws, the fallback answers. */
  act?(decided: Decided, asked: Asked, sources: Sources, request: Request): Promise<void>;
  say(decided: Decided, asked: Asked, request: Request): VoiceResponse;
  /** The answer if any of the above fails or takes too long. */
  readonly fallback: (request: Request) => VoiceResponse;
}

/** An endpoint that answers with TwiML, whatever it reads and decides. */
export type AnyWebhookEndpoint = Endpoint<unknown, unknown, unknown, unknown>;

/** A request that is answered with a status instead of TwiML, and what is logged about it. */
export interface HttpRequest extends RequestWithoutConfig {
  /** A header of the request by its lower-case name. */
  header(name: string): string | undefined;
  readonly log: (line: LogLine) => void;
  /** Logs an unexpected error that the answer already covers. */
  readonly report: (error: unknown) => void;
}

/** An endpoint that answers with a status. It fetches and sends through the services passed to it. */
export interface HttpEndpoint<Services> extends EndpointBase {
  /** Twilio and browsers have different timeouts. */
  readonly longestAnswerMillis: number;
  answer(request: HttpRequest, services: Services): Promise<HttpAnswer>;
  /** The answer if that fails or takes too long. */
  readonly fallback: HttpAnswer;
}

/** An endpoint that answers with a status, whatever it needs for that. */
export type AnyHttpEndpoint = HttpEndpoint<unknown>;
