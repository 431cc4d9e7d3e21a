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

/** Each part has its own `<Gather>`, so that the answer knows in which part the key was pressed. */
function sayPart(
  response: VoiceResponse,
  { announcement, sound, latestMomentPlayed }: WaitingPart,
  { state, queueTimeSeconds, interrupted }: WaitingCaller,
  { domain, now }: Pick<WebhookRequest, 'domain' | 'now'>,
): void {
  const { queue } = state;
  const pieceIndex = sound.kind === 'piece' ? queue.holdMusic.indexOf(sound.piece) : undefined;
  const gather = listenForKey(response, state, {
    pieceIndex,
    latestMomentPlayed,
    ...(interrupted?.reportedTime ?? { queueTimeSeconds, requestedAt: epochSeconds(now) }),
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

/** The fallback: music, and the exit key still works. */
export function sayMusic(state: CallerState, domain: string): VoiceResponse {
  const response = new VoiceResponse();
  const gather = listenForKey(response, state);
  gather.play(mediaUrl(domain, holdMusicFile(pieceAt(0, state.queue.holdMusic).file)));
  return response;
}

/**
 * Listens for one key during everything nested here, and for 1 s after it, the shortest timeout. An empty `finishOnKey`
 * makes `#` an ordinary key. Without a key Twilio runs the next verb. https://www.twilio.com/docs/voice/twiml/gather
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
