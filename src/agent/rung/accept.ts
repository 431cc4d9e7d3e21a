import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import type { LogLine } from '../../log';
import { goodbye } from '../../speech';
import { type RungCall, readRungCall } from '../../state/rung-call';
import { acceptPath } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { joinCaller, type RungAgentSources, setOnCall } from './join-caller';
import { hangUp } from './ring';

const declineKey = '*';

/** The key pressed by an agent who was offered a call. */
export interface Answer extends RungCall {
  /** The agent's own call. */
  readonly leg: string;
  readonly key: string | undefined;
}

export type AcceptStep = { kind: 'take' } | { kind: 'decline' };

export function readAnswer(request: Pick<WebhookRequest, 'parameters' | 'config'>): Answer {
  const { parameters } = request;
  return {
    ...readRungCall(request),
    leg: parameters.expectedText('CallSid') ?? 'unknown',
    key: parameters.text('Digits'),
  };
}

/** Any other key takes the call: an agent may press the wrong one. */
export const decideAccept = ({ key, reservation }: Answer): AcceptStep =>
  key === undefined || key === declineKey || !reservation ? { kind: 'decline' } : { kind: 'take' };

export function sayAccept(
  step: AcceptStep,
  answer: Answer,
  request: Pick<WebhookRequest, 'config' | 'taskRouter'>,
): VoiceResponse {
  const { agentLine } = request.config;
  if (step.kind === 'decline') return goodbye(agentLine, ringingPhrases(agentLine.language).goodbye);
  const response = new VoiceResponse();
  joinCaller(response, answer, request);
  return response;
}

export const acceptLogged = ({ kind }: AcceptStep, { leg, agent, queue }: Answer): LogLine => ({
  event: 'taken',
  call: leg,
  agent: agent?.id ?? 'agent',
  queue: queue.name,
  accepted: kind === 'take',
});

/** Twilio requests this when a rung agent presses a key to take a call or to decline it. */
export const acceptEndpoint: Endpoint<Answer, AcceptStep, undefined, RungAgentSources> = {
  path: acceptPath,
  visibility: 'protected',
  events: ['taken', 'agent-state'],
  read: readAnswer,
  decide: decideAccept,
  logLines: (step, answer) => [acceptLogged(step, answer)],
  async act(step, answer, sources) {
    if (step.kind === 'take') await setOnCall(sources, answer);
    // The next agent's phone rings while this one still hears our goodbye.
    else await sources.agents?.rejectAsMissed(answer.worker, answer.reservation).catch(() => undefined);
  },
  say: sayAccept,
  fallback: hangUp,
};
