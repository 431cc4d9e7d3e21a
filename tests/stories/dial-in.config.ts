import type { QueuesConfig } from '../../src/config/queue-config';
import rung from './rung.config';

const { ringing: _, plans, ...support } = rung.queues.support;
const { noAgents: _ofRungAgents, ...plansOfAll } = plans;

/** The queue support of the same business, as it was when its agents dialed in. */
export default {
  ...rung,
  queues: { support: { ...support, plans: plansOfAll } },
  agents: [{ id: 'ada', queues: ['support'], number: '+15557770011' }],
} satisfies QueuesConfig;
