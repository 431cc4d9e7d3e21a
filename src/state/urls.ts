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
  connectPath,
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

/**
 * Asks Twilio to try again, up to three times, when our answer is refused (429 when too many requests run
 * at once), broken or too slow. It gives up on one attempt after five seconds, because all of them together
 * have fifteen; our own code answers within three. Not part of what Twilio signs.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const tryAgain = '#ct=3000&rt=5000&rc=3&rp=4xx,5xx,ct,rt';

function url(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString();
  return `${path}${search && `?${search}`}${tryAgain}`;
}

export const menuChoiceUrl = (menu: string) => url(menuChoicePath, { menu });

export const waitUrl = (state: CallerState) => url(waitPath, callerStateQuery(state));

/** A document that our code could not plan says nothing about itself. */
export const keyPressUrl = (state: CallerState, document?: InterruptedDocument) =>
  url(keyPressPath, { ...callerStateQuery(state), ...(document && interruptedDocumentQuery(document)) });

export const leftQueueUrl = (state: CallerState) => url(leftQueuePath, callerStateQuery(state));

/** The next step of a plan. */
export const planStepUrl = (state: CallerState, reason: PlanReason, step: number) =>
  url(planStepPath, { ...callerStateQuery(state), reason, step: String(step) });

export const acceptCallUrl = ({ queue }: CallerState) => url(acceptCallPath, { queue: queue.name });

export const acceptedCallUrl = ({ queue }: CallerState) => url(acceptedCallPath, { queue: queue.name });

export const surveyAnswerUrl = ({ queue }: CallerState) => url(surveyAnswerPath, { queue: queue.name });

export const voicemailRecordedUrl = ({ queue }: CallerState) =>
  url(voicemailRecordedPath, { queue: queue.name });

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

export const wrapUpKeyUrl = (call: RungCall) => url(wrapUpKeyPath, rungCallQuery(call));

export const agentStateUrl = (agent: string) => url(agentStatePath, { agent });

export const stateChoiceUrl = (agent: string) => url(stateChoicePath, { agent });

export const breakMinutesUrl = (agent: string) => url(breakMinutesPath, { agent });

/** What our own functions ask of each other. */
export const reconcileUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${reconcilePath}?${new URLSearchParams(query)}`;

/** What a person opens in a browser, and Twilio never asks. */
export const voicemailUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${voicemailPath}?${new URLSearchParams(query)}`;
