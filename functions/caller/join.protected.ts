import config from '../../queues.config';
import { joinLineEndpoint } from '../../src/caller/enqueue';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(joinLineEndpoint, config);
