import type { HoldMusicPiece, Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';

/** What every queue in the scenes has. */
export const usual = {
  holdMusic: [
    { file: 'porch-light.v1.wav', seconds: 48.5 },
    { file: 'bach-prelude.v1.wav', seconds: 58.6 },
    { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
  ] satisfies HoldMusicPiece[],
  announcements: { firstInLineEverySeconds: 120 },
  maxCallers: 100,
  maxWaitSeconds: 1800,
  servedAfterSeconds: 10,
} as const;

const plans = {
  closed: [
    { say: 'Thank you for calling. We are closed now.' },
    { voicemail: 'Please leave a message after the beep.' },
    { say: 'Thank you. We will call you back. Goodbye.' },
  ],
  full: [{ say: 'Sorry, too many callers are waiting already. Please try again later. Goodbye.' }],
  waitedTooLong: [{ say: 'Sorry, we could not take your call in time. Please call again. Goodbye.' }],
  keyPressed: [{ say: 'Thank you for calling. You can reach us again at any time. Goodbye.' }],
  error: [{ say: 'Sorry, something went wrong on our side. Please call again. Goodbye.' }],
} satisfies Record<string, Plan>;

/** What most of them have. */
export const inEnglish = {
  ...usual,
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Thank you for waiting. Here is your agent.',
  exitKey: { key: '*', offer: 'To stop waiting, press star.' },
  plans,
} as const;

/** What belongs to no queue. */
export const forAllQueues = {
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again in a few minutes.', agent: 'Please dial in again.' },
} as const;
