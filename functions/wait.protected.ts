import config from '../queues.config';
import { waitingEndpoint } from '../src/caller/waiting';
import { lineSources } from '../src/twilio/line-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(waitingEndpoint, config, lineSources(config));
