import { supportNumber } from '../../deployment/deployed-queue';

export const adasPhone = '+15557000001';

/** A `queues.config.ts` with one queue, whose agents are rung. */
export const rungSupport = `import { defineQueues } from './src/config/queue-config';
import { english } from './src/languages/english';

export default defineQueues({
  queues: {
    support: {
      numbers: ['${supportNumber}'],
      language: english,
      voice: 'Polly.Joanna-Neural',
      greeting: 'Welcome.',
      connecting: 'Here is your agent.',
      holdMusic: [
        { file: 'porch-light.v1.wav', seconds: 48.5 },
        { file: 'bach-prelude.v1.wav', seconds: 58.6 },
        { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
      ],
      announcements: { firstInLineEverySeconds: 120 },
      maxCallers: 20,
      maxWaitSeconds: 1800,
      exitKey: { key: '*', offer: 'Press star to leave.' },
      servedAfterSeconds: 10,
      ringing: {},
      plans: {
        closed: [{ say: 'We are closed.' }],
        full: [{ say: 'All lines are busy.' }],
        waitedTooLong: [{ say: 'That took too long.' }],
        keyPressed: [{ say: 'You have left the line.' }],
        error: [{ say: 'Something broke.' }],
        noAgents: [{ say: 'Nobody is there.' }],
      },
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [
    { id: 'ada', queues: ['support'], contactUri: '${adasPhone}' },
  ],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
`;
