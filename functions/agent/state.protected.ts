import config from '../../queues.config';
import { agentStateEndpoint } from '../../src/agent/rung/state';
import { rungAgentSources } from '../../src/twilio/rung-agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(agentStateEndpoint, config, rungAgentSources(config));
