import config from '../../../queues.config';
import { breakMinutesEndpoint } from '../../../src/agent/rung/state-choice';
import { rungAgentSources } from '../../../src/twilio/rung-agent-sources';
import { webhook } from '../../../src/twilio/webhook';

export const handler = webhook(breakMinutesEndpoint, config, rungAgentSources(config));
