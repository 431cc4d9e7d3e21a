import config from '../../queues.config';
import { taskRouterEventsEndpoint } from '../../src/agent/rung/events';
import { httpFunction } from '../../src/twilio/http-function';
import { agentServices } from '../../src/twilio/rung-agent-sources';

export const handler = httpFunction(taskRouterEventsEndpoint, agentServices(config));
