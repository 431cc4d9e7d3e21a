import { type Agent, defineQueues } from '../../src/config/queue-config';
import { forAllQueues, inEnglish } from './frame';

const rung = {
  ...inEnglish,
  ringing: {},
  wrapUpSeconds: 20,
  plans: {
    ...inEnglish.plans,
    noAgents: [{ say: 'Sorry, nobody is here right now. Please call again later. Goodbye.' }],
  },
} as const;

/** The number of the menu, which callers of both teams dial. */
export const menuNumber = '+15550100020';

/** Callers whom sales serves first. */
export const premiumCallers = ['+15550000014', '+15550000016'] as const;

/** A bicycle shop with two teams whose phones ring. */
export default defineQueues({
  queues: {
    repairs: { ...rung, greeting: 'Welcome to repairs.' },
    sales: {
      ...rung,
      greeting: 'Welcome to sales.',
      priority: { callers: premiumCallers, normalLaneFirstAfterSeconds: 300 },
    },
  },
  menus: {
    shop: {
      ...{ numbers: [menuNumber], language: inEnglish.language, voice: inEnglish.voice },
      prompt: 'For repairs press 1, for sales press 2.',
      choices: { '1': 'repairs', '2': 'sales' },
      fallbackQueue: 'repairs',
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [
    { id: 'ada', queues: ['repairs'], contactUri: '+15550990011' },
    { id: 'ben', queues: ['repairs'], contactUri: '+15550990012' },
    { id: 'cleo', queues: ['sales'], contactUri: '+15550990013' },
  ] satisfies Agent<'repairs' | 'sales'>[],
  ...forAllQueues,
});
