import config from '../../queues.config';
import { httpFunction } from '../../src/twilio/http-function';
import { voicemailServices } from '../../src/twilio/voicemail-services';
import { voicemailRecordedEndpoint } from '../../src/voicemail/recorded';

export const handler = httpFunction(voicemailRecordedEndpoint, voicemailServices(config));
