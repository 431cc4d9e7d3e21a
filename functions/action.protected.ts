import config from '../queues.config';
import { leavingEndpoint } from '../src/caller/leaving';
import { leavingSources } from '../src/twilio/leaving-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(leavingEndpoint, config, leavingSources);
