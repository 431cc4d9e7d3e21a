import { defineQueues, type Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';

export const plans = {
  closed: [{ say: 'We are closed.' }],
  full: [{ say: 'All lines are busy.' }],
  waitedTooLong: [{ say: 'That took too long.' }],
  keyPressed: [{ say: 'You have left the line.' }],
  error: [{ say: 'Something broke.' }],
} satisfies Record<string, Plan>;

export const usual = {
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Thank you for waiting. Here is your agent.',
  holdMusic: [
    { file: 'porch-light.v1.wav', seconds: 48.5 },
    { file: 'bach-prelude.v1.wav', seconds: 58.6 },
    { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
  ],
  announcements: {
    firstInLineEverySeconds: 120,
    messages: [
      { say: ['Message one.', 'Message two.', 'Message three.'], startSeconds: 30, everySeconds: 120 },
    ],
  },
  maxCallers: 60,
  exitKey: { key: '*', offer: 'Press star to leave.' },
  servedAfterSeconds: 10,
} as const;

/** The config under test: it has messages, a survey, and a plan that leads from one queue to the other. */
export default defineQueues({
  queues: {
    first: {
      ...usual,
      numbers: ['+15550200001'],
      greeting: 'Welcome. '.repeat(30),
      maxWaitSeconds: 420,
      plans: { ...plans, waitedTooLong: [{ say: 'We try another line.' }, { queue: 'second' }] },
    },
    second: {
      ...usual,
      numbers: ['+15550200002'],
      greeting: 'You are in line.',
      maxWaitSeconds: 900,
      survey: { question: 'How was it, from 1 to 5?', thanks: 'Thank you for your answer.' },
      plans,
    },
  },
  agents: [{ id: 'both', queues: ['second', 'first'], number: '+15550990001' }],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
