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
  agentFreePath,
  agentIdlePath,
  agentPausedPath,
  agentPinPath,
  callerPath,
  connectPath,
  keyPressPath,
  leftQueuePath,
  menuChoicePath,
  planStepPath,
  surveyAnswerPath,
  voicemailPath,
  voicemailRecordedPath,
  waitPath,
} from './paths';

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

/** From the start once more, for a caller whom no function could answer; without a queue the dialed number says it. */
export const callAgainUrl = (queue: string | undefined) =>
  url(callerPath, { ...(queue !== undefined && { queue }), again: '1' });

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

export const connectUrl = (session: AgentSession, queue: string) =>
  url(connectPath, { queue, agent: session.agent });

/** What a person opens in a browser, and Twilio never asks. */
export const voicemailUrl = (domain: string, query: Record<string, string>) =>
  `https://${domain}${voicemailPath}?${new URLSearchParams(query)}`;
