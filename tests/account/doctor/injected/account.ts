import type { Country, DialingPermission } from '../../../../account/doctor/dialing-permissions';
import { nothingRead } from '../../../../account/doctor/examination';
import type { Alert, Facts } from '../../../../account/doctor/facts';
import type { LoggedLine } from '../../../../src/log';
import { all, changed, type InjectedFault, withConfig, withPlan, withVariables } from './injected-fault';

const withRegion =
  (region: string) =>
  (facts: Facts): Facts => ({
    ...facts,
    credentials: { ...facts.credentials, region },
    signIn: 'not-tried',
    ...nothingRead('the region is set wrong'),
  });

const country: Omit<Country, 'isoCode' | 'name' | 'codes'> = { mayDialUsual: true, mayDialSpecial: false };

const withDialed = (permission: Omit<DialingPermission, 'place'>) =>
  changed('dialed', () => [{ ...permission, place: 'queues.support.plans.full[0].ring' }]);

export const injectedAccount: readonly InjectedFault[] = [
  {
    wrong: 'credentials that Twilio refuses',
    inject: (facts) => ({ ...facts, signIn: 'refused', ...nothingRead('Twilio refuses the credentials') }),
    finds: ['fault sign-in'],
    says: /Twilio refuses the credentials/,
    repair: /Account management → API keys & tokens/,
  },
  {
    wrong: 'a region without its edge',
    inject: withRegion('ie1'),
    finds: ['fault region'],
    says: /the region ie1 requires the edge dublin/,
    repair: /Set TWILIO_EDGE=dublin/,
  },
  {
    wrong: 'a region that Twilio does not have',
    inject: withRegion('us-east-1'),
    finds: ['fault region'],
    says: /us-east-1 is not a Twilio region/,
    repair: /TWILIO_REGION to one of us1, ie1/,
  },
  {
    wrong: 'a suspended account',
    inject: changed('account', (account) => ({ ...account, status: 'suspended' })),
    finds: ['fault account-status'],
    says: /The account is suspended/,
    repair: /Billing overview \(https:\/\/console\.twilio\.com/,
  },
  {
    wrong: 'an account on trial',
    inject: all(
      changed('account', (account) => ({ ...account, type: 'Trial' })),
      changed('customerProfiles', () => []),
    ),
    finds: ['warning account-trial'],
    says: /five concurrent calls/,
    repair: /Upgrade it in Billing overview/,
  },
  {
    wrong: 'an account whose customer profile waits for approval',
    inject: changed('customerProfiles', (profiles) =>
      profiles.map((profile) => ({ ...profile, status: 'in-review' })),
    ),
    finds: ['warning concurrent-calls'],
    says: /in-review.*two concurrent calls.*10004/,
    repair: /help\.twilio\.com\/articles\/223180028/,
  },
  {
    wrong: 'an account without a customer profile',
    inject: changed('customerProfiles', () => []),
    finds: ['warning concurrent-calls'],
    says: /no approved customer profile\./,
    repair: /Trust Hub → Customer profiles/,
  },
  {
    wrong: 'a country closed that a plan dials',
    inject: withDialed({
      number: '+442079460000',
      country: { ...country, isoCode: 'GB', name: 'United Kingdom', codes: ['+44'], mayDialUsual: false },
      isSpecial: false,
    }),
    finds: ['fault geographic-permissions'],
    says: /plans\.full\[0\]\.ring dials \+442079460000, but the account may not call United Kingdom.*13227/,
    repair: /Allow United Kingdom \(low risk\) in Voice → Settings → Geo permissions/,
  },
  {
    wrong: 'a special number that a plan dials',
    inject: withDialed({
      number: '+37190001234',
      country: { ...country, isoCode: 'LV', name: 'Latvia', codes: ['+371'] },
      isSpecial: true,
    }),
    finds: ['fault geographic-permissions'],
    says: /may not call special numbers such as this one in Latvia/,
    repair: /Allow Latvia \(high risk\)/,
  },
];

export const injectedVariables: readonly InjectedFault[] = [
  {
    wrong: 'that no agent can sign in',
    inject: withVariables({}),
    finds: ['fault pins'],
    says: /No agent can sign in: set AGENT_PIN/,
    repair: /Set it in \.env and run npm run deploy/,
  },
  {
    wrong: 'an invalid PIN',
    inject: withVariables({ AGENT_PIN: '12ab' }),
    finds: ['fault variables'],
    says: /AGENT_PIN must be six to ten digits/,
    repair: /Set it in \.env and run npm run deploy/,
  },
  {
    wrong: 'voicemails that are sent without a secret',
    inject: withVariables({ AGENT_PIN: '7305184926', VOICEMAIL_WEBHOOK_URL: 'https://example.com/hook' }),
    finds: ['fault variables'],
    says: /VOICEMAIL_SECRET is not set/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a PIN that is short',
    inject: withVariables({ AGENT_PIN: '73051849' }),
    finds: ['warning pin-lengths'],
    says: /AGENT_PIN: a PIN of fewer than 10 digits\. .*8 digits within a week: the chance is 15%/,
    repair: /Set PINs of 10 digits in \.env and run npm run deploy/,
  },
  {
    wrong: 'a PIN that anybody would try first',
    inject: withVariables({ AGENT_PIN: '1234567890' }),
    finds: ['fault variables'],
    says: /AGENT_PIN is one of the first PINs that anybody would try/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'messages without a receiver',
    inject: withConfig(withPlan('closed', { voicemail: 'Please leave a message.' })),
    finds: ['warning voicemail', 'unknown recording-access'],
    says: /VOICEMAIL_WEBHOOK_URL is not set/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'the PIN of an agent who is no longer listed',
    inject: withVariables({ AGENT_PIN: '7305184926', AGENT_PIN_BOB: '640917' }),
    finds: ['warning unknown-variables'],
    says: /AGENT_PIN_BOB is among the variables/,
    repair: /twilio serverless:env:unset --service-sid ZS\w{32} --environment staging --key AGENT_PIN_BOB/,
  },
  {
    wrong: 'a key to the account among the variables of the functions',
    inject: withVariables({ AGENT_PIN: '7305184926', TWILIO_API_SECRET: 'topsecret' }),
    finds: ['fault unknown-variables'],
    says: /TWILIO_API_SECRET.*opens the whole account/,
    repair: /revoke the key in Account management → API keys & tokens/,
  },
  {
    wrong: 'variables that leave no room',
    inject: withVariables({
      AGENT_PIN: '7305184926',
      ...Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, 'x'.repeat(410)])),
    }),
    finds: ['warning variables-size', 'warning unknown-variables'],
    says: /have \d+ bytes in total/,
    repair: /twilio serverless:env:unset .* --key NAME/,
  },
];

