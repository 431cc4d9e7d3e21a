import { ringingDefaults } from '../../config/task-router';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import { say } from '../../speech';
import { type RungCall, readRungCall } from '../../state/rung-call';
import { acceptUrl, ringPath } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { joinCaller, mustConfirm, type RungAgentSources, setOnCall } from './join-caller';

/** What an agent hears when answering: an offer of the caller, or the caller at once. */
export type RingStep = { kind: 'offer'; seconds: number } | { kind: 'join' };

export function decideRing({ agent, queue, reservation }: RungCall): RingStep {
  if (!mustConfirm(agent) && reservation) return { kind: 'join' };
  const { confirmTimeoutSeconds } = { ...ringingDefaults, ...queue.ringing };
  return { kind: 'offer', seconds: confirmTimeoutSeconds };
}

/** Only a key takes the caller. Voicemail systems press none, and the call ends. */
export function sayRing(
  step: RingStep,
  call: RungCall,
  request: Pick<WebhookRequest, 'config' | 'taskRouter'>,
): VoiceResponse {
  const { agentLine } = request.config;
  const phrases = ringingPhrases(agentLine.language);
  const minutes = call.secondsWaited === undefined ? undefined : Math.floor(call.secondsWaited / 60);
  const callFor = phrases.callFor(call.queue.name, minutes);
  const response = new VoiceResponse();
  if (step.kind === 'join') {
    say(response, agentLine, callFor);
    joinCaller(response, call, request);
    return response;
  }
  const gather = response.gather({
    action: acceptUrl(call),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: step.seconds,
  });
  say(gather, agentLine, `${callFor} ${phrases.takeOrDecline}`);
  response.hangup();
  return response;
}

/** The fallback: nobody is connected who has not accepted, and the next agent is rung. */
export function hangUp(): VoiceResponse {
  const response = new VoiceResponse();
  response.hangup();
  return response;
}

/** Twilio requests this when an agent's phone is answered, by the agent or by a machine. */
export const ringEndpoint: Endpoint<RungCall, RingStep, undefined, RungAgentSources> = {
  path: ringPath,
  visibility: 'protected',
  events: ['agent-state'],
  read: readRungCall,
  decide: decideRing,
  logLines: () => [],
  async act(step, call, sources) {
    if (step.kind === 'join') await setOnCall(sources, call);
  },
  say: sayRing,
  fallback: hangUp,
};
