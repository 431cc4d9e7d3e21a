import { defineQueues } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import { usual as common, plans } from './usual-queue';

const usual = {
  ...common,
  maxCallers: 5,
  maxWaitSeconds: 900,
} as const;

/** A business that uses everything there is: the stories' own. */
export default defineQueues({
  queues: {
    sales: {
      ...usual,
      numbers: ['+15550200001'],
      greeting: 'Sales.',
      maxWaitSeconds: 1800,
      priority: { numbers: ['+15550200009'], callers: ['+15550009999'], normalLaneFirstAfterSeconds: 600 },
      survey: { question: 'How was it, from 1 to 5?', thanks: 'Thank you for your answer.' },
      whisper: true,
      wrapUpSeconds: 20,
      plans,
    },
    support: {
      ...usual,
      numbers: ['+15550200002'],
      greeting: 'Support.',
      openingHours: {
        timeZone: 'America/New_York',
        weekly: { monday: ['09:00-17:00'], tuesday: ['09:00-17:00'] },
        oneOffDays: [{ date: '2026-01-06', open: [], say: 'We are closed for a day of training.' }],
        atClosing: 'run-closed-plan',
      },
      recording: { notice: 'This call is recorded.' },
      announcements: {
        firstInLineEverySeconds: 120,
        messages: [
          {
            say: ['You find us on the web.', 'Have your number at hand.'],
            startSeconds: 60,
            everySeconds: 180,
          },
        ],
      },
      anonymousCallers: 'reject',
      plans: {
        ...plans,
        waitedTooLong: [
          { say: 'We try somebody else.' },
          { ring: { number: '+15550300001' } },
          { say: 'Nobody answered.' },
          { queue: 'sales' },
        ],
        keyPressed: [
          { voicemail: 'Leave a message after the beep.' },
          { say: 'Thank you for your message.' },
        ],
      },
    },
    night: {
      ...usual,
      numbers: ['+15550200003'],
      greeting: 'Night desk.',
      openingHours: {
        timeZone: 'America/New_York',
        weekly: { monday: ['22:00-06:00'] },
        atClosing: 'keep-waiting',
      },
      plans: { ...plans, closed: [{ say: 'The night desk is closed.' }, { queue: 'support' }] },
    },
  },
  menus: {
    main: {
      language: english,
      voice: 'Polly.Joanna-Neural',
      numbers: ['+15550200000'],
      prompt: 'For sales press 1, for support press 2.',
      choices: { '1': 'sales', '2': 'support' },
      fallbackQueue: 'support',
    },
  },
  blockedCallers: ['+15550006666'],
  allowedDialPrefixes: ['+1'],
  agents: [
    { id: 'ana', queues: ['sales', 'support'], number: '+15550990001' },
    { id: 'ben', queues: ['support'], code: '22' },
  ],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural', maxIdleSeconds: 3600 },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
