import config from '../../queues.config';
import { pausedAgentEndpoint } from '../../src/agent/dial-in/idle';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(pausedAgentEndpoint, config);
