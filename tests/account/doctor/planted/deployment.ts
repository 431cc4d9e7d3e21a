import { documentFunction } from '../../../emulator/rest/serverless/project';
import {
  changeBuild,
  config,
  type Planted,
  redeploy,
  servedAs,
  serveOtherwise,
  withCode,
  withModule,
  withSupport,
} from './planted-fault';

export const plantedDeployment: readonly Planted[] = [
  {
    wrong: 'that nothing is deployed',
    plant: ({ project }) => project.service.remove(),
    finds: ['fault deployed'],
    says: /the account has no service named call-queue/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'that nothing is deployed to this environment',
    given: () => ({ environment: 'production' }),
    finds: ['fault deployed'],
    says: /Nothing is deployed to production/,
    repair: /^npm run deploy -- --production$/,
  },
  {
    wrong: 'an environment in which no build was ever activated',
    plant: ({ project }) => project.environment.deployments.create({}),
    finds: ['fault deployed'],
    says: /no build was ever activated/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'an environment whose build Twilio supports no more',
    plant: (queue) => changeBuild(queue, () => ({ runtime: 'node18' })),
    finds: ['fault runtime'],
    says: /run on node18/,
    repair: /"runtime": "node22" in \.twilioserverlessrc and run npm run deploy/,
  },
  {
    wrong: 'functions that were deployed with another module',
    plant: (queue) =>
      changeBuild(queue, ({ dependencies }) => ({
        dependencies: dependencies.map((one) => (one.name === 'twilio' ? { ...one, version: '5.0.0' } : one)),
      })),
    finds: ['warning dependencies'],
    says: /twilio 5\.0\.0 and not/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a runtime handler that only npm has',
    given: () => ({ checkout: withModule('@twilio/runtime-handler', '2.1.0') }),
    finds: ['fault package', 'warning dependencies'],
    says: /Twilio has no @twilio\/runtime-handler 2\.1\.0/,
    repair: /Correct package\.json/,
  },
  {
    wrong: 'a service whose functions may not read who waits',
    plant: ({ project }) => project.service.update({ includeCredentials: false }),
    finds: ['fault service-credentials'],
    says: /does not give its functions the account’s credentials/,
    repair: /services:update --sid ZS[0-9a-f]{32} --include-credentials/,
  },
  {
    wrong: 'a function that is missing',
    plant: (queue) => redeploy(queue, (files) => files.filter(({ path }) => path !== '/agent/idle')),
    finds: ['fault functions'],
    says: /One function is not deployed: \/agent\/idle/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a function that is open to everybody',
    plant: (queue) =>
      redeploy(queue, (files) =>
        files.map((file) => (file.path === '/agent/next' ? { ...file, visibility: 'public' } : file)),
      ),
    finds: ['fault visibility'],
    says: /\/agent\/next is deployed as public and must be protected/,
    repair: /Check the name of its file in functions\/, and run npm run deploy/,
  },
  {
    wrong: 'a test that became a URL',
    plant: (queue) =>
      redeploy(queue, (files) => [
        ...files,
        { kind: 'function', path: '/caller.test', visibility: 'public', content: documentFunction('') },
      ]),
    finds: ['fault stray-files'],
    says: /\/caller\.test is deployed \(public\)/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a source map that lies open',
    plant: (queue) =>
      redeploy(queue, (files) => [
        ...files,
        { kind: 'asset', path: '/caller.js.map', visibility: 'public', content: '{}' },
      ]),
    finds: ['fault stray-files'],
    says: /\/caller\.js\.map is deployed \(public\).*Anybody on the internet/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'another code than this folder has',
    given: () => ({ checkout: withCode('/wait', '// changed') }),
    finds: ['warning code'],
    says: /One function is deployed from another code or config than this folder has: \/wait\./,
    repair: /^npm run deploy, or check out/,
  },
];

export const plantedAnswers: readonly Planted[] = [
  {
    wrong: 'a domain that does not answer',
    plant: ({ twilio, deployment: { domain } }) => twilio.withdraw(domain),
    finds: ['fault domain'],
    says: /Nobody answers at https:\/\/call-queue/,
    repair: /another network.*npm run deploy/,
  },
  {
    wrong: 'functions that answer whoever asks',
    plant: (queue) => serveOtherwise(queue, (file) => ({ ...file, visibility: 'public' })),
    finds: ['fault unsigned-requests'],
    says: /\/action\/accept answers a request that nobody signed/,
    repair: /Protected in Functions and Assets → Services/,
  },
  {
    wrong: 'functions that fail',
    plant: (queue) => serveOtherwise(queue, (file) => file, 500),
    finds: ['fault signed-requests', 'fault voicemail-page'],
    says: /answers 500 .* to a signed request, and no document/,
    repair: /Monitor → Logs → Errors/,
  },
  {
    wrong: 'an auth token that the functions do not know',
    given: ({ account: { credentials } }) => ({
      account: { credentials: { ...credentials, authToken: 'f'.repeat(32) } },
    }),
    finds: ['fault signed-requests'],
    says: /refuses \(403\) a request that is signed/,
    repair: /Account management → API keys & tokens/,
  },
];

export const plantedFiles: readonly Planted[] = [
  {
    wrong: 'a piece of music that is not deployed',
    plant: (queue) => redeploy(queue, (all) => all.filter(({ path }) => !path.includes('porch-light'))),
    finds: ['fault files'],
    says: /\/hold-music\/porch-light\.v1\.wav cannot be fetched: it answers 404/,
    repair: /npm run deploy/,
  },
  {
    wrong: 'a piece of music that is no sound to a telephone',
    plant: (queue) =>
      redeploy(queue, (all) =>
        all.map((file) => (file.path.includes('porch-light') ? { ...file, content: 'ID3 an MP3' } : file)),
      ),
    finds: ['fault file-sound', 'warning file-versions'],
    says: /porch-light\.v1\.wav: the file is not a WAV file/,
    repair: /ffmpeg.*\.v2\.wav/,
  },
  {
    wrong: 'music that is served as something else',
    given: (queue) => servedAs(queue, '/hold-music/porch-light.v1.wav', 'text/html'),
    finds: ['fault file-types'],
    says: /served as text\/html, which is no sound/,
    repair: /ending \.wav or \.mp3/,
  },
  {
    wrong: 'a fallback that is not deployed',
    plant: (queue) => redeploy(queue, (all) => all.filter(({ path }) => path !== '/fallback/agent.xml')),
    finds: ['fault fallback-files'],
    says: /\/fallback\/agent\.xml cannot be fetched: it answers 404/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a fallback with the words of another config',
    given: () => ({
      config: { ...config, fallback: { ...config.fallback, caller: 'Call again tomorrow.' } },
    }),
    finds: ['warning fallback-files'],
    says: /\/fallback\/caller\.xml says something else/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a time zone that nobody knows',
    given: () => ({
      config: withSupport({
        openingHours: {
          timeZone: 'America/Gotham',
          weekly: { monday: ['09:00-17:00'] },
          atClosing: 'run-closed-plan',
        },
      }),
    }),
    finds: ['fault config'],
    says: /'America\/Gotham' is not the IANA time zone of a place/,
    repair: /npm run build/,
  },
];
