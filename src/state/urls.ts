/**
 * Every URL that we hand out. They stand apart from the endpoints of
 * `src/endpoints.ts`, and each is an export of its own, because the bundle of one endpoint may not carry another.
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

/** How long Twilio tries to get an answer of ours, in milliseconds. */
interface Patience {
  readonly connect: number;
  /** For one attempt. */
  readonly read: number;
  /** For all attempts together. */
  readonly total: number;
}

/**
 * Two attempts at a function that hangs, four at one that cannot be reached. Callers hear nothing meanwhile, and where one
 * URL fails another may follow: two together stay below fifteen seconds. Our own code answers within three.
 */
const usual: Patience = { connect: 1000, read: 3500, total: 7000 };

/** After the ten seconds of quiet that end a message. */
const afterQuiet: Patience = { ...usual, total: 5500 };

/** While a caller waits in quiet for somebody outside to accept. These two functions only write a document. */
const whileAccepting: Patience = { connect: 1000, read: 2500, total: 2500 };

/** Nobody hears these. */
const patient: Patience = { connect: 3000, read: 5000, total: 15_000 };

/**
 * Asks Twilio to try again when our answer is refused (429 when too many requests run at once), broken or too slow. Not
 * part of what Twilio signs. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const overrides = ({ connect, read, total }: Patience) =>
  `#ct=${connect}&rt=${read}&tt=${total}&rc=3&rp=4xx,5xx,ct,rt`;

export const tryAgain = overrides(usual);

/** An attempt at `/action` that counts began at most so long after the caller left, unless several failed. */
export const latestAttemptSeconds = Math.ceil(usual.read / 1000);

function url(path: string, query: Record<string, string>, patience = usual): string {
  const search = new URLSearchParams(query).toString();
  return `${path}${search && `?${search}`}${overrides(patience)}`;
}

/** From the start once more, for a caller whom no function could answer; without a queue the dialed number says it. */
export const callAgainUrl = (queue: string | undefined) =>
  url(callerPath, { ...(queue !== undefined && { queue }), again: '1' });

export const menuChoiceUrl = (menu: string, visit: number) =>
  url(menuChoicePath, { menu, ...(visit > 0 && { visit: String(visit) }) });

export const joinLineUrl = (state: CallerState) => url(joinLinePath, callerStateQuery(state));

export const waitUrl = (state: CallerState) => url(waitPath, callerStateQuery(state));

/** A document that our code could not plan says nothing about itself. */
export const keyPressUrl = (state: CallerState, document?: InterruptedDocument) =>
  url(keyPressPath, { ...callerStateQuery(state), ...(document && interruptedDocumentQuery(document)) });

export const leftQueueUrl = (state: CallerState) => url(leftQueuePath, callerStateQuery(state));

/** Where a caller goes whom we take out of the line; whichever document Twilio runs then, it is the same. */
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

/** The same, for a caller who has recorded a message. */
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

/** `queueSizeUnknown`: the queue was dialed although we could not find out whether anybody waits. */
export const agentFreeUrl = (session: AgentSession, served: string, queueSizeUnknown: boolean) =>
  url(agentFreePath, { ...agentSessionQuery(session), served, ...(queueSizeUnknown && { blind: '1' }) });

export const agentIdleUrl = (session: AgentSession) => url(agentIdlePath, agentSessionQuery(session));

export const agentPausedUrl = (session: AgentSession) => url(agentPausedPath, agentSessionQuery(session));

export const connectUrl = (session: Pick<AgentSession, 'agent'>, queue: string) =>
  url(connectPath, { queue, agent: session.agent });

/** What an agent's phone hears when it is answered; TaskRouter wants it absolute. */
export const ringUrl = (domain: string, call: RungCall) =>
  `https://${domain}${url(ringPath, rungCallQuery(call))}`;

/** Asked when the call to an agent's phone is over. Twilio does not sign it, so we do. */
export const rangUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${url(rangPath, query)}`;

export const acceptUrl = (call: RungCall) => url(acceptPath, rungCallQuery(call));

export const afterConversationUrl = (call: RungCall) => url(afterConversationPath, rungCallQuery(call));

/** `warned` is the key after which an agent was told that callers wait. */
export const wrapUpKeyUrl = (call: RungCall, warned?: string) =>
  url(wrapUpKeyPath, { ...rungCallQuery(call), ...(warned && { warned }) });

export const agentStateUrl = (agent: string) => url(agentStatePath, { agent });

export const stateChoiceUrl = (agent: string, warned?: string) =>
  url(stateChoicePath, { agent, ...(warned && { warned }) });

export const breakMinutesUrl = (agent: string) => url(breakMinutesPath, { agent });

/** What our own functions ask of each other. */
export const reconcileUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${reconcilePath}?${new URLSearchParams(query)}`;

/** What a person opens in a browser, and Twilio never asks. */
export const voicemailUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${voicemailPath}?${new URLSearchParams(query)}`;
