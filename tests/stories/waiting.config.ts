import { defineQueues } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import { usual as common, plans } from './usual-queue';

const usual = {
  ...common,
  maxCallers: 5000,
  maxWaitSeconds: 3600,
  plans,
} as const;

const news = { say: ['Text one.', 'Text two.', 'Text three.'], startSeconds: 30, everySeconds: 120 } as const;

/** Two queues whose callers hear messages, with a lane that is served first. */
export default defineQueues({
  queues: {
    support: {
      ...usual,
      numbers: ['+15550400001'],
      greeting: 'Support.',
      announcements: { firstInLineEverySeconds: 120, messages: [news] },
      plans: { ...plans, keyPressed: [{ queue: 'billing' }] },
      priority: { callers: ['+15550009999'], normalLaneFirstAfterSeconds: 600 },
    },
    billing: {
      ...usual,
      numbers: ['+15550400002'],
      greeting: 'Billing.',
      announcements: { firstInLineEverySeconds: 120, messages: [news] },
    },
  },
  agents: [{ id: 'ana', queues: ['billing'], number: '+15550990001' }],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
