import { defineQueues, type QueuesConfig } from '../../../src/config/queue-config';
import { english } from '../../../src/languages/english';

const queue = {
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
  maxCallers: 50,
  maxWaitSeconds: 1800,
  exitKey: { key: '*', offer: 'Press star to leave.' },
  servedAfterSeconds: 10,
} as const;

const plans = {
  closed: [{ say: 'We are closed.' }],
  full: [{ say: 'All lines are busy.' }],
  waitedTooLong: [{ say: 'That took too long.' }],
  keyPressed: [{ say: 'You have left the line.' }],
  error: [{ say: 'Something broke.' }],
} as const;

const rung = { ...queue, plans: { ...plans, noAgents: [{ say: 'Nobody is there.' }] } } as const;

/** Two queues whose agents are rung, one of them with levels and premium callers, and one whose agents dial in. */
export const rungConfig = defineQueues({
  queues: {
    support: {
      ...rung,
      numbers: ['+15550100001'],
      ringing: { escalateAfterSeconds: [45, 90] },
      priority: { callers: ['+15550009999'], normalLaneFirstAfterSeconds: 300 },
    },
    sales: { ...rung, numbers: ['+15550100002'], ringing: {}, maxCallers: 20 },
    billing: { ...queue, plans, numbers: ['+15550100003'] },
  },
  allowedDialPrefixes: ['+1'],
  agents: [
    { id: 'ada', queues: ['support', 'sales'], contactUri: '+15557000001' },
    { id: 'bob', queues: ['support'], contactUri: 'client:bob', levels: { support: 2 } },
    { id: 'eve', queues: ['support'], contactUri: '+15557000003', levels: { support: 3 } },
    { id: 'dan', queues: ['billing'] },
  ],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});

/** The same with some agents only. */
export const withAgents = (...ids: readonly string[]): QueuesConfig => ({
  ...rungConfig,
  agents: rungConfig.agents.filter(({ id }) => ids.includes(id)),
});

/** The same with agents of two queues changed, or gone. */
export function without(queueName: keyof typeof rungConfig.queues): QueuesConfig {
  const { [queueName]: _, ...queues } = rungConfig.queues;
  const agents = rungConfig.agents.flatMap((agent): QueuesConfig['agents'][number][] => {
    const [first, ...others] = agent.queues.filter((name) => name !== queueName);
    return first ? [{ ...agent, queues: [first, ...others] }] : [];
  });
  return { ...rungConfig, queues, agents };
}
