import config from '../../queues.config';
import { planStepEndpoint } from '../../src/caller/plan-step';
import { leavingSources } from '../../src/twilio/leaving-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(planStepEndpoint, config, leavingSources);
