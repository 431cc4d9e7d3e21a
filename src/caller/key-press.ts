import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { secondsUnsureOfKey } from '../rules/waiting-document';
import { type CallerState, readCallerState } from '../state/caller-state';
import { readInterruptedDocument } from '../state/interrupted-document';
import { longestCallSeconds } from '../state/parameters';
import { keyPressPath, waitUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { CallerSources } from './caller-sources';
import { sayWaiting } from './say-waiting';
import { missingHoldMusic } from './waiting';
import { decideWaiting, type WaitingCaller, type WaitingStep } from './waiting-step';

/** A key that a waiting caller pressed. */
export interface KeyPress {
  readonly call: string;
  readonly state: CallerState;
  readonly key: string | undefined;
  /** The caller and the document that the key interrupted; undefined if the URL does not describe it. */
  readonly caller: WaitingCaller | undefined;
}

/** Leave the queue, go on with the music, or, if the document is unknown, wait again. */
export type KeyPressStep = WaitingStep | { kind: 'stay' };

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config' | 'now'>;

export function readKeyPress(request: ReadRequest): KeyPress {
  const { parameters } = request;
  const call = parameters.expectedText('CallSid') ?? 'unknown';
  const state = readCallerState(request);
  const key = parameters.expectedText('Digits');
  return { call, state, key, caller: readInterruptedCaller(call, state, request) };
}

/**
 * Twilio does not document whether the action of a `<Gather>` in a wait document gets `QueueTime`. Without it the time
 * in the URL serves. It never overestimates, so a wait does not end too early.
 */
function readInterruptedCaller(
  call: string,
  state: CallerState,
  { parameters, now }: ReadRequest,
): WaitingCaller | undefined {
  const document = readInterruptedDocument(parameters);
  if (!document) return undefined;
  const { requestedAt, latestMomentPlayed } = document;
  const sent = parameters.count('QueueTime', longestCallSeconds);
  const passed = Math.max(0, epochSeconds(now) - requestedAt - 1);
  const queueTimeSeconds = sent ?? document.queueTimeSeconds + passed;
  const file = document.pieceIndex === undefined ? '' : state.queue.holdMusic[document.pieceIndex]?.file;
  return {
    call,
    state,
    queueTimeSeconds,
    secondsWaited: state.secondsWaitedBefore + queueTimeSeconds,
    position: undefined,
    queueSize: undefined,
    interrupted: {
      uncertainSeconds: sent === undefined ? secondsUnsureOfKey : 0,
      before: { file: file ?? '', latestMomentPlayed },
      reportedTime:
        sent === undefined ? { queueTimeSeconds: document.queueTimeSeconds, requestedAt } : undefined,
    },
  };
}

/** Only the exit key means something. After any other key, the next piece plays. */
export function decideKeyPress(
  { key, state, caller }: KeyPress,
  now: Date,
  missingFiles?: ReadonlySet<string>,
): KeyPressStep {
  if (key === state.queue.exitKey.key) return { kind: 'leave' };
  return caller ? decideWaiting(caller, now, missingFiles) : { kind: 'stay' };
}

export function sayKeyPress(
  step: KeyPressStep,
  { state, caller }: KeyPress,
  request: Pick<WebhookRequest, 'domain' | 'now'>,
): VoiceResponse {
  if (step.kind === 'wait' && caller) return sayWaiting(step, caller, request);
  return step.kind === 'leave' ? leave() : backToWaiting(state);
}

/** Leaves the queue; Twilio then requests `action`. */
function leave(): VoiceResponse {
  const response = new VoiceResponse();
  response.leave();
  return response;
}

function backToWaiting(state: CallerState): VoiceResponse {
  const response = new VoiceResponse();
  response.redirect(waitUrl(state));
  return response;
}

export const keyPressLogged = (step: KeyPressStep, { call, state }: KeyPress): LogLine => ({
  event: 'key',
  call,
  queue: state.queue.name,
  leaves: step.kind === 'leave',
});

/** Twilio requests this when a waiting caller presses a key. */
export const keyPressEndpoint: Endpoint<KeyPress, KeyPressStep, ReadonlySet<string>, CallerSources> = {
  path: keyPressPath,
  visibility: 'protected',
  events: ['key'],
  read: readKeyPress,
  gatherFacts: ({ state }, sources) => missingHoldMusic(state, sources),
  decide: (press, { now }, missingFiles) => decideKeyPress(press, now, missingFiles),
  logLines: (step, press) => [keyPressLogged(step, press)],
  say: sayKeyPress,
  fallback: (request) => backToWaiting(readCallerState(request)),
};
