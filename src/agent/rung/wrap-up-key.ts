import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import { type AgentWorker, nowOffline, type WorkerChange } from '../../rules/reconcile-workers';
import { goodbye, say } from '../../speech';
import { type RungCall, readRungCall } from '../../state/rung-call';
import { wrapUpKeyPath, wrapUpKeyUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { offerWrapUp } from './after';
import { callersLeftBehind } from './colleagues';
import type { RungAgentSources } from './join-caller';
import { hangUp } from './ring';

/** The key pressed by an agent during the wrap-up. */
export interface WrapUpKey extends RungCall {
  readonly key: string | undefined;
  /** The key after which the agent heard that callers are waiting. */
  readonly warned: string | undefined;
}

/** What an agent wants to do with the wrap-up time; any other key leaves it unchanged. */
export type WrapUpStep =
  | { kind: 'end' }
  | { kind: 'extend'; seconds: number }
  | { kind: 'off' }
  /** Callers are waiting, and no agent would be left for them. */
  | { kind: 'warn'; callers: number }
  | { kind: 'leave' };

export const readWrapUpKey = (request: Pick<WebhookRequest, 'parameters' | 'config'>): WrapUpKey => ({
  ...readRungCall(request),
  key: request.parameters.text('Digits'),
  warned: request.parameters.text('warned'),
});

const offKey = '3';

export function decideWrapUpKey({ key, queue, warned }: WrapUpKey, callersLeftBehind: number): WrapUpStep {
  switch (key) {
    case '1':
      return { kind: 'end' };
    case '2':
      return { kind: 'extend', seconds: queue.wrapUpSeconds ?? 0 };
    case offKey:
      return callersLeftBehind > 0 && warned !== offKey
        ? { kind: 'warn', callers: callersLeftBehind }
        : { kind: 'off' };
    default:
      return { kind: 'leave' };
  }
}

/** The agent's phone is still in use, so an earlier end of the wrap-up takes effect when the call is over. */
export const changeOf =
  (step: WrapUpStep) =>
  ({ activity, until = 0 }: AgentWorker, now: number): WorkerChange | undefined => {
    // The wrap-up may end while the agent hears a warning.
    if (activity !== 'wrapUp' && !(step.kind === 'off' && activity === 'available')) return undefined;
    switch (step.kind) {
      case 'end':
        return { until: now };
      case 'extend':
        return { until: Math.max(until, now) + step.seconds };
      case 'off':
        return nowOffline;
      case 'warn':
      case 'leave':
        return undefined;
      default:
        return step satisfies never;
    }
  };

export function sayWrapUpKey(
  step: WrapUpStep,
  call: RungCall,
  { config: { agentLine } }: Pick<WebhookRequest, 'config'>,
): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  switch (step.kind) {
    case 'end':
      return goodbye(agentLine, phrases.freeAgain);
    case 'extend':
      return offerWrapUp(call, step.seconds, agentLine, phrases);
    case 'off':
      return goodbye(agentLine, phrases.takenOff);
    case 'warn': {
      const response = new VoiceResponse();
      const gather = response.gather({
        action: wrapUpKeyUrl(call, offKey),
        finishOnKey: '',
        input: ['dtmf'],
        numDigits: 1,
        timeout: 5,
      });
      say(gather, agentLine, phrases.callersWouldBeAlone(step.callers));
      response.hangup();
      return response;
    }
    case 'leave':
      return hangUp();
    default:
      return step satisfies never;
  }
}

/** Twilio requests this when an agent presses a key during the wrap-up. */
export const wrapUpKeyEndpoint: Endpoint<WrapUpKey, WrapUpStep, number, RungAgentSources> = {
  path: wrapUpKeyPath,
  visibility: 'protected',
  events: ['agent-state'],
  read: readWrapUpKey,
  gatherFacts: async ({ agent, key, warned }, { agents }, request) =>
    agent && agents && key === offKey && warned !== offKey ? callersLeftBehind(agent, agents, request) : 0,
  decide: (pressed, _request, callers) => decideWrapUpKey(pressed, callers),
  logLines: () => [],
  async act(step, { worker }, { agents }) {
    await agents?.change(worker, changeOf(step));
  },
  say: sayWrapUpKey,
  fallback: hangUp,
};
