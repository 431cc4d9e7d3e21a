import { defineQueues } from '../../src/config/queue-config';
import waiting from './waiting.config';

const { support, billing } = waiting.queues;
const rung = <Plans extends object>(plans: Plans) => ({
  ringing: {},
  plans: { ...plans, noAgents: [{ say: 'Nobody is here.' }] as const },
});

/** The same queues, and their agents are rung. */
export default defineQueues({
  ...waiting,
  queues: {
    support: { ...support, ...rung(support.plans) },
    billing: { ...billing, ...rung(billing.plans) },
  },
  allowedDialPrefixes: ['+1'],
  agents: [{ id: 'ana', queues: ['support', 'billing'], contactUri: '+15557770011' }],
});
