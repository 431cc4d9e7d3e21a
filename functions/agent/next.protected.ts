import config from '../../queues.config';
import { freeAgentEndpoint } from '../../src/agent/dial-in/free';
import { agentSources } from '../../src/twilio/agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(freeAgentEndpoint, config, agentSources);
