import { readAccountAccess, readVoicemailSecret } from '../src/config/environment';
import { httpEndpoint } from '../src/twilio/http-endpoint';
import { recordingMedia } from '../src/twilio/recording-media';
import { checkLink, readShownLink } from '../src/voicemail/link';
import { answerClosed, answerSound } from '../src/voicemail/playback';

/** Somebody listens to a voicemail. Anybody may ask, Twilio never does: the link says who may listen. */
export const handler = httpEndpoint({
  // A function has ten seconds.
  longestAnswerMillis: 9000,
  async answer({ parameters, now, context, header, report }) {
    const check = checkLink(readShownLink(parameters), readVoicemailSecret(context), now);
    if (check.kind !== 'open') return answerClosed(check);
    const media = await recordingMedia(check.recording, readAccountAccess(context));
    if (media.kind === 'unavailable') report(new Error(media.why));
    return answerSound(check.recording, media, header('range'));
  },
  otherwise: answerSound('', { kind: 'unavailable', why: '' }, undefined),
});
