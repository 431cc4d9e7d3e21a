import config from '../../queues.config';
import { ringEndpoint } from '../../src/agent/rung/ring';
import { rungAgentSources } from '../../src/twilio/rung-agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(ringEndpoint, config, rungAgentSources(config));
