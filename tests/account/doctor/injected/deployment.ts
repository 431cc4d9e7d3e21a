import type { WebAnswer } from '../../../../account/ask-web';
import type { FoundDeployment } from '../../../../account/deployment';
import type { Facts } from '../../../../account/doctor/facts';
import { known, skipped } from '../../../../account/doctor/read';
import { harmlessEndpoint } from '../../../../account/doctor/web-probes';
import {
  all,
  changed,
  config,
  type InjectedFault,
  readValue,
  withBuild,
  withCheckout,
  withConfig,
  withFile,
  withModule,
  withPlan,
  withSupport,
  withVariables,
} from './injected-fault';

/** Nothing of a deployment is read where there is none. */
const notDeployed =
  (found: FoundDeployment) =>
  (facts: Facts): Facts => {
    const none = skipped('nothing is deployed');
    return {
      ...facts,
      found: known(found),
      ...{ deployment: none, build: none, code: none, variables: none },
      ...{ failures: none, buildCount: none, firstAnswer: none, web: none },
    };
  };

const document = (status: number): WebAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from('<Response></Response>'),
});

/** Voicemails are taken, and their links open. */
const withVoicemailPage = all(
  withConfig(withPlan('closed', { voicemail: 'Please leave a message.' })),
  withVariables({
    AGENT_PIN: '7305184926',
    VOICEMAIL_WEBHOOK_URL: 'https://example.com/hook',
    VOICEMAIL_SECRET: '0123456789abcdef0123456789abcdef',
  }),
  withBuild(({ functions }) => ({
    functions: [...functions, { path: '/voicemail', visibility: 'public' }],
  })),
);

export const injectedDeployment: readonly InjectedFault[] = [
  {
    wrong: 'that nothing is deployed',
    inject: notDeployed({ kind: 'no-service' }),
    finds: ['fault deployed'],
    says: /the account has no service named call-queue/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'that nothing is deployed to this environment',
    inject: all(
      (facts) => ({ ...facts, environment: 'production' }),
      notDeployed({ kind: 'no-environment', serviceSid: `ZS${'a'.repeat(32)}` }),
    ),
    finds: ['fault deployed'],
    says: /Nothing is deployed to production/,
    repair: /^npm run deploy -- --production$/,
  },
  {
    wrong: 'an environment in which no build was ever activated',
    inject: (facts) =>
      notDeployed({
        kind: 'found',
        deployment: { ...readValue(facts, 'deployment'), buildSid: undefined },
      })(facts),
    finds: ['fault deployed'],
    says: /no build was ever activated/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'an environment whose build Twilio no longer supports',
    inject: withBuild(() => ({ runtime: 'node18' })),
    finds: ['fault runtime'],
    says: /run on node18/,
    repair: /"runtime": "node22" in \.twilioserverlessrc and run npm run deploy/,
  },
  {
    wrong: 'functions that were deployed with another module',
    inject: withBuild(({ dependencies }) => ({ dependencies: { ...dependencies, twilio: '5.0.0' } })),
    finds: ['warning dependencies'],
    says: /twilio 5\.0\.0 instead of/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a runtime handler that only npm has',
    inject: withModule('@twilio/runtime-handler', '2.1.0'),
    finds: ['fault package', 'warning dependencies'],
    says: /Twilio has no @twilio\/runtime-handler 2\.1\.0/,
    repair: /Correct package\.json/,
  },
  {
    wrong: 'a service whose functions may not read the queues',
    inject: changed('services', (services) =>
      services.map((service) => ({ ...service, includesCredentials: false })),
    ),
    finds: ['fault service-credentials'],
    says: /does not give its functions the account’s credentials/,
    repair: /services:update --sid ZS[0-9a-f]{32} --include-credentials/,
  },
  {
    wrong: 'a function that is missing',
    inject: withBuild(({ functions }) => ({
      functions: functions.filter(({ path }) => path !== '/agent/idle'),
    })),
    finds: ['fault functions'],
    says: /One function is not deployed: \/agent\/idle/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a function that is open to everybody',
    inject: withBuild(({ functions }) => ({
      functions: functions.map((one) =>
        one.path === '/agent/next' ? { ...one, visibility: 'public' } : one,
      ),
    })),
    finds: ['fault visibility'],
    says: /\/agent\/next is deployed as public and must be protected/,
    repair: /Check the name of its file in functions\/, and run npm run deploy/,
  },
  {
    wrong: 'a test that became a URL',
    inject: withBuild(({ functions }) => ({
      functions: [...functions, { path: '/caller.test', visibility: 'public' }],
    })),
    finds: ['fault stray-files'],
    says: /\/caller\.test is deployed \(public\)/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a source map that lies open',
    inject: withBuild(({ assets }) => ({
      assets: [...assets, { path: '/caller.js.map', visibility: 'public' }],
    })),
    finds: ['fault stray-files'],
    says: /\/caller\.js\.map is deployed \(public\).*Anybody on the internet/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a public function that nothing uses',
    inject: withBuild(({ functions }) => ({
      functions: [...functions, { path: '/voicemail', visibility: 'public' }],
    })),
    finds: ['fault unused-functions'],
    says: /\/voicemail is deployed, but nothing uses it.*one of the 30 executions/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'another code than this folder has',
    inject: (facts) =>
      withCheckout({ functions: new Map([...facts.checkout.functions, ['/wait', '// changed']]) })(facts),
    finds: ['warning code'],
    says: /One function is deployed from different code or a different config than in this folder: \/wait\./,
    repair: /^npm run deploy, or check out/,
  },
];

