import config from '../../queues.config';
import { acceptEndpoint } from '../../src/agent/rung/accept';
import { rungAgentSources } from '../../src/twilio/rung-agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(acceptEndpoint, config, rungAgentSources(config));
