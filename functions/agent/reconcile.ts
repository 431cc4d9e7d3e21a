import config from '../../queues.config';
import { reconcileEndpoint } from '../../src/agent/rung/reconcile';
import { httpFunction } from '../../src/twilio/http-function';
import { agentServices } from '../../src/twilio/rung-agent-sources';

export const handler = httpFunction(reconcileEndpoint, agentServices(config));
