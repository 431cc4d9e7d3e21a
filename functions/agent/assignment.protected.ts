import config from '../../queues.config';
import { assignmentEndpoint } from '../../src/agent/rung/assignment';
import { httpFunction } from '../../src/twilio/http-function';
import { assignmentServices } from '../../src/twilio/rung-agent-sources';

export const handler = httpFunction(assignmentEndpoint, assignmentServices(config));
