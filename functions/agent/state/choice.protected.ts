import config from '../../../queues.config';
import { stateChoiceEndpoint } from '../../../src/agent/rung/state-choice';
import { rungAgentSources } from '../../../src/twilio/rung-agent-sources';
import { webhook } from '../../../src/twilio/webhook';

export const handler = webhook(stateChoiceEndpoint, config, rungAgentSources(config));
