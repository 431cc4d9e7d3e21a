import config from '../queues.config';
import { arrivalEndpoint } from '../src/caller/arrival';
import { arrivalSources } from '../src/twilio/arrival-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(arrivalEndpoint, config, arrivalSources(config));
