import { defineQueues } from '../../src/config/queue-config';
import everything from './everything.config';

const { sales, support, night } = everything.queues;
const rung = <Plans extends object>(plans: Plans) => ({
  ringing: {},
  plans: { ...plans, noAgents: [{ say: 'Nobody is here.' }] as const },
});

/** The same business, and its agents are rung. */
export default defineQueues({
  ...everything,
  queues: {
    sales: { ...sales, ...rung(sales.plans) },
    support: { ...support, ...rung(support.plans) },
    night: { ...night, ...rung(night.plans) },
  },
  agents: [{ id: 'ana', queues: ['sales', 'support', 'night'], contactUri: '+15557770011' }],
});
