import config from '../../queues.config';
import { idleAgentEndpoint } from '../../src/agent/dial-in/idle';
import { agentSources } from '../../src/twilio/agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(idleAgentEndpoint, config, agentSources);
