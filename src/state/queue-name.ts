import type { Lane } from '../rules/next-in-line';

/** What the config's own queues may not end in. */
export const priorityEnding = '-priority';

/**
 * A lane is a queue of its own at Twilio, with this name. Such queues belong to the account, so every environment but
 * production adds its own name: an agent on staging's number is never given a caller of production.
 */
export const queueNameAtTwilio = (queueName: string, lane: Lane, environmentName?: string) =>
  `${queueName}${lane === 'priority' ? priorityEnding : ''}${environmentName ? `@${environmentName}` : ''}`;

/**
 * The environment that a host serves, such as `staging` of `call-queue-1234-staging.twil.io`; production has no name.
 * https://www.twilio.com/docs/serverless/api#domain-structure
 */
export const environmentServedBy = (domain: string) => /-\d+-([a-z0-9-]+)\./.exec(domain)?.[1];
