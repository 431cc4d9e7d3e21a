import config from '../queues.config';
import { arrivalEndpoint } from '../src/caller/arrival';
import { callerSources } from '../src/twilio/caller-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(arrivalEndpoint, config, callerSources);
