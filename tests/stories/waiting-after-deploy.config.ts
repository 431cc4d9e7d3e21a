import { defineQueues } from '../../src/config/queue-config';
import before from './waiting.config';

const { support } = before.queues;
const { priority: _, ...withoutLane } = support;
const plans = {
  closed: [{ say: 'We are closed.' }],
  full: [{ say: 'All lines are busy.' }],
  waitedTooLong: [{ say: 'That took too long.' }],
  keyPressed: [{ say: 'You have left the line.' }],
  error: [{ say: 'Something broke.' }],
} as const;

/** The same business after a deployment: no billing, and no priority lane. */
export default defineQueues({
  queues: { support: { ...withoutLane, numbers: ['+15550400001', '+15550400002'], plans } },
  agents: [{ id: 'ana', queues: ['support'], number: '+15550990001' }],
  agentLine: before.agentLine,
  fallback: before.fallback,
});
