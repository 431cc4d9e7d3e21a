import { defineQueues } from '../../../src/config/queue-config';
import { english } from '../../../src/languages/english';

const shared = {
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Here is your agent.',
  holdMusic: [
    { file: 'a.wav', seconds: 50 },
    { file: 'b.wav', seconds: 60 },
    { file: 'c.wav', seconds: 70 },
  ],
  maxWaitSeconds: 900,
  exitKey: { key: '*', offer: 'To leave a message, press star.' },
  servedAfterSeconds: 10,
} as const;

/** A config that has one of everything: support is open on weekdays from nine to six in New York. */
export const config = defineQueues({
  queues: {
    support: {
      ...shared,
      numbers: ['+15550100001'],
      greeting: 'Welcome to support.',
      announcements: {
        firstInLineEverySeconds: 120,
        messages: [
          { say: ['See our page.', 'We also answer letters.'], startSeconds: 60, everySeconds: 180 },
        ],
      },
      maxCallers: 500,
      openingHours: {
        timeZone: 'America/New_York',
        weekly: {
          monday: ['09:00-18:00'],
          tuesday: ['09:00-18:00'],
          wednesday: ['09:00-18:00'],
          thursday: ['09:00-18:00'],
          friday: ['09:00-12:00', '13:00-17:00'],
        },
        oneOffDays: [{ date: '2026-12-25', open: [], say: 'Merry Christmas. We are closed.' }],
        atClosing: 'run-closed-plan',
      },
      priority: { numbers: ['+15550100009'], callers: ['+15551112222'], normalLaneFirstAfterSeconds: 300 },
      anonymousCallers: 'reject',
      recording: { notice: 'This call is recorded.' },
      whisper: true,
      wrapUpSeconds: 30,
      survey: { question: 'How was it?', thanks: 'Thank you.' },
      plans: {
        closed: [{ say: 'We are closed.' }, { voicemail: 'Leave a message.' }],
        full: [{ queue: 'sales' }],
        waitedTooLong: [
          { say: 'Sorry.' },
          { ring: { number: '+15557654321', maxConversationSeconds: 1800 } },
          { voicemail: 'Nobody is there.' },
          { say: 'Goodbye.' },
        ],
        keyPressed: [{ voicemail: 'Leave a message.' }],
        error: [{ play: 'prompts/error.v1.wav' }],
      },
    },
    sales: {
      ...shared,
      greeting: 'Welcome to sales.',
      announcements: { firstInLineEverySeconds: 120 },
      maxCallers: 200,
      plans: {
        closed: [{ say: 'Closed.' }],
        full: [{ say: 'Full.' }],
        waitedTooLong: [{ say: 'Too long.' }],
        keyPressed: [{ ring: { number: '+15557654321', mustAccept: false } }],
        error: [{ say: 'Error.' }],
      },
    },
  },
  menus: {
    main: {
      language: english,
      voice: 'Polly.Joanna-Neural',
      numbers: ['+15550100050'],
      prompt: 'For support press 1, for sales press 2.',
      choices: { '1': 'support', '2': 'sales' },
      fallbackQueue: 'sales',
    },
  },
  blockedCallers: ['+15559999999'],
  allowedDialPrefixes: ['+1'],
  agents: [
    { id: 'agent-1', queues: ['support', 'sales'], number: '+15551230101', trustCallerId: true },
    { id: 'agent-2', queues: ['sales'], code: '21' },
    { id: 'agent-3', queues: ['sales'] },
  ],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural', maxIdleSeconds: 5400 },
  fallback: {
    caller: 'Please call again.',
    agent: 'Please dial in again.',
    dialNumber: '+15557654321',
  },
});
