import type { QueuesConfig } from './config/queue-config';
import type { CallersTaskRouter, TaskRouterSettings } from './config/task-router';
import type { HttpAnswer } from './http-answer';
import type { LogLine } from './log';
import type { Parameters } from './state/parameters';
import type VoiceResponse from './twiml';

/** One request, when it came and where. */
export interface RequestWithoutConfig {
  readonly parameters: Parameters;
  readonly now: Date;
  /** The host that serves our functions and assets. */
  readonly domain: string;
}

/** One request and what it is answered by. Made once, and given to every step of an endpoint. */
export interface WebhookRequest extends RequestWithoutConfig {
  /** The deployment environment that was asked, such as `staging`; production has no name. */
  readonly environmentName: string | undefined;
  readonly config: QueuesConfig;
  /** Where agents are rung. Undefined for endpoints that need not know, and where nobody has set it up. */
  readonly taskRouter?: (CallersTaskRouter & Partial<TaskRouterSettings>) | undefined;
}

/** Who may ask: only Twilio, whose signature the platform checks; or anybody. The file name in `functions/` says it. */
export type Visibility = 'protected' | 'public';

interface EndpointBase {
  /** Below the host, such as `/wait`: the name of its file in `functions/`. */
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
  /** Never throws: a missing or absurd parameter has a defined meaning. */
  readonly read: (request: Request) => Asked;
  /** What no request carries: secrets of the deployment, or what the REST API knows. */
  gatherFacts?(asked: Asked, sources: Sources, request: Request): Promise<Facts>;
  decide(asked: Asked, request: Request, facts: Facts): Decided;
  logLines(decided: Decided, asked: Asked): readonly LogLine[];
  /** What becomes different at Twilio, before anything is said about it. What may fail silently catches it itself. */
  act?(decided: Decided, asked: Asked, sources: Sources, request: Request): Promise<void>;
  say(decided: Decided, asked: Asked, request: Request): VoiceResponse;
  /** What is heard if any of the above fails or takes too long. */
  readonly fallback: (request: Request) => VoiceResponse;
}

/** An endpoint that answers with TwiML, whatever it reads and decides. */
export type AnyWebhookEndpoint = Endpoint<unknown, unknown, unknown, unknown>;

/** A request whose answer is a status rather than TwiML, and what may be done besides answering it. */
export interface HttpRequest extends RequestWithoutConfig {
  /** A header of the request, by its name in lower case. */
  header(name: string): string | undefined;
  readonly log: (line: LogLine) => void;
  /** For an error that nobody expected and that the answer already covers. */
  readonly report: (error: unknown) => void;
}

/**
 * An endpoint that answers with a status. What it does besides, such as fetching or sending something, it does by the
 * services that it is given.
 */
export interface HttpEndpoint<Services> extends EndpointBase {
  /** Twilio and browsers wait for different times. */
  readonly longestAnswerMillis: number;
  answer(request: HttpRequest, services: Services): Promise<HttpAnswer>;
  /** What is answered if that fails or takes too long. */
  readonly fallback: HttpAnswer;
}

/** An endpoint that answers with a status, whatever it needs for that. */
export type AnyHttpEndpoint = HttpEndpoint<unknown>;
