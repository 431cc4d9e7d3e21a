import { configWith, support } from '../../bench/project-config';
import type { Queue } from '../../src/config/queue-config';

const rung: Queue = {
  ...support,
  ringing: {},
  plans: { ...support.plans, noAgents: [{ say: 'Sorry, nobody is here. Goodbye.' }] },
};

/** The queue that comes with the project, whose agents are rung. */
export default configWith(rung, {
  allowedDialPrefixes: ['+1'],
  agents: [{ id: 'ada', queues: ['support'], contactUri: '+15557770011' }],
});
