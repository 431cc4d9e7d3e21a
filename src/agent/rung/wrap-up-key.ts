import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import { type AgentWorker, nowOffline, type WorkerChange } from '../../rules/reconcile-workers';
import { goodbye } from '../../speech';
import { type RungCall, readRungCall } from '../../state/rung-call';
import { wrapUpKeyPath } from '../../state/urls';
import type VoiceResponse from '../../twiml';
import { offerWrapUp } from './after';
import type { RungAgentSources } from './join-caller';
import { hangUp } from './ring';

/** The key of an agent who has time for notes. */
export interface WrapUpKey extends RungCall {
  readonly key: string | undefined;
}

/** What an agent wants with the time for notes; any other key leaves it as it is. */
export type WrapUpStep =
  | { kind: 'end' }
  | { kind: 'extend'; seconds: number }
  | { kind: 'off' }
  | { kind: 'leave' };

export const readWrapUpKey = (request: Pick<WebhookRequest, 'parameters' | 'config'>): WrapUpKey => ({
  ...readRungCall(request),
  key: request.parameters.text('Digits'),
});

export function decideWrapUpKey({ key, queue }: WrapUpKey): WrapUpStep {
  switch (key) {
    case '1':
      return { kind: 'end' };
    case '2':
      return { kind: 'extend', seconds: queue.wrapUpSeconds ?? 0 };
    case '3':
      return { kind: 'off' };
    default:
      return { kind: 'leave' };
  }
}

/** The agent's phone is still in use: an end that is written down is done once the call is over. */
export const changeOf =
  (step: WrapUpStep) =>
  ({ activity, until = 0 }: AgentWorker, now: number): WorkerChange | undefined => {
    if (activity !== 'wrapUp') return undefined;
    switch (step.kind) {
      case 'end':
        return { until: now };
      case 'extend':
        return { until: Math.max(until, now) + step.seconds };
      case 'off':
        return nowOffline;
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
    case 'leave':
      return hangUp();
    default:
      return step satisfies never;
  }
}

/** An agent presses a key in the time for notes. */
export const wrapUpKeyEndpoint: Endpoint<WrapUpKey, WrapUpStep, undefined, RungAgentSources> = {
  path: wrapUpKeyPath,
  visibility: 'protected',
  events: ['agent-state'],
  read: readWrapUpKey,
  decide: decideWrapUpKey,
  logLines: () => [],
  async act(step, { worker }, { agents }) {
    await agents?.change(worker, changeOf(step));
  },
  say: sayWrapUpKey,
  fallback: hangUp,
};