const call = `CA${'c'.repeat(32)}`;

const withAlert = (alert: Partial<Alert>) => (facts: Facts) =>
  changed('alerts', () => [{ at: facts.now, code: 11200, path: '/wait', call, status: 500, ...alert }])(
    facts,
  );

const wrongPin = (caller: string, attempt: number, agent = 'agent'): LoggedLine => ({
  ...{ at: '2026-01-05T15:00:00.000Z', event: 'agent-pin', call: caller, agent, attempt },
  ...{ keyedIn: true, accepted: false },
});

const guessing = (calls: number): LoggedLine[] =>
  Array.from({ length: calls }, (_, index) =>
    [1, 2, 3].map((attempt) => wrongPin(`CA${index}`, attempt)),
  ).flat();

export const injectedTroubles: readonly InjectedFault[] = [
  {
    wrong: 'callers whose requests were refused because too many came at once',
    inject: withAlert({ status: 429 }),
    finds: ['warning refused-requests'],
    says: /^1 request to \/wait was refused with 429 in the last day/,
    repair: /concurrent executions; npm run bench.*npm run explain-call -- CAc{32}\./,
  },
  {
    wrong: 'a webhook that failed',
    inject: withAlert({}),
    finds: ['warning failed-webhooks'],
    says: /^1 request to \/wait was not answered correctly in the last day: error 11200\./,
    repair: /Monitor → Logs → Errors.*npm run explain-call -- CAc{32}\./,
  },
  {
    wrong: 'a report of an ended call that failed',
    inject: withAlert({ code: 15003, path: '/caller/ended', status: undefined }),
    finds: ['warning failed-webhooks'],
    says: /\/caller\/ended .*error 15003/,
    repair: /docs\/api\/errors/,
  },
  {
    wrong: 'a caller who got the static fallback',
    inject: changed('fallbackCalls', () => ({ heard: [call], notKnownYet: 2, notLookedAt: 0 })),
    finds: ['warning fallback-heard'],
    says: /^1 call got the static fallback in the last day \(of 2 Twilio has no details yet\)/,
    repair: /npm run explain-call -- CAc{32}/,
  },
  {
    wrong: 'a few wrong PINs',
    inject: changed('wrongPins', () => guessing(1)),
    finds: ['warning wrong-pins'],
    says: /^3 wrong PINs in 1 call in the last day; 1 call let no agent in\. Entered as: no particular agent 3\. An agent may/,
    repair: /twilio serverless:logs --service-sid ZS\w{32}.*docs\/config\.md/,
  },
  {
    wrong: 'somebody who guesses PINs',
    inject: changed('wrongPins', () => guessing(5)),
    finds: ['warning wrong-pins'],
    says: /^15 wrong PINs in 5 calls .*Somebody may be guessing/,
    repair: /PINs of 10 digits/,
  },
];

export const injectedLeftovers: readonly InjectedFault[] = [
  {
    wrong: 'functions that have failed',
    inject: (facts) => changed('failures', () => [facts.now])(facts),
    finds: ['warning recent-failures'],
    says: /Functions wrote 1 error in the last day/,
    repair: /twilio serverless:logs --service-sid ZS\w{32} --environment staging/,
  },
  {
    wrong: 'many old builds',
    inject: changed('buildCount', () => 51),
    finds: ['warning old-builds'],
    says: /The service has 51 builds/,
    repair: /builds:remove --service-sid ZS/,
  },
  {
    wrong: 'a service of an earlier name',
    inject: changed('services', (services) => [
      ...services,
      {
        sid: `ZS${'b'.repeat(32)}`,
        uniqueName: 'call-queue-old',
        domainBase: 'call-queue-old-1111',
        includesCredentials: true,
      },
    ]),
    finds: ['warning old-services'],
    says: /a service call-queue-old in addition to call-queue/,
    repair: /services:remove --sid ZS/,
  },
];
