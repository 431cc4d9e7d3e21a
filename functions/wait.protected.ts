import config from '../queues.config';
import { waitingEndpoint } from '../src/caller/waiting';
import { callerSources } from '../src/twilio/caller-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(waitingEndpoint, config, callerSources);
