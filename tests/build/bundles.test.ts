import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { deployedFiles } from '../../emulator/reference';
import config from '../../queues.config';
import { fallbackDocuments } from '../../src/config/fallback-documents';
import type { QueuesConfig } from '../../src/config/queue-config';
import { deployedEndpoints, endpoints, functionNameOf } from '../../src/endpoints';

const root = join(__dirname, '..', '..');
const bundlesFolder = join(root, 'dist', 'functions');
const bundles = deployedFiles(bundlesFolder, join(root, 'assets')).filter(({ kind }) => kind === 'function');

const sources = (readdirSync(join(root, 'functions'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

const [name = '', queue] = Object.entries(config.queues)[0] ?? [];
const withVoicemail: QueuesConfig = {
  ...config,
  queues: {
    ...config.queues,
    [name]: { ...queue, plans: { ...queue?.plans, closed: [{ voicemail: 'Please leave a message.' }] } },
  } as QueuesConfig['queues'],
};

const withRinging: QueuesConfig = {
  ...config,
  queues: { ...config.queues, [name]: { ...queue, ringing: {} } } as QueuesConfig['queues'],
};

describe('a deployment', () => {
  test('has one file of functions/ for each endpoint, for Twilio only unless the endpoint says otherwise', () => {
    const files = endpoints.map((endpoint) => `${functionNameOf(endpoint)}.ts`);
    expect(sources.toSorted()).toEqual(files.toSorted());
  });

  test('has one bundle for each endpoint, and those for Twilio need its signature', () => {
    const withVisibility = (visibility: string) =>
      bundles.filter((bundle) => bundle.visibility === visibility).map(({ path }) => path);
    const deployed = deployedEndpoints(config, { hasVoicemailSecret: true }).map(({ path }) => path);
    expect(withVisibility('protected').toSorted()).toEqual(deployed.toSorted());
    // Nothing for everybody: this config takes no voicemails, and its agents dial in.
    expect(withVisibility('public')).toEqual([]);
  });

  test.each([
    ['a plan takes voicemails and there is a secret', withVoicemail, true, true],
    ['no plan takes voicemails', config, true, false],
    ['there is no secret', withVoicemail, false, false],
    ['the config wants no links', { ...withVoicemail, voicemailLinks: false }, true, false],
  ])('has /voicemail, which anybody may ask, only if it can be used: %s', (_when, given, secret, isThere) => {
    const paths = deployedEndpoints(given, { hasVoicemailSecret: secret }).map(({ path }) => path);
    expect(paths.includes('/voicemail')).toBe(isThere);
    expect(paths.filter((path) => path === '/agent/rang')).toEqual([]);
  });

  test('has the functions that ring agents only if a queue rings them', () => {
    const ringing = deployedEndpoints(withRinging, { hasVoicemailSecret: false }).map(({ path }) => path);
    const dialingIn = deployedEndpoints(config, { hasVoicemailSecret: false }).map(({ path }) => path);
    expect(ringing.filter((path) => !dialingIn.includes(path))).toEqual(
      expect.arrayContaining(['/agent/assignment', '/agent/ring', '/agent/rang', '/agent/events']),
    );
    expect(dialingIn.filter((path) => !ringing.includes(path))).toEqual([]);
  });

  test.each(sources)('is made from functions/%s, which is a few lines', (file) => {
    const text = readFileSync(join(root, 'functions', file), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(7);
  });

  test('has the fallback documents of the current config', () => {
    for (const [name, xml] of Object.entries(fallbackDocuments(config))) {
      expect(readFileSync(join(root, 'assets', 'fallback', name), 'utf8')).toBe(xml);
    }
  });

  test('has its functions in the folder that is configured for Twilio’s tools', () => {
    const settings = readFileSync(join(root, '.twilioserverlessrc'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
    const { functionsFolder } = JSON.parse(settings.replace(/,(\s*[}\]])/g, '$1'));
    expect(join(root, functionsFolder)).toBe(bundlesFolder);
  });
});

describe('a deployed function', () => {
  /** A folder with nothing but `twilio`, as in Twilio's cloud. */
  let elsewhere = '';

  beforeAll(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'deployed-'));
    mkdirSync(join(elsewhere, 'modules'));
    symlinkSync(dirname(require.resolve('twilio/package.json')), join(elsewhere, 'modules', 'twilio'));
  });

  afterAll(() => {
    rmSync(elsewhere, { recursive: true });
  });

  const inspect = `
    const { handler } = require('./function.js');
    const loaded = Object.keys(require.cache);
    console.log(JSON.stringify({ handler: typeof handler, loaded }));`;

  test.each(bundles)('$path loads alone, and loads of twilio only what writes TwiML', ({ file }) => {
    copyFileSync(file, join(elsewhere, 'function.js'));
    const output = execFileSync(process.execPath, ['-e', inspect], {
      cwd: elsewhere,
      env: { NODE_PATH: join(elsewhere, 'modules') },
      encoding: 'utf8',
    });
    const { handler, loaded } = JSON.parse(output) as { handler: string; loaded: string[] };
    expect(handler).toBe('function');
    const twilio = dirname(require.resolve('twilio/package.json'));
    const ofTwilio = loaded.map((file) => relative(twilio, file)).filter((file) => !file.startsWith('..'));
    expect(ofTwilio.toSorted()).toEqual(['lib/twiml/TwiML.js', 'lib/twiml/VoiceResponse.js']);
  });

  // A cold start reads this, and so do people in the cloud's editor.
  test.each(bundles)('$path is at most 23 kB once it is minified', async ({ file }) => {
    const { code } = await transform(readFileSync(file, 'utf8'), {
      minify: true,
      platform: 'node',
      format: 'cjs',
    });
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(23_000);
  });

  test.each(bundles)('$path contains nothing of the local Twilio, and no copy of twilio', ({ file }) => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/emulator\/|node_modules\//);
  });

  test.each(bundles)('$path reads its environment from Twilio’s context and nowhere else', ({ file }) => {
    expect(readFileSync(file, 'utf8')).not.toContain('process.env');
  });
});
