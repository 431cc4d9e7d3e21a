import type { Lane } from '../rules/next-in-line';

/** Names of queues in the config may not end in this. */
export const priorityEnding = '-priority';

/**
 * The name of a lane's queue at Twilio. Queues belong to the whole account, so every environment except production adds
 * its name: agents on staging's number never get production's callers.
 */
export const queueNameAtTwilio = (queueName: string, lane: Lane, environmentName?: string) =>
  `${queueName}${lane === 'priority' ? priorityEnding : ''}${environmentName ? `@${environmentName}` : ''}`;

/**
 * The environment that a host serves, such as `staging` for `call-queue-1234-staging.twil.io`. Production has no name.
 * https://www.twilio.com/docs/serverless/api#domain-structure
 */
export const environmentServedBy = (domain: string) => /-\d+-([a-z0-9-]+)\./.exec(domain)?.[1];