export const injectedAnswers: readonly InjectedFault[] = [
  {
    wrong: 'a domain that does not answer',
    inject: (facts) => ({
      ...facts,
      firstAnswer: { kind: 'unknown', why: 'getaddrinfo ENOTFOUND' },
      web: skipped('the domain does not answer'),
    }),
    finds: ['fault domain'],
    says: /There is no answer from https:\/\/call-queue/,
    repair: /another network.*npm run deploy/,
  },
  {
    wrong: 'functions that answer unsigned requests',
    inject: changed('web', (web) => ({
      ...web,
      unsigned: new Map([[harmlessEndpoint, known(document(200))]]),
    })),
    finds: ['fault unsigned-requests'],
    says: /\/action\/accept answers an unsigned request/,
    repair: /Protected in Functions and Assets → Services/,
  },
  {
    wrong: 'functions that fail',
    inject: all(
      withVoicemailPage,
      changed('web', (web) => ({
        ...web,
        unsigned: new Map([...web.unsigned, ['/voicemail', known(document(500))]]),
        signed: known(document(500)),
      })),
    ),
    finds: ['fault signed-requests', 'fault voicemail-page', 'unknown recording-access'],
    says: /answers 500 .* to a signed request instead of a document/,
    repair: /Monitor → Logs → Errors/,
  },
  {
    wrong: 'an auth token that the functions do not know',
    inject: changed('web', (web) => ({ ...web, signed: known(document(403)) })),
    finds: ['fault signed-requests'],
    says: /refuses \(403\) a request that is signed/,
    repair: /Account management → API keys & tokens/,
  },
];

export const injectedFiles: readonly InjectedFault[] = [
  {
    wrong: 'a piece of music that is not deployed',
    inject: withFile('/hold-music/porch-light.v1.wav', () => ({
      status: 404,
      body: Buffer.from('Not found'),
    })),
    finds: ['fault files'],
    says: /\/hold-music\/porch-light\.v1\.wav cannot be fetched: the answer is 404/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a piece of music that a telephone cannot play',
    inject: withFile('/hold-music/porch-light.v1.wav', () => ({ body: Buffer.from('ID3 an MP3') })),
    finds: ['fault file-sound', 'warning file-versions'],
    says: /porch-light\.v1\.wav: the file is not a WAV file/,
    repair: /ffmpeg.*\.v2\.wav/,
  },
  {
    wrong: 'music that is served as something else',
    inject: withFile('/hold-music/porch-light.v1.wav', ({ headers }) => ({
      headers: { ...headers, 'content-type': 'text/html' },
    })),
    finds: ['fault file-types'],
    says: /served as text\/html, which is not an audio type/,
    repair: /extension \.wav or \.mp3/,
  },
  {
    wrong: 'a fallback that is not deployed',
    inject: withFile('/fallback/agent.xml', () => ({ status: 404 })),
    finds: ['fault fallback-files'],
    says: /\/fallback\/agent\.xml cannot be fetched: the answer is 404/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a fallback with the words of another config',
    inject: withConfig({ ...config, fallback: { ...config.fallback, agent: 'Call again tomorrow.' } }),
    finds: ['warning fallback-files'],
    says: /\/fallback\/agent\.xml differs from the fallback/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'an unknown time zone',
    inject: withConfig(
      withSupport({
        openingHours: {
          timeZone: 'America/Gotham',
          weekly: { monday: ['09:00-17:00'] },
          atClosing: 'run-closed-plan',
        },
      }),
    ),
    finds: ['fault config'],
    says: /'America\/Gotham' is not the IANA time zone of a place/,
    repair: /npm run build/,
  },
  {
    wrong: 'a voice from another country',
    inject: withConfig(withSupport({ voice: 'Polly.Emma-Neural' })),
    finds: ['warning config', 'warning fallback-files'],
    says: /Polly\.Emma-Neural speaks en-GB/,
    repair: /or leave it/,
  },
];
