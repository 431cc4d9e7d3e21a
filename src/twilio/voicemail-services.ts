import { readAccountAccess, readVoicemailSettings } from '../config/environment';
import type { QueuesConfig } from '../config/queue-config';
import type { VoicemailServices } from '../voicemail/recorded';
import { callersNumber } from './callers-number';
import type { FunctionContext } from './http-function';
import { deliverVoicemail } from './voicemail-delivery';

/** Twilio waits five seconds per attempt and then retries. */
const longestDeliveryMillis = 2500;

/** How a voicemail gets from this deployment to the team. */
export const voicemailServices =
  (config: QueuesConfig) =>
  (context: FunctionContext): VoicemailServices => ({
    config,
    settings: readVoicemailSettings(context),
    account: readAccountAccess(context),
    callersNumber: (call) => callersNumber(context, call),
    deliver: (message, to, now) =>
      deliverVoicemail(message, to, { now, longestMillis: longestDeliveryMillis }),
  });
