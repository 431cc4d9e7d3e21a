import config from '../../queues.config';
import { agentPinEndpoint } from '../../src/agent/sign-in';
import { agentSources } from '../../src/twilio/agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(agentPinEndpoint, config, agentSources);
