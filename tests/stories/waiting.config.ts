import { defineQueues, type HoldMusicPiece, type Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';

const holdMusic: readonly HoldMusicPiece[] = [
  { file: 'porch-light.v1.wav', seconds: 48.5 },
  { file: 'bach-prelude.v1.wav', seconds: 58.6 },
  { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
];

const plans = {
  closed: [{ say: 'We are closed.' }],
  full: [{ say: 'All lines are busy.' }],
  waitedTooLong: [{ say: 'That took too long.' }],
  keyPressed: [{ say: 'You have left the line.' }],
  error: [{ say: 'Something broke.' }],
} satisfies Record<string, Plan>;

const usual = {
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Here is your agent.',
  holdMusic,
  maxCallers: 5000,
  maxWaitSeconds: 3600,
  exitKey: { key: '*', offer: 'Press star to leave.' },
  servedAfterSeconds: 10,
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
