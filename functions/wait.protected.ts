import config from '../queues.config';
import { waitingEndpoint } from '../src/caller/waiting';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(waitingEndpoint, config);
