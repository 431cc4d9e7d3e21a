import config from '../../../queues.config';
import { wrapUpKeyEndpoint } from '../../../src/agent/rung/wrap-up-key';
import { rungAgentSources } from '../../../src/twilio/rung-agent-sources';
import { webhook } from '../../../src/twilio/webhook';

export const handler = webhook(wrapUpKeyEndpoint, config, rungAgentSources(config));
