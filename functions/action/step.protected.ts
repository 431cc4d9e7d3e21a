import config from '../../queues.config';
import { planStepEndpoint } from '../../src/caller/plan-step';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(planStepEndpoint, config);
