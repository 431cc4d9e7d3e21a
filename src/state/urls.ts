/**
 * Every URL that we send to Twilio. They are separate from the endpoints in `src/endpoints.ts`, and each has its own
 * export, so that the bundle of one endpoint does not include another.
 */
import type { PlanReason } from '../config/queue-config';
import { type AgentSession, agentSessionQuery } from './agent-session';
import { type CallerState, callerStateQuery } from './caller-state';
import { type InterruptedDocument, interruptedDocumentQuery } from './interrupted-document';
import {
  acceptCallPath,
  acceptedCallPath,
  acceptPath,
  afterConversationPath,
  agentFreePath,
  agentIdlePath,
  agentPausedPath,
  agentPinPath,
  agentStatePath,
  breakMinutesPath,
  callerPath,
  connectPath,
  joinLinePath,
  keyPressPath,
  leftQueuePath,
  menuChoicePath,
  planStepPath,
  rangPath,
  reconcilePath,
  ringPath,
  stateChoicePath,
  surveyAnswerPath,
  voicemailPath,
  voicemailRecordedPath,
  waitPath,
  wrapUpKeyPath,
} from './paths';
import { type RungCall, rungCallQuery } from './rung-call';

export * from './paths';

/** Twilio's timeouts for our answer, in milliseconds. */
interface Patience {
  readonly connect: number;
  /** For one attempt. */
  readonly read: number;
  /** For all attempts together. */
  readonly total: number;
}

/**
 * Two attempts if a function hangs, four if it is unreachable. Callers hear silence in the meantime, and a second URL
 * may follow a failed one: together they stay below 15 s. Our own code answers within 3 s.
 */
const usual: Patience = { connect: 1000, read: 3500, total: 7000 };

/** After the ten seconds of silence that end a message. */
const afterQuiet: Patience = { ...usual, total: 5500 };

/** While a caller hears silence until somebody outside accepts. These two functions only write a document. */
const whileAccepting: Patience = { connect: 1000, read: 2500, total: 2500 };

/** For requests that nobody on the line waits for. */
const patient: Patience = { connect: 3000, read: 5000, total: 15_000 };

/**
 * Makes Twilio retry if our answer fails, is too slow or is refused (429, when too many requests run at once). Twilio
 * does not include this fragment in its signature.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const overrides = ({ connect, read, total }: Patience) =>
  `#ct=${connect}&rt=${read}&tt=${total}&rc=3&rp=4xx,5xx,ct,rt`;

export const tryAgain = overrides(usual);

/**
 * The request to `/action` that succeeds started at most this many seconds after the caller left, unless several
 * failed.
 */
export const latestAttemptSeconds = Math.ceil(usual.read / 1000);

function url(path: string, query: Record<string, string>, patience = usual): string {
  const search = new URLSearchParams(query).toString();
  return `${path}${search && `?${search}`}${overrides(patience)}`;
}

/** From the start again, for a caller whom no function could answer. Without a queue, the dialed number decides. */
export const callAgainUrl = (queue: string | undefined) =>
  url(callerPath, { ...(queue !== undefined && { queue }), again: '1' });

export const menuChoiceUrl = (menu: string, visit: number) =>
  url(menuChoicePath, { menu, ...(visit > 0 && { visit: String(visit) }) });

export const joinLineUrl = (state: CallerState) => url(joinLinePath, callerStateQuery(state));

export const waitUrl = (state: CallerState) => url(waitPath, callerStateQuery(state));

/** Without a `document`, for the fallback's music. */
export const keyPressUrl = (state: CallerState, document?: InterruptedDocument) =>
  url(keyPressPath, { ...callerStateQuery(state), ...(document && interruptedDocumentQuery(document)) });

export const leftQueueUrl = (state: CallerState) => url(leftQueuePath, callerStateQuery(state));

/**
 * The URL for callers whom we take out of the line. It has the same effect as `/action`, whichever of the two Twilio
 * requests.
 */
export const takenOutUrl = (domain: string, state: Readonly<Record<string, string>>) =>
  `https://${domain}${url(leftQueuePath, { ...state, QueueResult: 'redirected' })}`;

const planStepQuery = (state: CallerState, reason: PlanReason, step: number) => ({
  ...callerStateQuery(state),
  reason,
  step: String(step),
});

/** The next step of a plan. */
export const planStepUrl = (...next: Parameters<typeof planStepQuery>) =>
  url(planStepPath, planStepQuery(...next));

/** The next step of a plan after a recorded message. */
export const messageLeftUrl = (...next: Parameters<typeof planStepQuery>) =>
  url(planStepPath, planStepQuery(...next), afterQuiet);

export const acceptCallUrl = ({ queue }: CallerState) =>
  url(acceptCallPath, { queue: queue.name }, whileAccepting);

export const acceptedCallUrl = ({ queue }: CallerState) =>
  url(acceptedCallPath, { queue: queue.name }, whileAccepting);

export const surveyAnswerUrl = ({ queue }: CallerState) => url(surveyAnswerPath, { queue: queue.name });

export const voicemailRecordedUrl = ({ queue }: CallerState) =>
  url(voicemailRecordedPath, { queue: queue.name }, patient);

export const agentPinUrl = (attempt: number, startedAt: number, queue: string | undefined) =>
  url(agentPinPath, {
    attempt: String(attempt),
    started: String(startedAt),
    ...(queue !== undefined && { queue }),
  });

/** `queueSizeUnknown`: the queue was dialed without knowing if anybody waits. */
export const agentFreeUrl = (session: AgentSession, served: string, queueSizeUnknown: boolean) =>
  url(agentFreePath, { ...agentSessionQuery(session), served, ...(queueSizeUnknown && { blind: '1' }) });

export const agentIdleUrl = (session: AgentSession) => url(agentIdlePath, agentSessionQuery(session));

export const agentPausedUrl = (session: AgentSession) => url(agentPausedPath, agentSessionQuery(session));

export const connectUrl = (session: Pick<AgentSession, 'agent'>, queue: string) =>
  url(connectPath, { queue, agent: session.agent });

/** Requested when an agent's phone is answered. TaskRouter requires an absolute URL. */
export const ringUrl = (domain: string, call: RungCall) =>
  `https://${domain}${url(ringPath, rungCallQuery(call))}`;

/** Requested when the call to an agent's phone is over. Twilio does not sign this request, so we do. */
export const rangUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${url(rangPath, query)}`;

export const acceptUrl = (call: RungCall) => url(acceptPath, rungCallQuery(call));

export const afterConversationUrl = (call: RungCall) => url(afterConversationPath, rungCallQuery(call));

/** `warned` is the key after which an agent heard that callers are waiting. */
export const wrapUpKeyUrl = (call: RungCall, warned?: string) =>
  url(wrapUpKeyPath, { ...rungCallQuery(call), ...(warned && { warned }) });

export const agentStateUrl = (agent: string) => url(agentStatePath, { agent });

export const stateChoiceUrl = (agent: string, warned?: string) =>
  url(stateChoicePath, { agent, ...(warned && { warned }) });

export const breakMinutesUrl = (agent: string) => url(breakMinutesPath, { agent });

/** Requested by our own functions. */
export const reconcileUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${reconcilePath}?${new URLSearchParams(query)}`;

/** Opened by people in a browser, never by Twilio. */
export const voicemailUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${voicemailPath}?${new URLSearchParams(query)}`;
