import { type Agent, defineQueues, type Plan } from '../../src/config/queue-config';
import { plans, usual } from './config';

const ringing = { ringTimeoutSeconds: 20, confirmTimeoutSeconds: 8, maxMissedCalls: 3 } as const;
const plansOfRung = { ...plans, noAgents: [{ say: 'Nobody is here.' }] } satisfies Record<string, Plan>;

const agent = <Queue extends string>(id: string, last: number, queues: readonly Queue[]) =>
  ({ id, code: `${last}`, queues, contactUri: `+155577700${last}` }) as const;

/** Two queues whose agents are rung, one of them without time for notes. A plan leads from one to the other. */
export default defineQueues({
  queues: {
    first: {
      ...usual,
      numbers: ['+15550200001'],
      greeting: 'Welcome. '.repeat(30),
      maxWaitSeconds: 420,
      wrapUpSeconds: 20,
      ringing,
      plans: { ...plansOfRung, waitedTooLong: [{ say: 'We try another line.' }, { queue: 'second' }] },
    },
    second: {
      ...usual,
      numbers: ['+15550200002'],
      greeting: 'You are in line.',
      maxWaitSeconds: 900,
      wrapUpSeconds: 0,
      ringing,
      plans: plansOfRung,
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [
    agent('ada', 11, ['first', 'second']),
    agent('ben', 12, ['first']),
    agent('cleo', 13, ['second', 'first']),
    agent('dov', 14, ['second']),
    { ...agent('eva', 15, ['first']), confirmCalls: false },
  ] as Agent<'first' | 'second'>[],
  agentLine: { language: usual.language, voice: usual.voice },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
