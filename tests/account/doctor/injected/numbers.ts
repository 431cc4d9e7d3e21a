import type { Facts, QueueFacts } from '../../../../account/doctor/facts';
import { agentsNumber, supportNumber } from '../../../deployment/deployed-queue';
import {
  all,
  changed,
  config,
  type InjectedFault,
  supportQueue,
  withConfig,
  withNumber,
  withPlan,
  withSettings,
  withSupport,
} from './injected-fault';

const withVoiceUrl = (change: (url: string) => string) =>
  withSettings(({ voiceUrl }) => ({ voiceUrl: change(voiceUrl) }));

const withQueue = (name: string, other: Partial<QueueFacts> = {}) =>
  changed('queues', (queues) => [
    ...queues,
    { sid: `QU${'b'.repeat(32)}`, name, maxSize: 100, waiting: 0, ...other },
  ]);

/** The same account with everything in the production environment. */
function inProduction(facts: Facts): Facts {
  const inProductionOnly = (text: string) => text.replace(/-staging\.twil\.io/, '.twil.io');
  return all(
    (now) => ({ ...now, environment: 'production' }),
    changed('deployment', (deployment) => ({ ...deployment, domain: inProductionOnly(deployment.domain) })),
    changed('numbers', (numbers) =>
      numbers.map((number) => ({
        ...number,
        settings: {
          ...number.settings,
          voiceUrl: inProductionOnly(number.settings.voiceUrl),
          voiceFallbackUrl: inProductionOnly(number.settings.voiceFallbackUrl),
          statusCallback: inProductionOnly(number.settings.statusCallback),
        },
      })),
    ),
    changed('queues', (queues) =>
      queues.map((queue) => ({ ...queue, name: queue.name.replace('@staging', '') })),
    ),
  )(facts);
}

const rewireSupport = /npm run wire -- \+15551230000=support$/;

