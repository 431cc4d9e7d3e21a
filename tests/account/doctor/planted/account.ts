import { clientOf } from '../../../emulator/rest/application';
import { type Planted, withPlan } from './planted-fault';

export const plantedAccount: readonly Planted[] = [
  {
    wrong: 'credentials that Twilio refuses',
    given: ({ twilio }) => ({ account: { client: clientOf(twilio, 'f'.repeat(32)) } }),
    finds: ['fault sign-in'],
    says: /Twilio refuses the credentials/,
    repair: /Account management → API keys & tokens/,
  },
  {
    wrong: 'a region without its edge',
    given: ({ account: { credentials } }) => ({
      account: { credentials: { ...credentials, region: 'ie1' } },
    }),
    finds: ['fault region'],
    says: /the region ie1 goes with the edge dublin/,
    repair: /Set TWILIO_EDGE=dublin/,
  },
  {
    wrong: 'a region that Twilio does not have',
    given: ({ account: { credentials } }) => ({
      account: { credentials: { ...credentials, region: 'us-east-1' } },
    }),
    finds: ['fault region'],
    says: /us-east-1 is no region of Twilio’s/,
    repair: /TWILIO_REGION to one of us1, ie1/,
  },
  {
    wrong: 'a suspended account',
    account: { settings: { accountStatus: 'suspended' } },
    finds: ['fault account-status'],
    says: /The account is suspended/,
    repair: /Billing overview \(https:\/\/console\.twilio\.com/,
  },
  {
    wrong: 'an account on trial',
    account: { settings: { accountType: 'Trial', customerProfile: undefined } },
    finds: ['warning account-trial'],
    says: /five calls at once/,
    repair: /Upgrade it in Billing overview/,
  },
  {
    wrong: 'an account whose customer profile waits for approval',
    account: { settings: { customerProfile: 'in-review' } },
    finds: ['warning concurrent-calls'],
    says: /in-review.*two calls at once.*10004/,
    repair: /help\.twilio\.com\/articles\/223180028/,
  },
  {
    wrong: 'an account without a customer profile',
    account: { settings: { customerProfile: undefined } },
    finds: ['warning concurrent-calls'],
    says: /no approved customer profile\./,
    repair: /Trust Hub → Customer profiles/,
  },
  {
    wrong: 'a country closed that a plan dials',
    plant: ({ twilio }) => twilio.dialingPermissions.set('GB', { lowRisk: false }),
    given: () => ({
      config: withPlan('full', { ring: { number: '+442079460000' } }, { allowedDialPrefixes: ['+44'] }),
    }),
    finds: ['fault geographic-permissions'],
    says: /plans\.full\[0\]\.ring dials \+442079460000, and the account may not call United Kingdom.*13227/,
    repair: /Allow United Kingdom \(low risk\) in Voice → Settings → Geo permissions/,
  },
  {
    wrong: 'a special number that a plan dials',
    given: () => ({
      config: withPlan('full', { ring: { number: '+37190001234' } }, { allowedDialPrefixes: ['+371'] }),
    }),
    finds: ['fault geographic-permissions'],
    says: /may not call special numbers such as this one in Latvia/,
    repair: /Allow Latvia \(high risk\)/,
  },
];

export const plantedVariables: readonly Planted[] = [
  {
    wrong: 'that no agent can sign in',
    account: { variables: {} },
    finds: ['fault pins'],
    says: /No agent can sign in: set AGENT_PIN/,
    repair: /Set it in \.env and run npm run deploy/,
  },
  {
    wrong: 'a PIN that is none',
    account: { variables: { AGENT_PIN: '12ab' } },
    finds: ['fault variables'],
    says: /AGENT_PIN is not what it must be: six to ten digits/,
    repair: /Set it in \.env and run npm run deploy/,
  },
  {
    wrong: 'voicemails that are sent without a secret',
    account: { variables: { AGENT_PIN: '135792', VOICEMAIL_WEBHOOK_URL: 'https://example.com/hook' } },
    finds: ['fault variables'],
    says: /VOICEMAIL_SECRET is not set/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'messages that nobody is told of',
    given: () => ({ config: withPlan('closed', { voicemail: 'Please leave a message.' }) }),
    finds: ['warning voicemail', 'unknown recording-access'],
    says: /VOICEMAIL_WEBHOOK_URL is not set/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'the PIN of an agent who is no longer listed',
    account: { variables: { AGENT_PIN: '135792', AGENT_PIN_BOB: '246813' } },
    finds: ['warning unknown-variables'],
    says: /AGENT_PIN_BOB is among the variables/,
    repair: /twilio serverless:env:unset --service-sid ZS\w{32} --environment staging --key AGENT_PIN_BOB/,
  },
  {
    wrong: 'a key to the account among the variables of the functions',
    account: { variables: { AGENT_PIN: '135792', TWILIO_API_SECRET: 'topsecret' } },
    finds: ['fault unknown-variables'],
    says: /TWILIO_API_SECRET.*opens the whole account/,
    repair: /revoke the key in Account management → API keys & tokens/,
  },
  {
    wrong: 'variables that leave no room',
    account: {
      variables: {
        AGENT_PIN: '135792',
        ...Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, 'x'.repeat(410)])),
      },
    },
    finds: ['warning variables-size', 'warning unknown-variables'],
    says: /have \d+ bytes together/,
    repair: /twilio serverless:env:unset .* --key NAME/,
  },
];

export const plantedLeftovers: readonly Planted[] = [
  {
    wrong: 'functions that have failed',
    plant: async ({ twilio, deployment: { serviceSid, environmentSid, buildSid = '' } }) => {
      const environment = twilio.serverless.services.get(serviceSid)?.environments.get(environmentSid);
      const sids = { functionSid: `ZH${'a'.repeat(32)}`, buildSid, deploymentSid: `ZD${'a'.repeat(32)}` };
      environment?.logs.push({
        ...sids,
        sid: `NO${'a'.repeat(32)}`,
        requestSid: `RQ${'a'.repeat(32)}`,
        level: 'error',
        message: 'secret words',
        dateCreated: twilio.clock.now(),
      });
    },
    finds: ['warning recent-failures'],
    says: /Functions wrote 1 error in the last day/,
    repair: /twilio serverless:logs --service-sid ZS\w{32} --environment staging/,
  },
  {
    wrong: 'many old builds',
    plant: ({ twilio, deployment: { serviceSid, buildSid = '' } }) => {
      const builds = twilio.serverless.services.get(serviceSid)?.builds;
      const build = builds?.get(buildSid);
      for (let index = 0; build && index < 50; index += 1) {
        const sid = `ZB${String(index).padStart(32, '0')}`;
        builds?.set(sid, { ...build, sid });
      }
    },
    finds: ['warning old-builds'],
    says: /The service has 51 builds/,
    repair: /builds:remove --service-sid ZS/,
  },
  {
    wrong: 'a service of an earlier name',
    plant: ({ client }) =>
      client.serverless.v1.services.create({ uniqueName: 'call-queue-old', friendlyName: 'Old' }),
    finds: ['warning old-services'],
    says: /a service call-queue-old besides call-queue/,
    repair: /services:remove --sid ZS/,
  },
];
