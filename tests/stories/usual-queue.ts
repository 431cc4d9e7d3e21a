import type { HoldMusicPiece, Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';

/** A plan for each reason that every queue needs one for. */
export const plans = {
  closed: [{ say: 'We are closed.' }],
  full: [{ say: 'All lines are busy.' }],
  waitedTooLong: [{ say: 'That took too long.' }],
  keyPressed: [{ say: 'You have left the line.' }],
  error: [{ say: 'Something broke.' }],
} satisfies Record<string, Plan>;

/** What the queues of the stories have in common. */
export const usual = {
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Here is your agent.',
  holdMusic: [
    { file: 'porch-light.v1.wav', seconds: 48.5 },
    { file: 'bach-prelude.v1.wav', seconds: 58.6 },
    { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
  ] satisfies readonly HoldMusicPiece[],
  announcements: { firstInLineEverySeconds: 120 },
  exitKey: { key: '*', offer: 'Press star to leave.' },
  servedAfterSeconds: 10,
} as const;
