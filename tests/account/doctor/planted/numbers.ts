import { webResponse } from '../../../../emulator/web/message';
import { agentsNumber, supportNumber } from '../../../deployment/deployed-queue';
import {
  config,
  ledOtherwise,
  type Planted,
  supportQueue,
  wiredOtherwise,
  withSupport,
} from './planted-fault';

const rewireSupport = /npm run wire -- \+15551230000=support$/;

export const plantedNumbers: readonly Planted[] = [
  {
    wrong: 'that callers have no number',
    plant: wiredOtherwise(() => ({ voiceUrl: '', voiceFallbackUrl: '', statusCallback: '' })),
    finds: ['fault callers-number'],
    says: /Nobody can call the queue/,
    repair: /npm run wire -- NUMBER=support/,
  },
  {
    wrong: 'that agents have no number',
    plant: wiredOtherwise(() => ({ voiceUrl: '', voiceFallbackUrl: '' }), agentsNumber),
    finds: ['fault agents-number'],
    says: /No agent can sign in/,
    repair: /npm run wire -- NUMBER=agents/,
  },
  {
    wrong: 'a number that the config names and the account does not have',
    given: () => ({ config: withSupport({ numbers: [supportNumber, '+15557654321'] }) }),
    finds: ['fault configured-numbers'],
    says: /\+15557654321, which the account does not have/,
    repair: /queues\.config\.ts, or buy it in Phone Numbers/,
  },
  {
    wrong: 'a number that leads to another host',
    plant: wiredOtherwise(() => ({ voiceUrl: 'https://demo.twilio.com/welcome/voice/' })),
    finds: ['fault number-host'],
    says: /leads to demo\.twilio\.com and not to call-queue-\d+-staging\.twil\.io/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that leads to the domain of an earlier service',
    plant: wiredOtherwise(() => ({
      voiceUrl: 'https://call-queue-9999-staging.twil.io/caller?queue=support',
      voiceFallbackUrl: '',
      statusCallback: '',
    })),
    finds: ['fault number-host'],
    says: /leads to call-queue-9999-staging\.twil\.io/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number of the config that leads to the other environment',
    account: { environment: 'production' },
    plant: wiredOtherwise((domain) => {
      const staging = domain.replace('.twil.io', '-staging.twil.io');
      return {
        voiceUrl: `https://${staging}/caller?queue=support`,
        voiceFallbackUrl: '',
        statusCallback: '',
      };
    }),
    given: () => ({ environment: 'production', config: withSupport({ numbers: [supportNumber] }) }),
    finds: ['fault number-host'],
    says: /leads to call-queue-\d+-staging\.twil\.io/,
    repair: /npm run wire -- --production \+15551230000=support$/,
  },
  {
    wrong: 'a number that leads to an address without encryption',
    plant: ledOtherwise((url) => url.replace('https:', 'http:')),
    finds: ['fault number-https'],
    says: /begins with http\./,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that leads where no call begins',
    plant: ledOtherwise((url) => url.replace('/caller', '/wait')),
    finds: ['fault number-path'],
    says: /leads to \/wait, where no call begins/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that asks for a queue that is not in the config',
    plant: ledOtherwise((url) => url.replace('=support', '=sales')),
    finds: ['fault number-queue'],
    says: /asks for the queue sales/,
    repair: rewireSupport,
  },
  {
    wrong: 'a callers’ number that leads to the agents’ line',
    plant: ledOtherwise(
      (url) => url.replace('/caller', '/agent'),
      (domain) => ({ voiceFallbackUrl: `https://${domain}/fallback/agent.xml` }),
    ),
    given: () => ({ config: withSupport({ numbers: [supportNumber] }) }),
    finds: ['fault number-queue'],
    says: /leads to the agents of support, and queues\.config\.ts has it for the queue support/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that asks with GET',
    plant: wiredOtherwise(() => ({ voiceMethod: 'GET' })),
    finds: ['warning number-method'],
    says: /asks with GET, and POST is right/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that does not ask again',
    plant: ledOtherwise((url) => url.replace(/#.*/, '')),
    finds: ['warning number-retries'],
    says: /its URL does not end in #ct=3000/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number without a fallback',
    plant: wiredOtherwise(() => ({ voiceFallbackUrl: '' })),
    finds: ['fault number-fallback'],
    says: /\+15551230000 has no fallback/,
    repair: rewireSupport,
  },
  {
    wrong: 'a fallback that is a function',
    plant: wiredOtherwise((domain) => ({ voiceFallbackUrl: `https://${domain}/caller` })),
    finds: ['fault number-fallback'],
    says: /falls back to .*\/caller, and .*\/fallback\/caller\.xml is right/,
    repair: rewireSupport,
  },
  {
    wrong: 'a fallback that is asked for with POST',
    plant: wiredOtherwise(() => ({ voiceFallbackMethod: 'POST' }), agentsNumber),
    finds: ['fault number-fallback-method'],
    says: /it is a file: GET is right/,
    repair: /npm run wire -- \+15551230001=agents$/,
  },
  {
    wrong: 'a number that does not report the end of its calls',
    plant: wiredOtherwise(() => ({ statusCallback: '' })),
    finds: ['warning number-status-callback'],
    says: /does not report the end/,
    repair: rewireSupport,
  },
  {
    wrong: 'an application that counts instead of the URLs',
    plant: async (queue) => {
      const { sid } = await queue.client.applications.create({ friendlyName: 'Old' });
      wiredOtherwise(() => ({ voiceApplicationSid: sid }))(queue);
    },
    finds: ['fault number-overrides'],
    says: /belongs to the application AP/,
    repair: rewireSupport,
  },
  {
    wrong: 'a SIP trunk that counts instead of the URLs',
    plant: wiredOtherwise(() => ({ trunkSid: `TK${'a'.repeat(32)}` })),
    finds: ['fault number-overrides'],
    says: /belongs to the SIP trunk TK/,
    repair: rewireSupport,
  },
  {
    wrong: 'a number that receives faxes',
    plant: wiredOtherwise(() => ({ receives: 'fax' })),
    finds: ['fault number-takes-calls'],
    says: /takes faxes and no calls/,
    repair: /Phone Numbers → Manage → Active numbers/,
  },
  {
    wrong: 'a number for messages only',
    plant: wiredOtherwise(() => ({ takesCalls: false }), agentsNumber),
    finds: ['fault number-takes-calls'],
    says: /takes messages and no calls/,
    repair: /Buy a number with voice/,
  },
];

export const plantedQueues: readonly Planted[] = [
  {
    wrong: 'a queue that is not there',
    plant: ({ twilio }) => twilio.queues.clear(),
    finds: ['fault queues'],
    says: /The queue support@staging is not there/,
    repair: rewireSupport,
  },
  {
    wrong: 'a queue with too little room',
    plant: ({ client, twilio }) =>
      client.queues(twilio.queueNamed('support@staging')?.sid ?? '').update({ maxSize: 5 }),
    finds: ['fault queue-size'],
    says: /room for 5, and queues\.config\.ts says 100.*told that it is full/,
    repair: rewireSupport,
  },
  {
    wrong: 'a queue that no agent serves',
    given: () => ({
      config: {
        ...config,
        queues: { ...config.queues, sales: { ...supportQueue(), numbers: [] } },
        agents: [{ id: 'ann', queues: ['support'] }],
      },
    }),
    plant: ({ client }) => client.queues.create({ friendlyName: 'sales@staging', maxSize: 100 }),
    finds: ['warning queue-agents'],
    says: /No agent of queues\.config\.ts serves the queue sales/,
    repair: /Add sales to the queues of an agent/,
  },
  {
    wrong: 'callers in a queue of an earlier name',
    plant: async ({ twilio }) => {
      twilio.setNumber({ phoneNumber: '+15551239999', voiceUrl: 'https://old.example/voice' });
      twilio.deploy({
        domain: 'old.example',
        files: () => [{ kind: 'function', path: '/voice', visibility: 'public', file: '' }],
        runtime: {
          run: async () => webResponse(200, 'text/xml', '<Response><Enqueue>help</Enqueue></Response>'),
        },
      });
      twilio.placeCall({ from: '+15550000001', to: '+15551239999' });
      await twilio.clock.advance(1000);
    },
    finds: ['warning stranded-callers'],
    says: /1 caller waits in the queue help/,
    repair: /queues:members:list --queue-sid QU/,
  },
  {
    wrong: 'a queue of an earlier name',
    plant: ({ client }) => client.queues.create({ friendlyName: 'help' }),
    finds: ['warning unused-queues'],
    says: /The queue help is empty/,
    repair: /twilio api:core:queues:remove --sid QU/,
  },
];
