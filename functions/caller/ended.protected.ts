import { callEndedEndpoint } from '../../src/caller/ended';
import { endedCallSources } from '../../src/twilio/ended-call-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(callEndedEndpoint, undefined, endedCallSources);
