import config from '../../queues.config';
import { planStepEndpoint } from '../../src/caller/plan-step';
import { callerSources } from '../../src/twilio/caller-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(planStepEndpoint, config, callerSources);
