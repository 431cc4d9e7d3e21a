import config from '../../queues.config';
import { afterConversationEndpoint } from '../../src/agent/rung/after';
import { rungAgentSources } from '../../src/twilio/rung-agent-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(afterConversationEndpoint, config, rungAgentSources(config));
