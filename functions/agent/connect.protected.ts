import config from '../../queues.config';
import { connectingEndpoint } from '../../src/caller/connecting';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(connectingEndpoint, config);
