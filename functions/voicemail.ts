import { httpFunction } from '../src/twilio/http-function';
import { playbackServices } from '../src/twilio/playback-services';
import { voicemailPlaybackEndpoint } from '../src/voicemail/playback';

export const handler = httpFunction(voicemailPlaybackEndpoint, playbackServices);
