import config from '../../queues.config';
import { keyPressEndpoint } from '../../src/caller/key-press';
import { callerSources } from '../../src/twilio/caller-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(keyPressEndpoint, config, callerSources);
