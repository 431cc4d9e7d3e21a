import config from '../../queues.config';
import { acceptedCallEndpoint } from '../../src/caller/rung-person';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(acceptedCallEndpoint, config);
