import { callEndedEndpoint } from '../../src/caller/ended';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(callEndedEndpoint);
