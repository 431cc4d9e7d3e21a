import type { QueuesConfig } from '../../src/config/queue-config';
import type { WebhookRequest } from '../../src/endpoint';
import { Parameters } from '../../src/state/parameters';
import { imaginaryCall } from './section';

/** A request that Twilio could make at some time. Nothing is requested from its domain. */
export const imaginaryRequest = (
  config: QueuesConfig,
  now: Date,
  given: Readonly<Record<string, unknown>> = {},
): WebhookRequest => ({
  parameters: new Parameters({ CallSid: imaginaryCall, ...given }),
  config,
  now,
  domain: 'queue.example',
  environmentName: undefined,
});
