import config from '../../queues.config';
import { joinLineEndpoint } from '../../src/caller/enqueue';
import { taskRouterSources } from '../../src/twilio/task-router-sources';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(joinLineEndpoint, config, taskRouterSources);
