import { type Agent, defineQueues, type Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import { usual as common, plans as commonPlans } from './usual-queue';

const plans = { ...commonPlans, noAgents: [{ say: 'Nobody is here.' }] } satisfies Record<string, Plan>;

const usual = {
  ...common,
  greeting: 'Hello.',
  maxCallers: 500,
  maxWaitSeconds: 600,
  plans,
  wrapUpSeconds: 20,
} as const;

/** Takes twelve seconds to say. */
const news =
  'You can also find most answers on the web. Have your number at hand, so that the agent finds you at once. We are glad to help you, and thank you for your patience while you wait for us.';

/** So long that the moment of joining is not estimated from its length. */
const longGreeting = 'Welcome. We are glad that you call. We record calls, so that we can serve you better.';

const ringing = { ringTimeoutSeconds: 20, confirmTimeoutSeconds: 8, maxMissedCalls: 3 } as const;

const agent = <Queue extends string>(id: string, last: number, queue: Queue, more: Partial<Agent> = {}) =>
  ({ id, code: `${last}`, queues: [queue], contactUri: `+155577700${last}`, ...more }) as const;

/**
 * Queues whose agents are rung: the usual one, one with levels, two with a lane that is served first, one without notes, one
 * with a short wait and much to say, and one that greets at length and signs its agents off.
 */
export default defineQueues({
  queues: {
    support: { ...usual, numbers: ['+15550500001'], ringing },
    levels: {
      ...usual,
      numbers: ['+15550500002'],
      ringing: { ...ringing, escalateAfterSeconds: [45] },
    },
    premium: {
      ...usual,
      numbers: ['+15550500003'],
      ringing,
      wrapUpSeconds: 0,
      priority: { callers: ['+15550009999'], normalLaneFirstAfterSeconds: 300 },
    },
    quick: { ...usual, numbers: ['+15550500004'], ringing, wrapUpSeconds: 0 },
    sales: {
      ...usual,
      numbers: ['+15550500005'],
      ringing,
      priority: { callers: ['+15550009999'], normalLaneFirstAfterSeconds: 300 },
    },
    brief: {
      ...usual,
      numbers: ['+15550500006'],
      ringing,
      maxWaitSeconds: 84,
      announcements: {
        firstInLineEverySeconds: 120,
        messages: [{ say: [news], startSeconds: 0, everySeconds: 120 }],
      },
    },
    office: {
      ...usual,
      greeting: longGreeting,
      numbers: ['+15550500007'],
      ringing: { ...ringing, signOffAtClosing: true },
      openingHours: {
        timeZone: 'UTC',
        weekly: { monday: ['09:00-12:00', '13:00-16:00'], tuesday: ['09:00-16:00'] },
        atClosing: 'keep-waiting',
      },
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [
    agent('ada', 11, 'support', { number: '+15557770011' }),
    agent('ben', 12, 'support'),
    agent('cleo', 13, 'support'),
    agent('eva', 21, 'levels'),
    agent('finn', 22, 'levels', { levels: { levels: 2 } }),
    agent('gil', 31, 'premium', { queues: ['premium', 'sales'] }),
    agent('hal', 41, 'quick'),
    agent('ida', 42, 'quick', { confirmCalls: false }),
    agent('kai', 43, 'quick'),
    agent('jo', 51, 'levels', { queues: ['levels', 'sales'], levels: { levels: 2 } }),
    agent('noa', 52, 'sales'),
    agent('lea', 61, 'brief'),
    agent('jon', 71, 'office'),
  ] as Agent<'support' | 'levels' | 'premium' | 'quick' | 'sales' | 'brief' | 'office'>[],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
