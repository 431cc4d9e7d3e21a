import { defineQueues } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';

/** What callers of `queues.config.ts` hear, in a queue whose agents are rung. */
export default defineQueues({
  queues: {
    support: {
      language: english,
      voice: 'Polly.Joanna-Neural',
      greeting: 'Thank you for calling. You are in line for the next free agent.',
      connecting: 'Thank you for waiting. Here is your agent.',
      holdMusic: [
        { file: 'porch-light.v1.wav', seconds: 48.5 },
        { file: 'bach-prelude.v1.wav', seconds: 58.6 },
        { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
      ],
      announcements: { firstInLineEverySeconds: 120 },
      maxCallers: 100,
      maxWaitSeconds: 30 * 60,
      exitKey: { key: '*', offer: 'To stop waiting, press star.' },
      servedAfterSeconds: 10,
      ringing: {},
      plans: {
        closed: [{ say: 'Thank you for calling. We are closed now. Goodbye.' }],
        full: [{ say: 'Sorry, too many callers are waiting already. Please try again later. Goodbye.' }],
        waitedTooLong: [
          { say: 'Sorry, we could not answer your call in time. Please call again later. Goodbye.' },
        ],
        keyPressed: [{ say: 'Thank you for calling. You can reach us again at any time. Goodbye.' }],
        error: [{ say: 'Sorry, something went wrong on our side. Please call again. Goodbye.' }],
        noAgents: [{ say: 'Sorry, nobody is here. Goodbye.' }],
      },
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [{ id: 'ada', queues: ['support'], contactUri: '+15557770011' }],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: {
    caller: 'Sorry, we cannot take your call right now. Please call again in a few minutes. Goodbye.',
    agent: 'Sorry, the queue cannot be reached right now. Please dial in again in a few minutes. Goodbye.',
  },
});
