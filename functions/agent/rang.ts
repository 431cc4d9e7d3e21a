import config from '../../queues.config';
import { rangEndpoint } from '../../src/agent/rung/rang';
import { httpFunction } from '../../src/twilio/http-function';
import { agentServices } from '../../src/twilio/rung-agent-sources';

export const handler = httpFunction(rangEndpoint, agentServices(config));
