import type { QueuesConfig } from '../../src/config/queue-config';
import dialIn from './dial-in.config';
import rung from './rung.config';

const { support } = dialIn.queues;
const { support: help } = rung.queues;

/** On the way from one kind to the other: the old queue, and the new one that lists its number. */
export default {
  ...rung,
  queues: { support: { ...support, numbers: [] }, help },
  agents: [
    { id: 'ada', queues: ['support'], number: '+15557770011' },
    { id: 'ben', queues: ['help'], contactUri: '+15557770012' },
  ],
} satisfies QueuesConfig;