export const injectedNumbers: readonly InjectedFault[] = [
  {
    wrong: 'that callers have no number',
    inject: withSettings(() => ({ voiceUrl: '', voiceFallbackUrl: '', statusCallback: '' })),
    finds: ['fault callers-number'],
    says: /No caller can reach the queue/,
    repair: /npm run wire -- NUMBER=support/,
  },
  {
    wrong: 'that agents have no number',
    inject: withSettings(() => ({ voiceUrl: '', voiceFallbackUrl: '' }), agentsNumber),
    finds: ['fault agents-number'],
    says: /No agent can sign in/,
    repair: /npm run wire -- NUMBER=agents/,
  },
  {
    wrong: 'a number that the config names and the account does not have',
    inject: withConfig(withSupport({ numbers: [supportNumber, '+15557654321'] })),
    finds: ['fault configured-numbers'],
    says: /\+15557654321, which the account does not have/,
    repair: /queues\.config\.ts, or buy it in Phone Numbers/,
  },
  {
    wrong: 'a number that points at another host',
    inject: withSettings(() => ({ voiceUrl: 'https://demo.twilio.com/welcome/voice/' })),
    finds: ['fault number-host'],
    says: /points at demo\.twilio\.com instead of at call-queue-\d+-staging\.twil\.io/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that points at the domain of an earlier service',
    inject: withSettings(() => ({
      voiceUrl: 'https://call-queue-9999-staging.twil.io/caller?queue=support',
      voiceFallbackUrl: '',
      statusCallback: '',
    })),
    finds: ['fault number-host'],
    says: /points at call-queue-9999-staging\.twil\.io/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number of the config that points at the other environment',
    inject: all(
      inProduction,
      withConfig(withSupport({ numbers: [supportNumber] })),
      withSettings((_own, domain) => ({
        voiceUrl: `https://${domain.replace('.twil.io', '-staging.twil.io')}/caller?queue=support`,
        voiceFallbackUrl: '',
        statusCallback: '',
      })),
    ),
    finds: ['fault number-host'],
    says: /points at call-queue-\d+-staging\.twil\.io/,
    repair: /npm run wire -- --production \+15551230000=support$/,
  },
  {
    wrong: 'a number that points at an address without encryption',
    inject: withVoiceUrl((url) => url.replace('https:', 'http:')),
    finds: ['fault number-https'],
    says: /points at an http URL/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that points where no call starts',
    inject: withVoiceUrl((url) => url.replace('/caller', '/wait')),
    finds: ['fault number-path'],
    says: /points at \/wait, where no call starts/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that points at a queue that is not in the config',
    inject: withVoiceUrl((url) => url.replace('=support', '=sales')),
    finds: ['fault number-queue'],
    says: /points at the queue sales/,
    repair: rewireSupport,
  },
  {
    wrong: 'a callers’ number that points at the agents’ line',
    inject: all(
      withConfig(withSupport({ numbers: [supportNumber] })),
      withVoiceUrl((url) => url.replace('/caller', '/agent')),
      withSettings((_own, domain) => ({ voiceFallbackUrl: `https://${domain}/fallback/agent.xml` })),
    ),
    finds: ['fault number-queue'],
    says: /points at the agents of support, but in queues\.config\.ts it is for the queue support/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that asks with GET',
    inject: withSettings(() => ({ voiceMethod: 'GET' })),
    finds: ['warning number-method'],
    says: /uses GET instead of POST/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that does not ask again',
    inject: withVoiceUrl((url) => url.replace(/#.*/, '')),
    finds: ['warning number-retries'],
    says: /its URL does not end in #ct=1000/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number without a fallback',
    inject: withSettings(() => ({ voiceFallbackUrl: '' })),
    finds: ['fault number-fallback'],
    says: /\+15551230000 has no fallback/,
    repair: rewireSupport,
  },
  {
    wrong: 'a fallback that is a function',
    inject: withSettings((_own, domain) => ({ voiceFallbackUrl: `https://${domain}/caller` })),
    finds: ['fault number-fallback'],
    says: /falls back to .*\/caller instead of .*\/fallback\/caller-support\.xml/,
    repair: rewireSupport,
  },
  {
    wrong: 'a fallback that is fetched with POST',
    inject: withSettings(() => ({ voiceFallbackMethod: 'POST' }), agentsNumber),
    finds: ['fault number-fallback-method'],
    says: /a file, which requires GET/,
    repair: /npm run wire -- \+15551230001=agents$/,
  },
  {
    wrong: 'a number that does not report the end of its calls',
    inject: withSettings(() => ({ statusCallback: '' })),
    finds: ['warning number-status-callback'],
    says: /does not report the end/,
    repair: rewireSupport,
  },
  {
    wrong: 'an application that counts instead of the URLs',
    inject: withSettings(() => ({ voiceApplicationSid: `AP${'a'.repeat(32)}` })),
    finds: ['fault number-overrides'],
    says: /belongs to the application AP/,
    repair: rewireSupport,
  },
  {
    wrong: 'a SIP trunk that counts instead of the URLs',
    inject: withSettings(() => ({ trunkSid: `TK${'a'.repeat(32)}` })),
    finds: ['fault number-overrides'],
    says: /belongs to the SIP trunk TK/,
    repair: rewireSupport,
  },
  {
    wrong: 'a plan that dials a number of this queue',
    inject: withConfig(withPlan('full', { ring: { number: agentsNumber } }, { allowedDialPrefixes: ['+1'] })),
    finds: ['fault outside-numbers'],
    says: /queues\.support\.plans\.full\[0\]\.ring dials .*come back to the queue itself, in a loop/,
    repair: /Write an outside number/,
  },
  {
    wrong: 'a number that receives faxes',
    inject: withNumber(() => ({ takes: 'faxes' })),
    finds: ['fault number-takes-calls'],
    says: /accepts faxes, not calls/,
    repair: /Phone Numbers → Manage → Active numbers/,
  },
  {
    wrong: 'a number for messages only',
    inject: withNumber(() => ({ takes: 'messages' }), agentsNumber),
    finds: ['fault number-takes-calls'],
    says: /accepts messages, not calls/,
    repair: /Buy a number with voice/,
  },
];

export const injectedQueues: readonly InjectedFault[] = [
  {
    wrong: 'a queue that is not there',
    inject: changed('queues', () => []),
    finds: ['fault queues'],
    says: /The queue support@staging does not exist/,
    repair: rewireSupport,
  },
  {
    wrong: 'a queue with too little room',
    inject: changed('queues', (queues) => queues.map((queue) => ({ ...queue, maxSize: 5 }))),
    finds: ['fault queue-size'],
    says: /room for 5 instead of the 100.*hear that it is full/,
    repair: rewireSupport,
  },
  {
    wrong: 'a queue that no agent serves',
    inject: all(
      withConfig({
        ...config,
        queues: {
          ...config.queues,
          support: { ...supportQueue(), plans: { ...supportQueue().plans, full: [{ queue: 'sales' }] } },
          sales: { ...supportQueue(), numbers: [] },
        },
        agents: [{ id: 'ann', queues: ['support'] }],
      }),
      withQueue('sales@staging', { maxSize: 100 }),
    ),
    finds: ['warning queue-agents'],
    says: /No agent in queues\.config\.ts serves the queue sales/,
    repair: /Add sales to the queues of an agent/,
  },
  {
    wrong: 'callers in a queue of an earlier name',
    inject: withQueue('help', { waiting: 1 }),
    finds: ['warning stranded-callers'],
    says: /1 caller is waiting in the queue help/,
    repair: /queues:members:list --queue-sid QU/,
  },
  {
    wrong: 'a queue of an earlier name',
    inject: withQueue('help'),
    finds: ['warning unused-queues'],
    says: /The queue help is empty/,
    repair: /twilio api:core:queues:remove --sid QU/,
  },
];
