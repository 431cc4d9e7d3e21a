import config from '../../queues.config';
import { surveyAnswerEndpoint } from '../../src/caller/survey';
import { webhook } from '../../src/twilio/webhook';

export const handler = webhook(surveyAnswerEndpoint, config);
