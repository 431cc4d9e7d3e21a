import type { QueuesConfig } from '../../../src/config/queue-config';
import { rungConfig } from '../task-router/rung-config';

const { support, sales, billing } = rungConfig.queues;

/** Two queues whose agents are rung, and one whose agents dial in. The account's number is wired to the first. */
export default {
  ...rungConfig,
  queues: {
    support: { ...support, numbers: [], plans: { ...support.plans, full: [{ queue: 'sales' }] } },
    sales: { ...sales, numbers: [], plans: { ...sales.plans, full: [{ queue: 'billing' }] } },
    billing: { ...billing, numbers: [] },
  },
} satisfies QueuesConfig;
