import config from '../../queues.config';
import { acceptCallEndpoint } from '../../src/caller/rung-person';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(acceptCallEndpoint, config);
