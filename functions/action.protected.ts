import config from '../queues.config';
import { leavingEndpoint } from '../src/caller/leaving';
import { callerSources } from '../src/twilio/caller-sources';
import { webhook } from '../src/twilio/webhook';

export const handler = webhook(leavingEndpoint, config, callerSources);
