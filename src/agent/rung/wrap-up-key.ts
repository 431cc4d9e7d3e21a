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

/** The key of an agent who has time for notes. */
export interface WrapUpKey extends RungCall {
  readonly key: string | undefined;
  /** The key after which the agent was told that callers wait. */
  readonly warned: string | undefined;
}

/** What an agent wants with the time for notes; any other key leaves it as it is. */
export type WrapUpStep =
  | { kind: 'end' }
  | { kind: 'extend'; seconds: number }
  | { kind: 'off' }
  /** Callers wait, and nobody would be left for them. */
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

/** The agent's phone is still in use: an end that is written down is done once the call is over. */
export const changeOf =
  (step: WrapUpStep) =>
  ({ activity, until = 0 }: AgentWorker, now: number): WorkerChange | undefined => {
    // Who hears a warning may be available again meanwhile.
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

/** An agent presses a key in the time for notes. */
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
