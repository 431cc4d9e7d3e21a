import config from '../../queues.config';
import { menuChoiceEndpoint } from '../../src/caller/arrival';
import { arrivalSources } from '../../src/twilio/arrival-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(menuChoiceEndpoint, config, arrivalSources(config));
