import type { WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import { pieceAt } from '../rules/rotation';
import { holdMusicFile, mediaUrl, say } from '../speech';
import type { CallerState } from '../state/caller-state';
import type { InterruptedDocument } from '../state/interrupted-document';
import { keyPressUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { WaitingCaller, WaitingPart, WaitingStep } from './waiting-step';

export function sayWaiting(
  step: WaitingStep,
  caller: WaitingCaller,
  request: Pick<WebhookRequest, 'domain' | 'now'>,
): VoiceResponse {
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'leave':
      response.leave();
      return response;
    case 'wait':
      for (const part of step.parts) sayPart(response, part, caller, request);
      return response;
    default:
      return step satisfies never;
  }
}

/** Each part listens for a key of its own, so that the answer knows in which one it was pressed. */
function sayPart(
  response: VoiceResponse,
  { announcement, sound, latestMomentTold }: WaitingPart,
  { state, queueTimeSeconds, interrupted }: WaitingCaller,
  { domain, now }: Pick<WebhookRequest, 'domain' | 'now'>,
): void {
  const { queue } = state;
  const pieceIndex = sound.kind === 'piece' ? queue.holdMusic.indexOf(sound.piece) : undefined;
  const gather = listenForKey(response, state, {
    pieceIndex,
    latestMomentTold,
    ...(interrupted?.timeTold ?? { queueTimeSeconds, requestedAt: epochSeconds(now) }),
  });
  if (announcement !== '') say(gather, queue, announcement);
  switch (sound.kind) {
    case 'piece':
      gather.play(mediaUrl(domain, holdMusicFile(sound.piece.file)));
      return;
    case 'words':
      for (let times = 0; times < sound.times; times++) {
        say(gather, queue, sound.say);
        gather.pause({ length: sound.pauseSeconds });
      }
      return;
    default:
      sound satisfies never;
  }
}

/** What is heard if our code fails: music, and a key still works. */
export function sayMusic(state: CallerState, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  const gather = listenForKey(response, state);
  gather.play(mediaUrl(domain, holdMusicFile(pieceAt(0, state.queue.holdMusic).file)));
  return response;
}

/**
 * One key is heard at any moment of what is nested here. The pause after it is the shortest there is, and an empty
 * `finishOnKey` makes `#` a key like any other. Without a key Twilio goes on with the next verb.
 * https://www.twilio.com/docs/voice/twiml/gather
 */
function listenForKey(
  response: VoiceResponse,
  state: CallerState,
  document?: InterruptedDocument,
): VoiceResponse.Gather {
  return response.gather({
    action: keyPressUrl(state, document),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 1,
  });
}
