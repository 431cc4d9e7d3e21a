import { readAccountAccess, readVoicemailSecret } from '../config/environment';
import type { PlaybackServices } from '../voicemail/playback';
import type { FunctionContext } from './http-function';
import { recordingMedia } from './recording-media';

/** The secret of this deployment, and the recordings of its account. */
export const playbackServices = (context: FunctionContext): PlaybackServices => ({
  secret: readVoicemailSecret(context),
  recordingMedia: (recording) => recordingMedia(recording, readAccountAccess(context)),
});
