import type { Agent } from '../../src/config/queue-config';
import { configWith, support } from '../project-config';
import { agentNumber } from './plan';

const agents = Array.from({ length: 12 }, (_, index): Agent => {
  const contactUri = agentNumber(index);
  return { id: `agent-${index}`, queues: ['support'], contactUri };
});

const plans = { ...support.plans, noAgents: support.plans.closed };

/** The same queue, but that its agents are rung. */
export default configWith({ ...support, ringing: {}, plans }, { allowedDialPrefixes: ['+1'], agents });
