import config from '../../queues.config';
import { readVoicemailSettings } from '../../src/config/environment';
import { callersNumber } from '../../src/twilio/callers-number';
import { httpEndpoint } from '../../src/twilio/http-endpoint';
import { deliverVoicemail } from '../../src/twilio/voicemail-delivery';
import {
  nextVoicemailStep,
  readRecordedVoicemail,
  voicemailLogged,
  voicemailMessage,
} from '../../src/voicemail/recorded';

const heard = { status: 204 };
/** Has Twilio ask again, as the URL tells it to. */
const notDelivered = { status: 503 };

/** A recording can be fetched, whatever became of its call: a message to deliver. */
export const handler = httpEndpoint({
  // Twilio gives up on one attempt after five seconds.
  longestAnswerMillis: 4000,
  async answer({ parameters, now, context, log }) {
    const recorded = readRecordedVoicemail(parameters, config, now);
    if (!recorded) return heard;
    const step = nextVoicemailStep(recorded, readVoicemailSettings(context));
    if (step.kind !== 'deliver') {
      log(voicemailLogged(recorded, step));
      return heard;
    }
    const from = await callersNumber(context, recorded.call);
    const site = { domain: context.DOMAIN_NAME ?? '', secret: step.to.secret, now };
    const message = voicemailMessage(recorded, from, site);
    const delivery = await deliverVoicemail(message, step.to, { now, longestMillis: 2500 });
    log(voicemailLogged(recorded, delivery));
    return delivery.kind === 'delivered' ? heard : notDelivered;
  },
  otherwise: notDelivered,
});
